from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from planner.model.choice import Blocks, Design, Ref, Refusal
from planner.model.money import UnknownQuantity
from planner.model.resource import Resource
from planner.model.spec import (
    Bucket,
    Cache,
    Cluster,
    Database,
    EncryptionKey,
    FileShare,
    LifecycleRule,
    NodePool,
    Registry,
    Role,
    Secret,
    VirtualMachine,
)

Make = Callable[..., Resource]
Designed = Callable[..., Any]
Around = Callable[..., Any]
Decided = Callable[..., Any]
Net = tuple[Resource, ...]
Values = dict[str, Any]

DATABASE = Database(
    engine="postgresql",
    version="15.4",
    vcpus=2,
    memory_gib=7,
    storage_gib=50,
    subnets=("subnet-aaa",),
    high_availability=False,
)
CACHE = Cache(engine="redis", version="7.0", memory_gib=6, subnets=("subnet-aaa",))
NODE = VirtualMachine(vcpus=2, memory_gib=8)


def losses(design: Design) -> set[str]:
    return {loss.id for loss in design.losses}


def test_a_bucket_is_versioned_encrypted_and_spelt_by_its_region(
    designed: Designed, make: Make
) -> None:
    bucket = make("storage.object_bucket", "shop-assets", Bucket(versioning=True))
    values = designed(bucket).values
    assert (values["region"], values["versioning"]) == ("GRA", "enabled")
    assert designed(bucket, region="EU-WEST-PAR").values["region"] == "EU-WEST-PAR"


def test_unknown_bytes_are_no_zero(designed: Designed, make: Make) -> None:
    bucket = make("storage.object_bucket", "b-1", Bucket())
    assert isinstance(designed(bucket).quantities[0], UnknownQuantity)
    known = replace(bucket, stored_gib=Decimal(7))
    assert designed(known).quantities[0].amount.likely == 7


def test_lifecycle_classes_are_those_of_the_target(designed: Designed, make: Make) -> None:
    rules = (
        LifecycleRule(prefix="a/", transition_days=30, transition_class="GLACIER", expire_days=90),
        LifecycleRule(transition_days=5, transition_class="EXPRESS_ONEZONE"),
    )
    design = designed(make("storage.object_bucket", "b-1", Bucket(lifecycle=rules)))
    assert design.values["rules"] == (
        {
            "id": "rule-1",
            "status": "enabled",
            "filter": {"prefix": "a/"},
            "transitions": ({"days": 30, "storage_class": "DEEP_ARCHIVE"},),
            "expiration": {"days": 90},
        },
    )
    assert losses(design) == {"lifecycle-rules"}


@pytest.mark.parametrize(
    ("spec", "loss"),
    [
        (Bucket(policy=True), "bucket-policy"),
        (Bucket(public=True), "public-bucket"),
        (Bucket(website=True), "website"),
        (Bucket(cors=True), "cors"),
        (Bucket(replication=True), "replication"),
        (Bucket(logging="b"), "bucket-logging"),
        (Bucket(object_lock=True), "lock-retention"),
        (Bucket(storage_class="NEARLINE"), "storage-class"),
        (Bucket(key="k"), "customer-key"),
    ],
)
def test_what_a_bucket_loses_is_said(
    designed: Designed, make: Make, spec: Bucket, loss: str
) -> None:
    assert loss in losses(designed(make("storage.object_bucket", "b-1", spec)))


def test_a_renamed_bucket_says_so(designed: Designed, make: Make) -> None:
    assert "renamed" in losses(designed(make("storage.object_bucket", "B_1", Bucket())))


def test_nobody_mounts_a_share_without_a_rule(designed: Designed, make: Make, net: Net) -> None:
    share = make("storage.file_nfs", "files", FileShare(subnets=("subnet-aaa",)))
    design = designed(share, *net)
    assert design.values["clients"] == ("10.0.0.0/16",)
    assert "fixed-size" in losses(design)


def test_a_windows_share_is_refused(around: Around, decided: Decided, make: Make) -> None:
    share = make("storage.file_nfs", "files", FileShare(protocol="smb"))
    assert isinstance(decided(around(share), share), Refusal)


