"""Key Vault: the vault, its keys, secrets and certificates. No secret's value is ever read."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import EncryptionKey, Other, Secret
from providers.attributes import Attributes, block, blocks, text, texts, whole
from providers.sources.azure.arm import arm, arms, names, part, read


def vault(record: Record) -> Reading:
    """A vault: a container of secrets, keys and certificates."""
    attributes = record.attributes
    subnets = arms(block(attributes, "network_acls"), "virtual_network_subnet_ids")
    return read(
        record,
        "sec.secret",
        Secret(vault=True),
        names("guarded-by", "network_acls.virtual_network_subnet_ids", *subnets),
        (text(attributes, "vault_uri"), text(attributes, "vault_uri").rstrip("/")),
    )


def _versionless(attributes: Attributes) -> tuple[str, ...]:
    """The addresses that configuration uses for an object of a vault: with and without version."""
    address = text(attributes, "versionless_id")
    versioned = text(attributes, "id")
    if not address and versioned.startswith("https://"):
        address = versioned.rpartition("/")[0]
    return (
        address,
        address.lower(),
        versioned.lower(),
        text(attributes, "secret_id").lower(),
        text(attributes, "versionless_secret_id").lower(),
    )


def secret(record: Record) -> Reading:
    """One secret of a vault."""
    attributes = record.attributes
    owner = arm(attributes, "key_vault_id")
    spec = Secret(description=text(attributes, "content_type"))
    return read(
        record, "sec.secret", spec, names("in", "key_vault_id", owner), _versionless(attributes)
    )


def _days(duration: str) -> int | None:
    """Days of an ISO 8601 duration of days, months or years alone: P90D, P1Y."""
    amount, unit = duration[1:-1], duration[-1:]
    length = {"D": 1, "M": 30, "Y": 365}.get(unit)
    if not duration.startswith("P") or length is None or not amount.isdecimal():
        return None
    return int(amount[:6]) * length


def key(record: Record) -> Reading:
    """A key of a vault."""
    attributes = record.attributes
    owner = arm(attributes, "key_vault_id")
    kind = text(attributes, "key_type")
    strength = text(attributes, "key_size") or text(attributes, "curve")
    rotation = block(attributes, "rotation_policy", "automatic")
    spec = EncryptionKey(
        algorithm=f"{kind} {strength}".strip(),
        usage=",".join(sorted(texts(attributes, "key_opts"))),
        rotation_days=_days(text(rotation, "time_after_creation")),
        hsm=kind.endswith("-HSM"),
    )
    return read(
        record, "sec.kms", spec, names("in", "key_vault_id", owner), _versionless(attributes)
    )


def certificate(record: Record) -> Reading:
    """A certificate of a vault, with who issues it and how long before its end it is renewed."""
    attributes = record.attributes
    owner = arm(attributes, "key_vault_id")
    policy = block(attributes, "certificate_policy")
    actions = blocks(policy, "lifetime_action")
    spec = Other(
        tier=text(block(policy, "issuer_parameters"), "name"),
        units=next((whole(block(one, "trigger"), "days_before_expiry") for one in actions), None),
    )
    return read(
        record,
        "sec.certificate",
        spec,
        names("in", "key_vault_id", owner),
        (*_versionless(attributes), text(attributes, "thumbprint")),
    )


RULES: dict[str, FromTerraform] = {
    "azurerm_key_vault": vault,
    "azurerm_key_vault_secret": secret,
    "azurerm_key_vault_key": key,
    "azurerm_key_vault_certificate": certificate,
    "azurerm_key_vault_access_policy": part("key_vault_id"),
}
