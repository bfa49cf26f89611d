"""What a machine loses on its way, decided from its own properties."""

from planner.model.choice import Loss, Need
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Disk, VirtualMachine
from planner.model.text import Text
from providers.targets.ovh.volumes import iops_loss, volume_type
from providers.targets.ovh.words import customer_key


def _loss(id_: str, weight: str, property_: str, problem: Text, fallback: Text) -> Loss:
    return Loss(id_, "major" if weight == "major" else "minor", problem, fallback, property_)


ROLE = _loss(
    "no-instance-role",
    "major",
    "role",
    Text(
        en="It takes a role and finds credentials in its metadata; instances here have none.",
        fr="Elle prend un rôle et trouve des identifiants dans ses métadonnées ; ici les instances "
        "n'en ont pas.",
    ),
    Text(
        en="Give the software a service account and keep its secret in OVHcloud KMS.",
        fr="Donnez au logiciel un compte de service et gardez son secret dans le KMS d'OVHcloud.",
    ),
)
USER_DATA = _loss(
    "user-data",
    "major",
    "user_data",
    Text(
        en="Its start-up script is not copied: it may hold secrets and calls the source's "
        "services.",
        fr="Son script de démarrage n'est pas copié : il peut contenir des secrets et appelle les "
        "services de la source.",
    ),
    Text(
        en="Write the cloud-init file that stands beside this root; it starts with the host name.",
        fr="Complétez le fichier cloud-init à côté de cette racine ; il commence par le nom "
        "d'hôte.",
    ),
)
ARM = _loss(
    "no-arm",
    "major",
    "architecture",
    Text(
        en="It runs on Arm; OVHcloud sells x86-64 instances only.",
        fr="Elle tourne sur Arm ; OVHcloud ne vend que des instances x86-64.",
    ),
    Text(
        en="Rebuild software and images for x86-64 before the move.",
        fr="Reconstruisez logiciels et images pour x86-64 avant la migration.",
    ),
)
SPOT = _loss(
    "no-spot",
    "minor",
    "spot",
    Text(
        en="It is bought at spot price; here it is an ordinary instance at list price.",
        fr="Elle est achetée au prix spot ; ici c'est une instance ordinaire au prix public.",
    ),
    Text(
        en="A savings plan lowers the price of what runs all month; delete the rest when idle.",
        fr="Un savings plan réduit le prix de ce qui tourne tout le mois ; supprimez le reste au "
        "repos.",
    ),
)
CONFIDENTIAL = _loss(
    "no-confidential",
    "major",
    "confidential",
    Text(
        en="Its memory is encrypted by the processor; no instance here offers that.",
        fr="Sa mémoire est chiffrée par le processeur ; aucune instance ici ne l'offre.",
    ),
    Text(
        en="Use a bare-metal server with a confidential processor, or encrypt in the application.",
        fr="Prenez un serveur dédié à processeur confidentiel, ou chiffrez dans l'application.",
    ),
)
NO_KEY = _loss(
    "no-key-pair",
    "minor",
    "key_pair",
    Text(
        en="Its key pair was not read; nobody can log in by key.",
        fr="Sa paire de clés n'a pas été lue ; personne ne peut se connecter par clé.",
    ),
    Text(
        en="Add the public keys in its cloud-init file, or set key_pair.",
        fr="Ajoutez les clés publiques dans son fichier cloud-init, ou réglez key_pair.",
    ),
)
STOPPED = _loss(
    "stopped",
    "minor",
    "state",
    Text(
        en="It is stopped at the source; here it runs, and is billed, once it is created.",
        fr="Elle est arrêtée à la source ; ici elle tourne, et est facturée, dès sa création.",
    ),
    Text(
        en="Retire it by the overrides file, or shelve it after the move.",
        fr="Retirez-la par le fichier de corrections, ou mettez-la en veille après la migration.",
    ),
)
LICENCE = _loss(
    "own-licence",
    "major",
    "licence",
    Text(
        en="Its licence is brought along; whether it may move is for its vendor to say.",
        fr="Sa licence est apportée ; son éditeur seul peut dire si elle peut migrer.",
    ),
    Text(
        en="Ask the vendor, or take the licence that OVHcloud bills with a win- flavour.",
        fr="Demandez à l'éditeur, ou prenez la licence qu'OVHcloud facture avec un modèle win-.",
    ),
)
SOFTWARE = _loss(
    "licensed-software",
    "major",
    "software",
    Text(
        en="Licensed software is part of its image; OVHcloud's images hold none.",
        fr="Un logiciel sous licence fait partie de son image ; celles d'OVHcloud n'en contiennent "
        "pas.",
    ),
    Text(
        en="Bring a licence that allows it and install the software yourself.",
        fr="Apportez une licence qui le permet et installez vous-même le logiciel.",
    ),
)
GPU = _loss(
    "gpu-quota",
    "minor",
    "gpus",
    Text(
        en="GPU flavours are not sold in every region and need a quota; the model may differ.",
        fr="Les modèles GPU ne sont pas vendus dans toutes les régions et demandent un quota ; la "
        "carte peut différer.",
    ),
    Text(
        en="Ask for the quota first, and try the software on the model that is chosen.",
        fr="Demandez d'abord le quota, et essayez le logiciel sur le modèle choisi.",
    ),
)
UNKNOWN_GROUP = _loss(
    "unknown-group",
    "major",
    "security_groups",
    Text(
        en="A security group that it names was not read.",
        fr="Un groupe de sécurité qu'elle nomme n'a pas été lu.",
    ),
    Text(
        en="Add the group to the inputs: without any, the project's default group guards the port.",
        fr="Ajoutez le groupe aux entrées : sans aucun, le groupe par défaut du projet garde "
        "le port.",
    ),
)


def machine_losses(
    resource: Resource, spec: VirtualMachine, need: Need, surroundings: Surroundings
) -> tuple[Loss, ...]:
    """Losses of one machine, from its properties."""
    said = {
        ROLE: bool(spec.role),
        USER_DATA: spec.user_data,
        ARM: need.architecture == "arm64",
        SPOT: spec.spot or resource.kind == "compute.spot",
        CONFIDENTIAL: spec.confidential,
        STOPPED: spec.state == "stopped",
        LICENCE: spec.licence == "byol",
        SOFTWARE: bool(spec.software),
        GPU: bool(need.gpus),
    }
    disks = (*((spec.boot_disk,) if spec.boot_disk else ()), *spec.data_disks)
    return (
        *(loss for loss, holds in said.items() if holds),
        *_disk_losses(disks, surroundings),
    )


def _disk_losses(disks: tuple[Disk, ...], surroundings: Surroundings) -> tuple[Loss, ...]:
    losses = [customer_key("key")] if any(disk.key for disk in disks) else []
    for disk in disks:
        per_gib = surroundings.setting("volume_iops_per_gib").get(
            volume_type(disk.tier, surroundings)
        )
        if disk.iops and disk.size_gib and (per_gib is None or disk.iops > per_gib * disk.size_gib):
            losses.append(iops_loss(disk.iops, disk.size_gib, per_gib))
            break
    return tuple(losses)