def test_a_database_has_as_many_equal_nodes_as_its_plan(
    designed: Designed, make: Make, net: Net
) -> None:
    single = designed(make("db.postgres", "orders", DATABASE), *net)
    paired = designed(
        make("db.postgres", "orders", replace(DATABASE, high_availability=True)), *net
    )
    assert (single.values["plan"], single.values["flavor"]) == ("essential", "db1-7")
    assert paired.values["plan"] in {"business", "production"}
    for design, count in ((single, 1), (paired, 2)):
        nodes = design.values["nodes"]
        assert isinstance(nodes, Blocks)
        assert len(nodes.items) == count
        assert len({repr(node) for node in nodes.items}) == 1
        assert nodes.items[0]["region"] == "GRA"
        assert design.quantities[0].amount.likely == 730 * count
        assert design.quantities[0].service == "postgres"


def test_the_nearest_higher_version_is_said(designed: Designed, make: Make, net: Net) -> None:
    design = designed(make("db.postgres", "o", replace(DATABASE, version="12.9")), *net)
    assert design.values["version"] == "14"
    assert "version" in losses(design)
    assert "version" not in losses(designed(make("db.postgres", "o", DATABASE), *net))


@pytest.mark.parametrize(
    ("values", "loss"),
    [
        ({"high_availability": True}, "one-zone"),
        ({"replica_of": "p"}, "read-replica"),
        ({"iops": 3000}, "iops"),
        ({"public": True}, "public-endpoint"),
        ({"parameters": "p"}, "parameters"),
        ({"port": 5432}, "port"),
        ({"licence": "included"}, "licence"),
        ({"key": "k"}, "customer-key"),
        ({"security_groups": ("g",)}, "no-security-group"),
        ({"backup_days": 30}, "backup-days"),
        ({"nodes": 5}, "no-readers"),
    ],
)
def test_what_a_database_loses_is_said(
    designed: Designed, make: Make, net: Net, values: Values, loss: str
) -> None:
    database = make("db.postgres", "orders", replace(DATABASE, **values))
    assert loss in losses(designed(database, *net))


def test_mariadb_becomes_mysql_and_that_is_said(designed: Designed, make: Make, net: Net) -> None:
    spec = replace(DATABASE, engine="mariadb", version="10.6")
    design = designed(make("db.mysql", "content", spec), *net)
    assert design.values["engine"] == "mysql"
    assert "mariadb" in losses(design)


def test_a_disk_beyond_the_nodes_own_is_bought(designed: Designed, make: Make, net: Net) -> None:
    design = designed(make("db.postgres", "o", replace(DATABASE, storage_gib=400)), *net)
    assert design.values["disk"] == 400
    assert design.quantities[1].amount.likely == 240


def test_redis_becomes_valkey_and_memcached_blocks(
    designed: Designed, make: Make, net: Net
) -> None:
    redis = designed(make("db.redis", "sessions", CACHE), *net)
    assert redis.values["engine"] == "valkey"
    assert "commands" in losses(redis)
    spec = replace(CACHE, engine="memcached")
    weights = {
        loss.id: loss.weight for loss in designed(make("db.memcached", "m", spec), *net).losses
    }
    assert weights["memcached-protocol"] == "blocking"


@pytest.mark.parametrize(
    ("values", "loss"),
    [
        ({"shards": 3}, "no-shards"),
        ({"nodes": 3}, "no-readers"),
        ({"high_availability": True}, "one-zone"),
        ({"encrypted_in_transit": False}, "tls-only"),
        ({"security_groups": ("g",)}, "no-security-group"),
    ],
)
def test_what_a_cache_loses_is_said(
    designed: Designed, make: Make, net: Net, values: Values, loss: str
) -> None:
    assert loss in losses(designed(make("db.redis", "c", replace(CACHE, **values)), *net))


@pytest.mark.parametrize(
    ("asked", "given", "lost"),
    [
        ("1.33", "1.33", 0),
        ("1.32.4", "1.32", 0),
        ("1.27", "1.31", 1),
        ("", "1.33", 0),
        ("1.99", "1.33", 1),
    ],
)
def test_a_cluster_names_a_minor_version(
    designed: Designed, make: Make, net: Net, asked: str, given: str, lost: int
) -> None:
    design = designed(
        make("k8s.cluster", "k", Cluster(version=asked, subnets=("subnet-aaa",))), *net
    )
    assert design.values["version"] == given
    assert ("kubernetes-version" in losses(design)) == bool(lost)


