"""What machines name: key pairs, placement groups, images, interfaces, templates."""

from planner.model.choice import Design, Loss, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Image, KeyPair
from planner.model.text import Text
from providers.targets.ovh import bought
from providers.targets.ovh.names import dns_label, label
from providers.targets.ovh.refusals import unreadable


def key_pair(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """The public half of a key; a variable asks for it where the source does not tell it."""
    del surroundings
    spec = resource.spec
    if not isinstance(spec, KeyPair):
        return unreadable(resource)
    public: Value = spec.public_key or Variable(
        f"{dns_label(resource.name, 'admin').replace('-', '_')}_public_key",
        "string",
        Text(
            en=f"Public half of the key pair {label(resource.name)}, in OpenSSH form.",
            fr=f"Moitié publique de la paire de clés {label(resource.name)}, au format OpenSSH.",
        ),
        sample="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExa",
    )
    return Design(
        values={"name": label(resource.name), "public_key": public},
        losses=() if spec.public_key else (_UNREAD_KEY,),
    )


_UNREAD_KEY = Loss(
    "unread-public-key",
    "minor",
    Text(
        en="Its public half was not read.",
        fr="Sa moitié publique n'a pas été lue.",
    ),
    Text(
        en="Give it by the variable; `ssh-keygen -y` makes it from the private half.",
        fr="Donnez-la par la variable ; `ssh-keygen -y` la tire de la moitié privée.",
    ),
    "public_key",
)


def placement_group(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A server group that keeps its members apart."""
    del surroundings
    return Design(values={"name": label(resource.name)})


def image(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """An image of one's own, brought from a place that a variable names."""
    spec = resource.spec
    if not isinstance(spec, Image):
        return unreadable(resource)
    source = Variable(
        f"{dns_label(resource.name, 'image').replace('-', '_')}_source_url",
        "string",
        Text(
            en=f"Where the exported disk of {label(resource.name)} lies, as qcow2.",
            fr=f"Où se trouve le disque exporté de {label(resource.name)}, en qcow2.",
        ),
        sample="https://images.example.org/disk.qcow2",
    )
    arm = spec.architecture == "arm64"
    quantity: bought.Bought = (
        (bought.gib_months(surroundings, bought.STORAGE, "snapshot", "image", spec.size_gib),)
        if spec.size_gib
        else (
            bought.unknown_gib(
                surroundings,
                "snapshot",
                "image",
                Text(
                    en="the size of the image was not read",
                    fr="la taille de l'image n'a pas été lue",
                ),
            ),
        )
    )
    return Design(
        values={
            "name": label(resource.name),
            "source": source,
            "size": spec.size_gib,
            "os": spec.os or None,
        },
        quantities=quantity,
        losses=(_ARM_IMAGE,) if arm else (),
    )


_ARM_IMAGE = Loss(
    "arm-image",
    "blocking",
    Text(
        en="It is an Arm image; no flavour of OVHcloud starts it.",
        fr="C'est une image Arm ; aucun modèle d'OVHcloud ne la démarre.",
    ),
    Text(en="Build it anew for x86-64.", fr="Reconstruisez-la pour x86-64."),
    "architecture",
)


def part_of_another(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """What needs no block: it is written within the resource that uses it."""
    del resource, surroundings
    return Design(values={}, without_terraform=True)
