"""No body, whatever it holds, may make an adapter fail, or lose the object."""

import zlib
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.protocols import Item
from providers.sources.azure import SOURCE
from providers.sources.azure.adapters import ADAPTERS, adapt
from tests.unit.hostile import NESTED, pools

NAMES = (
    "id", "name", "sku", "kind", "location", "tags", "zones", "identity", "subnets", "storageProfile",
    "osDisk", "dataDisks", "managedDisk", "imageReference", "networkProfile", "networkInterfaces",
    "ipConfigurations", "subnet", "securityRules", "routes", "backendAddressPools", "probes",
    "agentPoolProfiles", "virtualMachineProfile", "siteConfig", "template", "containers", "profiles",
    "rules", "endpoints", "permissions", "storageSettings", "storage", "network", "addressSpace",
    "addressPrefixes", "encryption", "keyVaultProperties", "primaryEndpoints", "highAvailability",
    "ARecords", "TXTRecords", "MXRecords", "httpListeners", "requestRoutingRules", "urlPathMaps",
    "pathRules", "publicIpAddresses", "capacity", "tier", "dependsOn", "unresolved", "managedBy",
)  # fmt: skip


def body(pool: list[Any], depth: int = 0) -> dict[str, Any]:
    """An object that holds something under every name that adapters read."""
    found: dict[str, Any] = {}
    for name in NAMES:
        value = pool[(zlib.crc32(name.encode()) + depth) % len(pool)]
        if value == NESTED:
            value = [body(pool, depth + 1), body(pool, depth + 2)] if depth < 2 else {}
        found[name] = value
    return found if depth else {**found, "properties": body(pool, 1)}


@settings(max_examples=25, deadline=None)
@given(pools("/subscriptions/s/resourceGroups/g/providers/a/b/c", "Standard_LRS", "1-2"))
def test_no_adapter_fails_whatever_a_body_holds(pool: list[Any]) -> None:
    content = body(pool)
    for native_type in (*ADAPTERS, "microsoft.unknown/things", ""):
        for form in ("graph", "template"):
            item = Item(
                cloud="azure", form=form, type=native_type, body=content, file="f", place="[0]"
            )  # fmt: skip
            for record in adapt(item):
                assert record.cloud == "azure"
                assert record.type
                msgspec.json.encode(record.attributes)
                rule = SOURCE.rules.get(record.type)
                if rule is not None:
                    rule(record)


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=4), inner, max_size=4)
        ),
        max_leaves=20,
    ).filter(lambda value: isinstance(value, dict)),
    st.sampled_from(sorted(ADAPTERS)),
)
def test_no_adapter_fails_on_an_object_of_any_form(
    content: dict[str, Any], native_type: str
) -> None:
    item = Item(
        cloud="azure", form="api", type=native_type, body=content, file="f", place="[0]"
    )  # fmt: skip
    for record in adapt(item):
        rule = SOURCE.rules.get(record.type)
        if rule is not None:
            rule(record)