@pytest.mark.parametrize(
    ("values", "loss"),
    [
        ({"role": "r"}, "no-workload-identity"),
        ({"private_api": True}, "public-api"),
        ({"pod_range": "10.4.0.0/16"}, "pod-ranges"),
        ({"service_range": "10.5.0.0/16"}, "pod-ranges"),
        ({"key": "k"}, "customer-key"),
        ({"security_groups": ("g",)}, "node-groups"),
        ({"pools": (NodePool(name="p"),)}, "unsized-pools"),
    ],
)
def test_what_a_cluster_loses_is_said(
    designed: Designed, make: Make, net: Net, values: Values, loss: str
) -> None:
    spec = Cluster(**{"version": "1.33", "subnets": ("subnet-aaa",), **values})
    assert loss in losses(designed(make("k8s.cluster", "k", spec), *net))


def test_a_pool_keeps_its_counts_in_order_and_its_name_without_underscore(
    designed: Designed, make: Make, net: Net
) -> None:
    cluster = make("k8s.cluster", "the-cluster", Cluster(subnets=("subnet-aaa",)))
    pool = make(
        "k8s.node_pool",
        "Pool_A",
        NodePool(
            cluster="the-cluster",
            machine=NODE,
            minimum=2,
            maximum=1,
            desired=9,
            labels=(("tier", "web"),),
            taints=(("k", "v", "NO_SCHEDULE"),),
            zones=("a", "b"),
        ),
    )
    design = designed(pool, cluster, *net)
    values = design.values
    assert "_" not in values["name"]
    assert values["minimum"] <= values["desired"] <= values["maximum"]
    assert values["taints"] == ({"key": "k", "value": "v", "effect": "NoSchedule"},)
    assert values["cluster"] == Ref(cluster.id, "ovh_cloud_project_kube")
    assert losses(design) == {"one-zone-pool"}


def test_one_registry_stands_for_all_repositories(designed: Designed, make: Make) -> None:
    repositories = [make("container.registry", f"shop/{name}", Registry()) for name in "ab"]
    designs = [designed(one, *repositories) for one in repositories]
    assert [design.without_terraform for design in designs] == [False, True]


def test_a_secret_is_asked_for_and_never_written(designed: Designed, make: Make) -> None:
    design = designed(make("sec.secret", "prod/db", Secret(rotation_days=30, key="k")))
    assert design.values["value"].sensitive
    assert design.values["value"].default is None
    assert losses(design) == {"rotation", "secret-key"}
    assert designed(make("sec.secret", "vault", Secret(vault=True))).without_terraform


@pytest.mark.parametrize(
    ("algorithm", "type_", "operations"),
    [
        ("", "oct", ("encrypt", "decrypt")),
        ("SYMMETRIC_DEFAULT", "oct", ("encrypt", "decrypt")),
        ("RSA_2048", "RSA", ("sign", "verify")),
        ("ECC_NIST_P384", "EC", ("sign", "verify")),
        ("EC-HSM", "EC", ("sign", "verify")),
    ],
)
def test_a_key_has_a_form_that_the_service_knows(
    designed: Designed, make: Make, algorithm: str, type_: str, operations: tuple[str, ...]
) -> None:
    values = designed(make("sec.kms", "k", EncryptionKey(algorithm=algorithm))).values
    assert (values["type"], values["operations"]) == (type_, operations)
    assert (values["size"] is None) == (type_ == "EC")
    assert (values["curve"] is None) == (type_ != "EC")


def test_a_key_of_a_strange_algorithm_is_refused(
    around: Around, decided: Decided, make: Make
) -> None:
    key = make("sec.kms", "k", EncryptionKey(algorithm="HMAC_256"))
    assert isinstance(decided(around(key), key), Refusal)


def test_what_a_key_loses_is_said(designed: Designed, make: Make) -> None:
    spec = EncryptionKey(rotation_days=365, hsm=True, multi_region=True)
    assert losses(designed(make("sec.kms", "k", spec))) == {"key-rotation", "hsm", "multi-region"}


def test_a_role_allows_what_has_a_counterpart_and_lists_the_rest(
    designed: Designed, make: Make
) -> None:
    spec = Role(actions=("ec2:StartInstances", "s3:GetObject"))
    design = designed(make("iam.role", "worker", spec))
    assert "publicCloudProject:apiovh:instance/*" in design.values["allowed"]
    (loss,) = design.losses
    assert "s3:GetObject" in loss.problem.fr
    assert designed(make("iam.role", "r", Role())).values["allowed"] is None
    assert losses(designed(make("iam.role", "r", Role(policies=("p",))))) == {"unread-policies"}


def test_a_ring_of_keys_is_the_domain_that_is_ordered_beforehand(
    designed: Designed, make: Make
) -> None:
    assert designed(make("sec.kms", "ring")).without_terraform
