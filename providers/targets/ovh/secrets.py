"""Secrets, keys and the registry: what OVHcloud makes once and fills many times."""

from planner.model.choice import Design, Loss, Refusal, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import EncryptionKey, Other, Secret
from planner.model.text import Text
from providers.targets.ovh import bought
from providers.targets.ovh.names import dns_label, label, secret_path
from providers.targets.ovh.refusals import unreadable

OKMS = Variable(
    "okms_id",
    "string",
    Text(
        en="Id of the KMS domain (OKMS), ordered beforehand: an order ends only by termination.",
        fr="Identifiant du domaine KMS (OKMS), commandé au préalable : une commande ne prend "
        "fin que "
        "par résiliation.",
    ),
    sample="44444444-4444-4444-8444-444444444444",
)


_DOMAIN = Design(
    values={},
    without_terraform=True,
    service=Text(en="KMS domain (ordered beforehand)", fr="Domaine KMS (commandé au préalable)"),
)
"""What a vault or a ring of keys becomes: the domain that holds secrets and keys."""


def secret(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A secret with a value that the people who apply give; a vault is the KMS domain itself."""
    spec = resource.spec
    if not isinstance(spec, Secret):
        return unreadable(resource)
    if spec.vault:
        return _DOMAIN
    path = secret_path(resource.name)
    value = Variable(
        f"{dns_label(resource.name, 'secret').replace('-', '_')}_value",
        "string",
        Text(
            en=f"Value of the secret {path}; it ends up in the state, so keep that encrypted.",
            fr=f"Valeur du secret {path} ; elle se retrouve dans l'état, gardez-le chiffré.",
        ),
        sensitive=True,
        sample="not-a-secret",
    )
    versions = spec.versions if spec.versions and spec.versions > 0 else None
    return Design(
        values={"okms": OKMS, "path": path, "value": value, "versions": versions},
        quantities=(bought.months(surroundings, bought.SECRET, "secret", "okms"),),
        losses=_secret_losses(spec),
    )


def _secret_losses(spec: Secret) -> tuple[Loss, ...]:
    losses = [_ROTATION] if spec.rotation_days else []
    if spec.key:
        losses.append(_SECRET_KEY)
    return tuple(losses)


_ROTATION = Loss(
    "rotation",
    "major",
    Text(
        en="It is rotated by a function; nothing rotates it here.",
        fr="Il est renouvelé par une fonction ; rien ne le renouvelle ici.",
    ),
    Text(
        en="Rotate by a scheduled job that writes a new version.",
        fr="Renouvelez par une tâche planifiée qui écrit une nouvelle version.",
    ),
    "rotation_days",
)
_SECRET_KEY = Loss(
    "secret-key",
    "minor",
    Text(
        en="It is encrypted with a key of yours; here with that of the KMS domain.",
        fr="Il est chiffré avec une clé à vous ; ici avec celle du domaine KMS.",
    ),
    Text(
        en="A domain is yours alone: order one for each boundary of trust.",
        fr="Un domaine n'est qu'à vous : commandez-en un par périmètre de confiance.",
    ),
    "key",
)


def encryption_key(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A service key of the KMS domain: symmetric unless the source says otherwise."""
    spec = resource.spec
    if not isinstance(spec, EncryptionKey):
        return _DOMAIN if _is_ring(resource) else unreadable(resource)
    form = _form(spec)
    if form is None:
        return _other_algorithm(spec.algorithm)
    type_, size, curve, operations = form
    return Design(
        values={
            "okms": OKMS,
            "name": label(resource.name),
            "type": type_,
            "size": size,
            "curve": curve,
            "operations": operations,
        },
        quantities=(bought.months(surroundings, bought.KEY, "kms", "service-key"),),
        losses=_key_losses(spec),
    )


def _is_ring(resource: Resource) -> bool:
    """Whether it only holds keys: read without a spec, as a vault, or as a kind without sizes."""
    spec = resource.spec
    return spec is None or isinstance(spec, Secret | Other)


Form = tuple[str, int | None, str | None, tuple[str, ...]]


def _form(spec: EncryptionKey) -> Form | None:
    """Type, size, curve and operations; None for an algorithm that the service has not."""
    word = spec.algorithm.upper().replace("-", "_")
    if "HMAC" in word or "SM2" in word or "SECG" in word or "P256K" in word:
        return None
    if "RSA" in word:
        size = next((bits for bits in (4096, 3072, 2048) if str(bits) in word), 4096)
        return ("RSA", size, None, ("sign", "verify"))
    if "EC" in word.split("_")[0] or "P256" in word or "P384" in word or "P521" in word:
        curve = next((name for name in ("P521", "P384") if name in word), "P256")
        return ("EC", None, f"P-{curve[1:]}", ("sign", "verify"))
    return ("oct", 256, None, ("encrypt", "decrypt"))


def _other_algorithm(algorithm: str) -> Refusal:
    return Refusal(
        "limit",
        Text(
            en=f"OVHcloud KMS makes no key of algorithm {label(algorithm, '?')}.",
            fr=f"Le KMS d'OVHcloud ne crée pas de clé d'algorithme {label(algorithm, '?')}.",
        ),
        Text(
            en="Choose AES, RSA or an NIST curve, or keep the key in software.",
            fr="Choisissez AES, RSA ou une courbe du NIST, ou gardez la clé en logiciel.",
        ),
    )


def _key_losses(spec: EncryptionKey) -> tuple[Loss, ...]:
    said = (
        (_KEY_ROTATION, bool(spec.rotation_days)),
        (_HSM, spec.hsm),
        (_REGIONS, spec.multi_region),
        (_RSA_USE, "RSA" in spec.algorithm.upper() and "ENCRYPT" in spec.usage.upper()),
    )
    return tuple(loss for loss, holds in said if holds)


_KEY_ROTATION = Loss(
    "key-rotation",
    "minor",
    Text(
        en="It is rotated by the service; here a new key is made by hand.",
        fr="Elle est renouvelée par le service ; ici une nouvelle clé se crée à la main.",
    ),
    Text(
        en="Make a second key each year and encrypt anew with it.",
        fr="Créez une seconde clé chaque année et rechiffrez avec elle.",
    ),
    "rotation_days",
)
_HSM = Loss(
    "hsm",
    "major",
    Text(
        en="It is held in a module of hardware of your own; whether these are is to be verified.",
        fr="Elle est tenue dans un module matériel ; ce qu'il en est ici est à vérifier.",
    ),
    Text(
        en="Ask OVHcloud for the certificate of the modules behind the region.",
        fr="Demandez à OVHcloud le certificat des modules derrière la région.",
    ),
    "hsm",
)
_REGIONS = Loss(
    "multi-region",
    "minor",
    Text(
        en="It is replicated to other regions; here it lives in one.",
        fr="Elle est répliquée dans d'autres régions ; ici elle vit dans une seule.",
    ),
    Text(
        en="Import the same key material in a second domain.",
        fr="Importez le même matériel de clé dans un second domaine.",
    ),
    "multi_region",
)
_RSA_USE = Loss(
    "rsa-encryption",
    "major",
    Text(
        en="It encrypts; RSA keys here sign and verify.",
        fr="Elle chiffre ; ici les clés RSA signent et vérifient.",
    ),
    Text(
        en="Encrypt with a symmetric key of the domain.",
        fr="Chiffrez avec une clé symétrique du domaine.",
    ),
    "usage",
)
