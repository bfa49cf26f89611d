"""What Azure's own interfaces tell apart and azurerm has no type for: parts of what they lie in.

Records of these types come from exports alone; they bear their ARM type and name their whole in `of`.
"""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Bucket, Database
from providers.attributes import blocks, flag, whole
from providers.sources.azure.adapters.network import ZONE_GROUP
from providers.sources.azure.adapters.settings import ADAPTERS as SETTINGS
from providers.sources.azure.adapters.sql import ENCRYPTION, RETENTION
from providers.sources.azure.adapters.storage import BLOB_SERVICE
from providers.sources.azure.arm import arm, fold, part, plain


def blob_service(record: Record) -> Reading:
    """Versions and cross-origin rules of the blobs of an account."""
    attributes = record.attributes
    spec = Bucket(
        versioning=flag(attributes, "versioning_enabled"),
        cors=bool(blocks(attributes, "cors_rule")),
    )
    return fold(record, arm(attributes, "of"), spec)


def retention(record: Record) -> Reading:
    """How many days a database can be turned back."""
    spec = Database(backup_days=whole(record.attributes, "retention_days"))
    return fold(record, arm(record.attributes, "of"), spec)


def encryption(record: Record) -> Reading:
    """Whether a database is encrypted at rest."""
    spec = Database(encrypted=flag(record.attributes, "enabled"))
    return fold(record, arm(record.attributes, "of"), spec)


RULES: dict[str, FromTerraform] = {
    **dict.fromkeys(SETTINGS, part("of")),
    BLOB_SERVICE: blob_service,
    RETENTION: retention,
    ENCRYPTION: encryption,
    ZONE_GROUP: part("of", {"private_dns_zone_ids": "uses"}),
    "microsoft.compute/virtualmachinescalesets/virtualmachines": part("of"),
    "azurerm_frontdoor": plain("network.global_lb"),
    "azurerm_cdn_frontdoor_firewall_policy": plain("edge.waf", tier="mode"),
}
