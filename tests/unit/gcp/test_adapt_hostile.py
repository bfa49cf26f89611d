"""No body, whatever it holds, may make an adapter fail, or lose the object."""

import zlib
from typing import Any, Literal

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.protocols import Item
from providers.sources.gcp import SOURCE
from providers.sources.gcp.adapters import ADAPTERS, adapt
from tests.unit.hostile import NESTED, pools

NAMES = (
    "name", "selfLink", "labels", "location", "zone", "region", "project", "projectId", "email",
    "disks", "disk", "initializeParams", "licenses", "license", "source", "boot", "type", "metadata",
    "items", "key", "value", "networkInterfaces", "networkInterface", "accessConfigs", "tags",
    "serviceAccounts", "scheduling", "properties", "guestAccelerators", "commonInstanceMetadata",
    "autoscalingPolicy", "cpuUtilization", "customMetricUtilizations", "scalingSchedules", "versions",
    "autoHealingPolicies", "peerings", "secondaryIpRanges", "allowed", "denied", "ports", "nats",
    "interfaces", "bgpPeers", "subnetworks", "natIps", "hostRules", "pathMatchers", "pathRules",
    "backends", "healthChecks", "managed", "settings", "ipAddresses", "ipConfiguration",
    "diskEncryptionConfiguration", "instance", "nodePools", "config", "taints", "autoscaling",
    "networkConfig", "privateClusterConfig", "ipAllocationPolicy", "autopilot", "locations",
    "lifecycle", "rule", "encryption", "acl", "entity", "iamConfiguration", "replication", "automatic",
    "userManaged", "dnssecConfig", "routingPolicy", "wrr", "geo", "rrdatas", "tableReference",
    "datasetReference", "workerConfig", "gceClusterConfig", "template", "spec", "annotations",
    "containers", "env", "valueFrom", "secretKeyRef", "resources", "limits", "volumes", "status",
    "serviceConfig", "buildConfig", "environmentVariables", "httpsTrigger", "keyType", "users",
    "includedPermissions", "displayName", "description",
)  # fmt: skip


def body(pool: list[Any], depth: int = 0) -> dict[str, Any]:
    """An object that holds something under every name that adapters read."""
    found: dict[str, Any] = {}
    for name in NAMES:
        value = pool[(zlib.crc32(name.encode()) + depth) % len(pool)]
        if value == NESTED:
            value = [body(pool, depth + 1)] if depth < 1 else {}
        found[name] = value
    return found


def records(native_type: str, form: Literal["api", "asset"], content: dict[str, Any]) -> None:
    item = Item(cloud="gcp", form=form, type=native_type, body=content, file="f", place="[0]")
    for record in adapt(item):
        assert record.cloud == "gcp"
        assert record.type
        msgspec.json.encode(record.attributes)
        rule = SOURCE.rules.get(record.type)
        if rule is not None:
            rule(record)


@settings(max_examples=20, deadline=None)
@given(pools("projects/p/zones/z/instances/i", "https://x/projects/p/regions/r/disks/d", "1-2"))
def test_no_adapter_fails_whatever_an_answer_holds(pool: list[Any]) -> None:
    content = body(pool)
    asset = {
        "name": pool[0],
        "resource": {"data": content},
        "ancestors": pool,
        "location": pool[-1],
    }
    for native_type in (*ADAPTERS, "new.googleapis.com/Thing", ""):
        records(native_type, "api", content)
        records(native_type, "asset", asset)


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_no_envelope_makes_an_adapter_fail(value: object) -> None:
    keys = (
        "name",
        "resource",
        "versionedResources",
        "additionalAttributes",
        "ancestors",
        "project",
    )
    for key in keys:
        records(
            "compute.googleapis.com/Instance", "asset", {"name": "//h/projects/p/x/y", key: value}
        )
    records("run.googleapis.com/Service", "asset", {"resource": {"data": value}})


def test_an_answer_nested_a_thousand_deep_is_read() -> None:
    value: Any = "x"
    for _ in range(900):
        value = {"inner": value}
    records("compute.googleapis.com/Instance", "asset", {"resource": {"data": {"metadata": value}}})
