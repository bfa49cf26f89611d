"""Storage accounts and what lies in them.

An account is one thing that is bought; its containers are folders of it, so it is the bucket and
they fold into it. Shares, queues and tables are services of their own and stay resources.
"""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Reference
from planner.model.spec import Bucket, FileShare, LifecycleRule, Other, Queue
from providers.attributes import Attributes, block, blocks, first_text, flag, text, whole
from providers.sources.azure.arm import (
    arm,
    arms,
    fold,
    key_words,
    names,
    parent,
    part,
    plain,
    read,
)

HOSTS = tuple(
    f"primary_{service}_host" for service in ("blob", "dfs", "file", "queue", "table", "web")
)


def account(record: Record) -> Reading:
    """A storage account, read as the bucket that its containers are folders of."""
    attributes = record.attributes
    blob = block(attributes, "blob_properties")
    public = flag(attributes, "allow_nested_items_to_be_public", "allow_blob_public_access")
    tier = text(attributes, "account_tier")
    spec = Bucket(
        versioning=flag(blob, "versioning_enabled"),
        encrypted=True,  # Azure encrypts every account at rest
        key=first_text(block(attributes, "customer_managed_key"), "key_vault_key_id"),
        public=False if public is False else None,  # allowed is not yet done: containers tell
        storage_class="_".join(
            word
            for word in (tier, text(attributes, "account_replication_type"), _access(attributes))
            if word
        ),
        object_lock=bool(block(attributes, "immutability_policy")),
        cors=bool(blocks(blob, "cors_rule")),
        website=bool(block(attributes, "static_website")),
    )
    rules = block(attributes, "network_rules")
    references = (
        *key_words(block(attributes, "customer_managed_key"), "key_vault_key_id"),
        *names(
            "guarded-by",
            "network_rules.virtual_network_subnet_ids",
            *arms(rules, "virtual_network_subnet_ids"),
        ),
    )
    # Other records name an account by its name, which is unique in all of Azure.
    aliases = (text(attributes, "name"), *(text(attributes, host) for host in HOSTS))
    return read(record, "storage.object_bucket", spec, references, aliases)


def _access(attributes: Attributes) -> str:
    """Hot, Cool or Cold; Hot is Azure's own default for the kinds that know tiers."""
    return text(attributes, "access_tier")


def _account(attributes: Attributes) -> str:
    """The account a record lies in: its id, or its name in older states."""
    return arm(attributes, "storage_account_id") or text(attributes, "storage_account_name")


def container(record: Record) -> Reading:
    """A container: a folder of its account, which says whether anybody may read it."""
    access = text(record.attributes, "container_access_type")
    spec = Bucket(
        public=True if access in {"blob", "container"} else None,
        object_lock=flag(record.attributes, "has_immutability_policy") or False,
    )
    return fold(record, _account(record.attributes), spec)


def _rule(attributes: Attributes) -> LifecycleRule:
    base = block(attributes, "actions", "base_blob")
    steps = [
        (whole(base, f"tier_to_{name}_after_days_since_modification_greater_than"), name)
        for name in ("cool", "cold", "archive")
    ]
    days, to_class = next(((d, name) for d, name in steps if d is not None), (None, ""))
    prefixes = block(attributes, "filters").get("prefix_match")
    prefix = prefixes[0] if isinstance(prefixes, list) and prefixes else ""
    return LifecycleRule(
        prefix=prefix if isinstance(prefix, str) else "",
        expire_days=whole(base, "delete_after_days_since_modification_greater_than"),
        transition_days=days,
        transition_class=to_class,
        enabled=flag(attributes, "enabled") is not False,
    )


def management_policy(record: Record) -> Reading:
    """What becomes of objects as they age."""
    rules = tuple(_rule(one) for one in blocks(record.attributes, "rule"))
    return fold(record, _account(record.attributes), Bucket(lifecycle=rules))


def _within(record: Record) -> tuple[Reference, ...]:
    return names("in", "storage_account_name", _account(record.attributes))


def share(record: Record) -> Reading:
    """A file share; its quota is the most it can hold, not what it holds."""
    attributes = record.attributes
    nfs = text(attributes, "enabled_protocol").upper() == "NFS"
    spec = FileShare(
        size_gib=whole(attributes, "quota"),
        protocol="nfs" if nfs else "smb",
        tier=text(attributes, "access_tier"),
        encrypted=True,  # Azure encrypts every account at rest
    )
    kind = "storage.file_nfs" if nfs else "storage.file_smb"
    return read(record, kind, spec, _within(record))


def netapp_volume(record: Record) -> Reading:
    """A volume of Azure NetApp Files."""
    attributes = record.attributes
    protocols = attributes.get("protocols")
    smb = isinstance(protocols, list) and "CIFS" in protocols
    subnet = arm(attributes, "subnet_id")
    spec = FileShare(
        size_gib=whole(attributes, "storage_quota_in_gb"),
        protocol="smb" if smb else "nfs",
        tier=text(attributes, "service_level"),
        subnets=(subnet,) if subnet else (),
    )
    kind = "storage.file_smb" if smb else "storage.file_nfs"
    return read(record, kind, spec, names("in", "subnet_id", subnet))


def queue(record: Record) -> Reading:
    """A storage queue."""
    return read(record, "msg.queue", Queue(tier="storage"), _within(record))


def table(record: Record) -> Reading:
    """A storage table."""
    return read(record, "db.bigtable", Other(tier="storage"), _within(record))


def account_part(record: Record) -> Reading:
    """A setting of an account that Terraform keeps apart."""
    attributes = record.attributes
    subnets = arms(attributes, "virtual_network_subnet_ids")
    references = (
        *key_words(attributes, "key_vault_key_id"),
        *names("guarded-by", "virtual_network_subnet_ids", *subnets),
    )
    whole_id = _account(attributes) or parent(arm(attributes, "id"))
    key = text(attributes, "key_vault_key_id")
    return fold(record, whole_id, Bucket(key=key) if key else None, references)


RULES: dict[str, FromTerraform] = {
    "azurerm_storage_account": account,
    "azurerm_storage_container": container,
    "azurerm_storage_management_policy": management_policy,
    "azurerm_storage_account_network_rules": account_part,
    "azurerm_storage_account_customer_managed_key": account_part,
    "azurerm_storage_account_static_website": lambda record: fold(
        record, _account(record.attributes), Bucket(website=True)
    ),
    "azurerm_storage_blob": lambda record: fold(record, _account(record.attributes), None),
    "azurerm_storage_share": share,
    "azurerm_storage_share_directory": part("storage_share_id"),
    "azurerm_storage_queue": queue,
    "azurerm_storage_table": table,
    "azurerm_storage_sync": plain("storage.transfer"),
    "azurerm_netapp_volume": netapp_volume,
    "azurerm_static_site": plain("storage.static_site", size="sku_size", tier="sku_tier"),
    "azurerm_static_web_app": plain("storage.static_site", size="sku_size", tier="sku_tier"),
}
