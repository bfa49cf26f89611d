"""Databases, caches, clusters, buckets, keys, queues, roles: versions, sizes, limits, secrets."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from planner.mapping.surroundings import Neighbourhood
from planner.model.choice import Blocks, Design, Ref, Refusal, Variable
from planner.model.money import Quantity, UnknownQuantity
from planner.model.policy import Assumption, Policy
from planner.model.resource import Resource
from planner.model.spec import (
    Bucket,
    Cache,
    Cluster,
    Database,
    EncryptionKey,
    FileShare,
    Gateway,
    KeyPair,
    LifecycleRule,
    Network,
    NodePool,
    Queue,
    Role,
    Route,
    RouteTable,
    Secret,
    Subnet,
    VirtualMachine,
)
from providers.targets.scaleway.bucket import bucket
from providers.targets.scaleway.cache import redis
from providers.targets.scaleway.database import postgres
from providers.targets.scaleway.identity import is_public_key, key_pair, permission_sets, role
from providers.targets.scaleway.keep import key, secret
from providers.targets.scaleway.kubernetes import cluster, node_pool, version_of
from providers.targets.scaleway.queue import queue
from providers.targets.scaleway.sample import sample
from providers.targets.scaleway.storage import file_share

Around = Callable[..., Neighbourhood]
Make = Callable[..., Resource]


def built(design: Design | Refusal) -> Design:
    assert isinstance(design, Design)
    return design


def said(design: Design | Refusal) -> set[str]:
    return {loss.id for loss in built(design).losses}


@pytest.mark.parametrize(
    ("asked", "engine", "loss"),
    [
        ("16.3", "PostgreSQL-16", None),
        ("13", "PostgreSQL-14", "version-newer"),
        ("18", "PostgreSQL-17", "version-older"),
        ("", "PostgreSQL-17", "version-unknown"),
    ],
)
def test_a_version_is_the_nearest_that_is_not_older(
    around: Around, make: Make, asked: str, engine: str, loss: str | None
) -> None:
    one = make("db.postgres", "pg", Database(version=asked, vcpus=2, memory_gib=4, storage_gib=20))
    design = postgres(one, around(one))
    assert built(design).values["engine"] == engine
    assert (loss is None) or loss in said(design)


def test_a_volume_of_a_database_is_a_multiple_of_five_and_counted_for_both_nodes(
    around: Around, make: Make
) -> None:
    spec = Database(version="16", vcpus=2, memory_gib=8, storage_gib=100, high_availability=True)
    one = make("db.postgres", "pg", spec)
    design = built(postgres(one, around(one)))
    assert design.values["storage_gb"] == 110
    assert design.size == "DB-PRO2-XXS"
    node, storage = design.quantities
    assert isinstance(node, Quantity)
    assert (node.service, node.variant) == ("postgres", "ha")
    assert isinstance(storage, Quantity)
    assert storage.amount.likely == Decimal(220)


def test_a_database_is_never_public_by_omission(around: Around, make: Make) -> None:
    hidden = make("db.postgres", "hidden", Database(vcpus=1, memory_gib=1))
    design = built(postgres(hidden, around(hidden)))
    assert design.values["public"] is False
    assert isinstance(design.values["network"], Variable)
    shown = make("db.postgres", "shown", Database(vcpus=1, memory_gib=1, public=True))
    clients = built(postgres(shown, around(shown))).values["clients"]
    assert isinstance(clients, Variable)
    assert clients.default is None


def test_a_replica_has_the_size_of_its_primary(around: Around, make: Make) -> None:
    main = make("db.postgres", "main", Database(vcpus=4, memory_gib=16, storage_gib=10))
    copy = make("db.postgres", "copy", Database(vcpus=1, memory_gib=1, replica_of=main.id))
    design = built(postgres(copy, around(main, copy)))
    assert design.values["replica"] is True
    assert design.size == "DB-POP2-4C-16G"
    assert design.values["primary"] == Ref(main.id, "scaleway_rdb_instance", "id", "variable")


def test_a_database_names_every_property_that_it_loses(around: Around, make: Make) -> None:
    spec = Database(
        version="16", vcpus=1, memory_gib=1, high_availability=True, key="kms", parameters="pg16",
        public=True, backup_days=4000, deletion_protection=True, iops=64000, user="rdb",
        database="a b", storage_gib=20000, nodes=4, replica_of="gone",
    )  # fmt: skip
    one = make("db.postgres", "pg", spec)
    assert said(postgres(one, around(one))) >= {
        "database-one-zone", "database-key", "database-parameters", "database-public",
        "database-backups", "deletion-protection", "volume-iops", "user-renamed", "database-name",
        "database-too-large", "database-readers", "replica-apart",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("spec", "nodes"),
    [
        (Cache(), 1),
        (Cache(high_availability=True), 2),
        (Cache(nodes=3), 2),
        (Cache(shards=2), 3),
        (Cache(shards=9), 6),
    ],
)
def test_a_cache_has_one_two_or_three_to_six_nodes(
    around: Around, make: Make, spec: Cache, nodes: int
) -> None:
    one = make("db.redis", "cache", spec)
    assert built(redis(one, around(one))).values["nodes"] == nodes


def test_the_memory_of_cache_nodes_is_not_guessed(around: Around, make: Make) -> None:
    one = make("db.redis", "cache", Cache(version="7.0", memory_gib=6))
    design = redis(one, around(one))
    assert isinstance(built(design).values["node_type"], Variable)
    assert isinstance(built(design).quantities[0], UnknownQuantity)
    assert {"redis-memory-unknown", "redis-version"} <= said(design)
    assert isinstance(built(design).values["network"], Variable), "never public by omission"


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [("1.34", "1.34"), ("1.29.8-gke.1", "1.33"), ("v1.40", "1.36"), ("", "1.36")],
)
def test_a_cluster_version_is_a_minor_one_for_automatic_upgrades(
    around: Around, asked: str, wanted: str
) -> None:
    assert version_of(asked, around())[0] == wanted


def test_nodes_have_no_public_address_where_a_gateway_serves_their_network(
    around: Around, make: Make
) -> None:
    vpc = make("network.vpc", "main", Network())
    inner = make("network.subnet", "a", Subnet(network=vpc.id, ranges=("10.0.1.0/24",)),
                 refers=(("in", vpc.id),))  # fmt: skip
    gateway = make("network.nat", "nat", Gateway())
    table = make("network.route_table", "rt",
                 RouteTable(network=vpc.id, subnets=(inner.id,),
                            routes=(Route("0.0.0.0/0", gateway.id, "nat"),)),
                 refers=(("routes-to", gateway.id), ("in", vpc.id)))  # fmt: skip
    pool = NodePool(name="default", machine=VirtualMachine(vcpus=1, memory_gib=2), maximum=3)
    spec = Cluster(version="1.34", subnets=(inner.id,), pools=(pool,), service_range="10.0.1.0/25")
    one = make("k8s.cluster", "prod", spec, refers=(("in", inner.id),))
    design = built(cluster(one, around(vpc, inner, gateway, table, one)))
    assert design.values["private_nodes"] is True
    assert design.values["network"] == Ref(
        gateway.id, "scaleway_vpc_gateway_network", "private_network_id", "variable", index="a"
    )
    assert design.values["service_range"] is None
    assert "cluster-range" in said(design)


def test_a_pool_is_spread_over_zones_and_never_uses_a_type_that_is_refused(
    around: Around, make: Make
) -> None:
    owner = make("k8s.cluster", "prod", Cluster())
    spec = NodePool(
        cluster=owner.id, machine=VirtualMachine(vcpus=1, memory_gib=0.5), minimum=0, desired=0,
        maximum=4, zones=("eu-west-3a", "eu-west-3b"),
        taints=(("a", "b", "NO_SCHEDULE"), ("c", "d", "odd")),
    )  # fmt: skip
    pool = make("k8s.node_pool", "batch", spec)
    design = built(node_pool(pool, around(owner, pool)))
    assert design.size not in {"DEV1-S", "PLAY2-PICO", "STARDUST1-S"}
    pools = design.values["pools"]
    assert isinstance(pools, dict)
    assert pools["fr-par-1"] == {"zone": "fr-par-1", "minimum": 0, "size": 1, "maximum": 2}
    taints = design.values["taints"]
    assert isinstance(taints, Blocks)
    assert [taint["effect"] for taint in taints.items] == ["NoSchedule"]
    assert "taint-effect" in said(design)


def test_a_bucket_knows_three_classes_and_turns_versioning_on_with_its_lock(
    around: Around, make: Make
) -> None:
    rules = (
        LifecycleRule("a/", 30, 10, "GLACIER"),
        LifecycleRule("b/", None, 10, "STANDARD_IA"),
    )
    one = make("storage.object_bucket", "Logs.Prod", Bucket(object_lock=True, lifecycle=rules))
    design = built(bucket(one, around(one)))
    assert design.values["versioning"] is True
    written = design.values["rules"]
    assert isinstance(written, Blocks)
    assert [rule["transition_class"] for rule in written.items] == ["GLACIER"]
    assert said(design) == {"class-stays-standard", "bucket-renamed", "bucket-lock"}


def test_the_size_of_a_bucket_is_unknown_until_somebody_assumes_it(
    around: Around, make: Make
) -> None:
    one = make("storage.object_bucket", "media", Bucket())
    assert isinstance(built(bucket(one, around(one))).quantities[0], UnknownQuantity)
    amount = Assumption(Decimal(1), Decimal(10), Decimal(100))
    near = around(one, policy=Policy(assume={"bucket_gib": amount}))
    quantity = built(bucket(one, near)).quantities[0]
    assert isinstance(quantity, Quantity)
    assert quantity.assumption == "bucket_gib"
    assert quantity.amount.likely == Decimal("10.73741824") * 730


def test_a_file_system_is_at_least_25_and_at_most_50000_gigabytes(
    around: Around, make: Make
) -> None:
    small = make("storage.file_nfs", "small", FileShare(size_gib=1))
    huge = make("storage.file_nfs", "huge", FileShare(size_gib=100000))
    near = around(small, huge)
    assert built(file_share(small, near)).values["size_gb"] == 25
    assert isinstance(file_share(huge, near), Refusal)


def test_the_value_of_a_secret_is_nowhere(around: Around, make: Make) -> None:
    one = make("sec.secret", "prod/db/password", Secret(description="of the database"))
    design = built(secret(one, around(one)))
    assert design.values["path"] == "/prod/db"
    assert set(design.values) == {"name", "path", "description", "tags"}


@pytest.mark.parametrize(
    ("spec", "usage", "algorithm", "rotation"),
    [
        (EncryptionKey(rotation_days=90), "symmetric_encryption", "aes_256_gcm", "2160h"),
        (EncryptionKey(algorithm="RSA_4096", usage="ENCRYPT_DECRYPT", rotation_days=90),
         "asymmetric_encryption", "rsa_oaep_4096_sha256", None),
        (EncryptionKey(algorithm="ECC_NIST_P256", usage="SIGN_VERIFY"),
         "asymmetric_signing", "ec_p256_sha256", None),
    ],
)  # fmt: skip
def test_usage_and_algorithm_of_a_key_fit_and_rotation_is_in_hours(
    around: Around,
    make: Make,
    spec: EncryptionKey,
    usage: str,
    algorithm: str,
    rotation: str | None,
) -> None:
    one = make("sec.kms", "k", spec)
    values = built(key(one, around(one))).values
    assert (values["usage"], values["algorithm"], values["rotation"]) == (
        usage,
        algorithm,
        rotation,
    )


def test_limits_of_a_queue_are_kept_and_said(around: Around, make: Make) -> None:
    dead = make("msg.queue", "dead", Queue())
    spec = Queue(retention_seconds=1, visibility_seconds=99999, max_message_bytes=10**6,
                 dead_letter=dead.id, delay_seconds=3, key="kms")  # fmt: skip
    one = make("msg.queue", "q", spec)
    design = queue(one, around(dead, one))
    values = built(design).values
    assert (values["age"], values["visibility"], values["size"]) == (60, 43200, 262144)
    assert said(design) == {"queue-delay", "queue-key", "queue-receives", "queue-limit"}


def test_there_are_no_queues_in_warsaw(around: Around, make: Make) -> None:
    one = make("msg.queue", "q", Queue())
    assert isinstance(queue(one, around(one, region="pl-waw")), Refusal)


@pytest.mark.parametrize(
    ("actions", "sets", "unknown"),
    [
        (("s3:GetObject", "s3:ListBucket"), ("ObjectStorageReadOnly",), ()),
        (("s3:PutObject", "s3:GetObject"), ("ObjectStorageFullAccess",), ()),
        (("roles/storage.objectViewer",), ("ObjectStorageReadOnly",), ()),
        (("Microsoft.Storage/x/write",), ("ObjectStorageFullAccess",), ()),
        (("quantum:Entangle", "*"), (), ("*", "quantum")),
    ],
)
def test_permissions_become_the_narrowest_sets(
    around: Around, actions: tuple[str, ...], sets: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    assert permission_sets(actions, around()) == (sets, unknown)


def test_a_role_without_permissions_gets_no_policy(around: Around, make: Make) -> None:
    one = make("iam.role", "r", Role(policies=("p",), members=("user:a",)))
    design = role(one, around(one))
    assert built(design).values["granted"] is False
    assert said(design) == {"role-policies", "role-members"}


def test_only_an_openssh_key_is_written(around: Around, make: Make) -> None:
    asked = sample("scaleway_iam_ssh_key", "id")
    assert isinstance(asked, str)
    assert "/" not in asked
    assert not is_public_key("ssh-ed25519 AAAAnotakey me")
    one = make("compute.keypair", "ops", KeyPair(public_key="ssh-rsa garbage"))
    public = built(key_pair(one, around(one))).values["public_key"]
    assert isinstance(public, Variable)
    assert isinstance(public.sample, str)
    assert is_public_key(public.sample)


@pytest.mark.parametrize(
    ("type_", "attribute", "start"),
    [
        ("scaleway_vpc", "id", "fr-par/"),
        ("scaleway_lb", "id", "fr-par-1/"),
        ("scaleway_ipam_ip", "address", "10."),
        ("scaleway_vpc_gateway_network", "private_network_id", "fr-par/"),
    ],
)
def test_samples_have_the_form_of_the_attribute(type_: str, attribute: str, start: str) -> None:
    assert str(sample(type_, attribute)).startswith(start)
