from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from msgspec import Raw, structs

from planner.catalogue.assumptions import load_assumptions
from planner.model.money import Quantity, Range, UnknownQuantity, exactly
from planner.model.resource import Kind, Origin, Relation, Resource, ResourceId
from planner.model.spec import (
    Bucket,
    Cache,
    Cluster,
    Database,
    Disk,
    DnsZone,
    EncryptionKey,
    FileShare,
    Gateway,
    LoadBalancer,
    NodePool,
    Other,
    PublicIp,
    Queue,
    ScalingGroup,
    Secret,
    Spec,
    VirtualMachine,
    Volume,
)
from providers.sources.aws import SOURCE

Bought = Quantity | UnknownQuantity


class Around:
    """An estate that knows a few resources and assumptions."""

    def __init__(self, *known: Resource, **assumed: str) -> None:
        self._known = known
        self._assumed = {key: exactly(value) for key, value in assumed.items()}

    def resolve(self, word: str, near: Resource) -> Resource | None:
        del near
        return next((one for one in self._known if word in (one.id, *one.aliases)), None)

    def dependents(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        del resource, relation
        return tuple(one for one in self._known if one.kind == kind)

    def needs(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        return self.dependents(resource, relation, kind)

    def by_id(self, resource: ResourceId) -> Resource | None:
        return next((one for one in self._known if one.id == resource), None)

    def assumed(self, key: str) -> Range | None:
        return self._assumed.get(key)


def of(native_type: str, spec: Spec | None, kind: str = "", **more: Any) -> Resource:  # noqa: ANN401
    return Resource(
        id=ResourceId("arn:aws:it"),
        cloud="aws",
        native_type=native_type,
        name="it",
        origin=Origin(source="f", place="a"),
        kind=Kind(kind) if kind else None,
        region="eu-west-3",
        spec=spec,
        **more,
    )


def words(bought: Iterable[Bought]) -> dict[str, Decimal | None]:
    """`service/sku/variant` -> likely amount; None where it is unknown."""
    return {
        f"{one.service}/{one.sku}/{one.variant}".rstrip("/"): one.amount.likely
        if isinstance(one, Quantity)
        else None
        for one in bought
    }


def test_a_running_instance_pays_for_hours_disk_and_address() -> None:
    spec = VirtualMachine(
        size="m6i.large", os="ubuntu-22.04", public_ip=True, boot_disk=Disk(size_gib=30, tier="gp3")
    )
    assert words(SOURCE.bill(of("aws_instance", spec), Around())) == {
        "vm/m6i.large/linux": 730,
        "public-ip/ipv4": 730,
        "block/gp3": 30,
    }


def test_an_address_of_its_own_is_not_counted_twice() -> None:
    spec = VirtualMachine(size="t3.micro", os="debian-12", public_ip=True)
    address = of("aws_eip", PublicIp(), "network.public_ip")
    assert "public-ip/ipv4" not in words(SOURCE.bill(of("aws_instance", spec), Around(address)))


def test_a_stopped_instance_pays_for_its_disks_alone() -> None:
    spec = VirtualMachine(size="m6i.large", state="stopped", boot_disk=Disk(size_gib=8, tier="gp2"))
    assert words(SOURCE.bill(of("aws_instance", spec), Around())) == {"block/gp2": 8}


def test_a_system_that_nothing_tells_is_not_called_linux() -> None:
    spec = VirtualMachine(size="m6i.large", boot_disk=Disk(size_gib=8))
    assert "vm/m6i.large/unknown" in words(SOURCE.bill(of("aws_instance", spec), Around()))


def test_windows_with_sql_server_asks_for_its_own_price_and_a_licence_of_ones_own_for_linux() -> (
    None
):
    sql = VirtualMachine(size="m6i.large", os="windows-2022", software="sql-server-standard")
    own = VirtualMachine(size="m6i.large", os="windows-2022", licence="byol")
    assert "vm/m6i.large/windows-sql-server-standard" in words(
        SOURCE.bill(of("aws_instance", sql), Around())
    )
    assert "vm/m6i.large/linux" in words(SOURCE.bill(of("aws_instance", own), Around()))


def test_spot_is_never_priced_as_on_demand_nor_as_nothing() -> None:
    spec = VirtualMachine(
        size="m6i.large", os="ubuntu-22.04", spot=True, boot_disk=Disk(size_gib=8, tier="gp3")
    )
    lines = tuple(SOURCE.bill(of("aws_instance", spec), Around()))
    assert words(lines) == {"vm-spot/m6i.large/linux": None, "block/gp3": 8}
    (spot,) = (one for one in lines if isinstance(one, UnknownQuantity))
    assert "vary" in spot.reason.en
    assert "varient" in spot.reason.fr


def test_only_what_gp3_does_not_include_is_paid_on_top() -> None:
    spec = Volume(size_gib=500, tier="gp3", iops=6000, throughput_mib=250)
    assert words(SOURCE.bill(of("aws_ebs_volume", spec), Around())) == {
        "block/gp3": 500,
        "block-iops/gp3": 3000,
        "block-throughput/gp3": 125,
    }
    plain = Volume(size_gib=500, tier="gp3", iops=3000, throughput_mib=125)
    assert words(SOURCE.bill(of("aws_ebs_volume", plain), Around())) == {"block/gp3": 500}


def test_a_volume_of_unknown_size_is_an_unknown_amount_and_not_zero() -> None:
    assert words(SOURCE.bill(of("aws_ebs_volume", Volume(tier="gp3")), Around())) == {
        "block/gp3": None
    }


def test_a_group_buys_as_many_of_its_template_as_it_wants() -> None:
    machine = VirtualMachine(size="m6i.large", os="ubuntu-22.04", boot_disk=Disk(20, "gp3"))
    template = of("aws_launch_template", machine, "compute.launch_template", aliases=("lt-1",))
    group = of("aws_autoscaling_group", ScalingGroup(desired=4, template="lt-1"))
    assert words(SOURCE.bill(group, Around(template))) == {
        "vm/m6i.large/linux": 2920,
        "block/gp3": 80,
    }
    assert words(SOURCE.bill(group, Around())) == {"vm": None}


def test_a_node_group_has_the_disk_that_eks_gives_where_none_is_named() -> None:
    spec = NodePool(machine=VirtualMachine(size="m6i.large"), desired=2)
    assert words(SOURCE.bill(of("aws_eks_node_group", spec), Around())) == {
        "vm/m6i.large/linux": 1460,
        "block/gp3": 40,
    }


def test_a_database_in_two_zones_asks_for_the_price_of_two_zones() -> None:
    spec = Database(
        engine="postgresql",
        size="db.r6g.large",
        storage_gib=400,
        storage_tier="gp3",
        iops=14000,
        high_availability=True,
    )
    assert words(SOURCE.bill(of("aws_db_instance", spec), Around())) == {
        "postgres/db.r6g.large/multi-az": 730,
        "db-storage/gp3/multi-az": 400,
        "db-iops/gp3/multi-az": 2000,
        "db-backup/rds": None,
    }


def test_a_database_without_backups_pays_for_none() -> None:
    spec = Database(engine="mysql", size="db.m6i.large", storage_gib=20, backup_days=0)
    assert "db-backup/rds" not in words(SOURCE.bill(of("aws_db_instance", spec), Around()))


def test_an_aurora_cluster_pays_for_every_instance_and_for_what_it_holds() -> None:
    spec = Database(engine="aurora-postgresql", size="db.r6g.large", nodes=3)
    cluster = of("aws_rds_cluster", spec)
    assert words(SOURCE.bill(cluster, Around())) == {
        "aurora-postgres/db.r6g.large": 2190,
        "db-storage/aurora": None,
        "db-io/aurora": None,
        "db-backup/aurora": None,
    }
    assert words(SOURCE.bill(cluster, Around(database_gib="80")))["db-storage/aurora"] == 80


def test_an_aurora_cluster_whose_price_holds_its_requests_asks_for_that_price() -> None:
    spec = Database(
        engine="aurora-postgresql",
        size="db.r6g.large",
        nodes=1,
        storage_tier="aurora-iopt1",
        backup_days=1,
    )
    assert words(SOURCE.bill(of("aws_rds_cluster", spec), Around(database_gib="80"))) == {
        "aurora-postgres/db.r6g.large/io-optimized": 730,
        "db-storage/aurora/io-optimized": 80,
    }


def test_every_node_of_a_cache_is_paid() -> None:
    spec = Cache(engine="redis", size="cache.r6g.large", nodes=2)
    resource = of("aws_elasticache_replication_group", spec)
    assert words(SOURCE.bill(resource, Around())) == {"redis/cache.r6g.large": 1460}
    unknown = of("aws_elasticache_cluster", Cache(engine="redis", size="cache.r6g.large"))
    assert words(SOURCE.bill(unknown, Around())) == {"redis/cache.r6g.large": None}


def test_what_a_bucket_holds_is_read_else_assumed_else_unknown() -> None:
    bucket = of("aws_s3_bucket", Bucket())
    assert words(SOURCE.bill(bucket, Around())) == {
        "object/standard": None,
        "object-requests/standard-read": None,
        "object-requests/standard-write": None,
    }
    line = next(iter(SOURCE.bill(bucket, Around(bucket_gib="100"))))
    assert isinstance(line, Quantity)
    assert line.amount == exactly(100)
    assert (line.basis, line.assumption) == ("assumed", "bucket_gib")
    known = of("aws_s3_bucket", Bucket(), stored_gib=Decimal(7))
    line = next(iter(SOURCE.bill(known, Around(bucket_gib="100"))))
    assert isinstance(line, Quantity)
    assert line.amount == exactly(7)
    assert line.basis == "configured"


def test_an_unknown_amount_names_the_assumption_that_would_give_it() -> None:
    line = next(iter(SOURCE.bill(of("aws_sqs_queue", Queue()), Around())))
    assert isinstance(line, UnknownQuantity)
    assert "queue_million" in line.reason.en
    assert "queue_million" in line.reason.fr


def test_a_public_balancer_has_an_address_in_each_zone() -> None:
    spec = LoadBalancer(layer=7, subnets=("a", "b", "c"))
    assert words(SOURCE.bill(of("aws_lb", spec, "network.lb_l7"), Around())) == {
        "load-balancer/alb": 730,
        "lb-capacity/alb": None,
        "public-ip/ipv4": 2190,
        "egress/internet": None,
    }
    inside = LoadBalancer(layer=4, internal=True, subnets=("a", "b"))
    assumed = Around(load_balancer_capacity="2")
    assert words(SOURCE.bill(of("aws_lb", inside, "network.lb_l4"), assumed)) == {
        "load-balancer/nlb": 730,
        "lb-capacity/nlb": 1460,
    }


def test_a_gateway_pays_by_the_hour_and_by_what_passes() -> None:
    assert words(SOURCE.bill(of("aws_nat_gateway", Gateway()), Around(nat_gb="500"))) == {
        "nat/nat-gateway": 730,
        "nat-data/nat-gateway": 500,
    }


def test_what_is_free_though_its_kind_is_billed_costs_a_known_nothing() -> None:
    parameter = of("aws_ssm_parameter", Secret(), "sec.secret")
    assert words(SOURCE.bill(parameter, Around())) == {"parameter/advanced": 0}
    advanced = Raw(msgspec.json.encode({"tier": "Advanced"}))
    parameter = of("aws_ssm_parameter", Secret(), "sec.secret", native=advanced)
    assert words(SOURCE.bill(parameter, Around())) == {"parameter/advanced": 1}
    endpoint = of("aws_vpc_endpoint", Other(tier="gateway"))
    assert words(SOURCE.bill(endpoint, Around())) == {"private-endpoint/interface": 0}
    tasks = of("aws_ecs_service", Other(size="EC2", units=2, tier="512/1024"))
    assert words(SOURCE.bill(tasks, Around())) == {"container/fargate-vcpu/x86": 0}


def test_tasks_on_fargate_pay_for_what_they_ask() -> None:
    service = of("aws_ecs_service", Other(size="FARGATE", units=2, tier="512/1024"))
    assert words(SOURCE.bill(service, Around())) == {
        "container/fargate-vcpu/x86": 730,
        "container/fargate-memory/x86": 1460,
    }


def test_a_cluster_pays_by_the_hour() -> None:
    assert words(SOURCE.bill(of("aws_eks_cluster", Cluster()), Around())) == {"kubernetes/eks": 730}


@pytest.mark.parametrize(
    ("native_type", "spec", "lesser", "key"),
    [
        ("aws_ebs_volume", Volume(10, tier="standard"), "block-requests/standard",
         "volume_requests_million"),
        ("aws_cloudfront_distribution", Other(), "cdn/requests", "cdn_million"),
        ("aws_kms_key", EncryptionKey(), "kms-requests/symmetric", "key_million"),
        ("aws_elasticache_cluster", Cache(engine="redis", size="cache.t3.micro", nodes=1),
         "cache-backup/elasticache", "cache_backup_gib"),
        ("aws_kms_key", EncryptionKey(algorithm="RSA_2048"), "kms-requests/asymmetric",
         "key_million"),
        ("aws_secretsmanager_secret", Secret(), "secret-requests/secret", "secret_million"),
        ("aws_route53_zone", DnsZone(), "dns-queries/standard", "dns_queries_million"),
        ("aws_wafv2_web_acl", Other(units=2), "waf/requests", "waf_million"),
        ("aws_vpc_endpoint", Other(tier="Interface"), "private-endpoint-data/interface",
         "endpoint_gb"),
        ("aws_cloudwatch_log_group", Other(), "logs/storage", "log_stored_gib"),
        ("aws_kinesis_stream", Other(units=2), "streaming-events/kinesis-put", "stream_million"),
        ("aws_redshift_cluster", Other(size="ra3.large"), "warehouse-storage/redshift-managed",
         "warehouse_gib"),
        ("aws_db_instance", Database(storage_gib=5, storage_tier="standard"), "db-io/standard",
         "database_io_million"),
    ],
)  # fmt: skip
def test_lesser_usage_is_unknown_until_it_is_assumed(
    native_type: str, spec: Spec, lesser: str, key: str
) -> None:
    native = msgspec.json.encode({"snapshot_retention_limit": 3})
    resource = of(native_type, spec, native=Raw(native))
    lines = {
        f"{one.service}/{one.sku}": one
        for one in SOURCE.bill(resource, Around())
        if isinstance(one, UnknownQuantity)
    }
    assert key in lines[lesser].reason.en
    assert key in load_assumptions()
    assert words(SOURCE.bill(resource, Around(**{key: "3"})))[lesser] == 3


def test_the_rotations_of_a_key_are_unknown_until_they_are_assumed() -> None:
    turning = of("aws_kms_key", EncryptionKey(rotation_days=365))
    keys = [one for one in SOURCE.bill(turning, Around()) if one.sku == "key"]
    assert [type(one) for one in keys] == [Quantity, UnknownQuantity]
    told = [one for one in SOURCE.bill(turning, Around(key_rotations="2")) if one.sku == "key"]
    assert [one.amount.likely for one in told if isinstance(one, Quantity)] == [1, 2]


def test_a_password_that_rds_keeps_is_a_secret_to_pay_and_a_replicas_is_its_primarys() -> None:
    kept = Raw(msgspec.json.encode({"master_user_secret": [{"secret_arn": "arn:aws:s"}]}))
    spec = Database(engine="mysql", size="db.m6i.large", storage_gib=20, backup_days=0)
    assert words(SOURCE.bill(of("aws_db_instance", spec, native=kept), Around())) == {
        "secret/secret": 1,
        "mysql/db.m6i.large": 730,
        "db-storage/gp2": 20,
    }
    replica = structs.replace(spec, replica_of="db-instance/a")
    lines = words(SOURCE.bill(of("aws_db_instance", replica, native=kept), Around()))
    assert "secret/secret" not in lines


def test_a_share_in_one_zone_and_its_throughput_have_their_own_prices() -> None:
    def bought(**written: Any) -> dict[str, Decimal | None]:  # noqa: ANN401 - JSON
        native = Raw(msgspec.json.encode(written))
        share = of("aws_efs_file_system", FileShare(), stored_gib=Decimal(1024), native=native)
        return words(SOURCE.bill(share, Around()))

    assert bought(throughput_mode="bursting") == {"file/efs-standard": 1024}
    assert bought(availability_zone_name="eu-west-3a") == {"file/efs-onezone": 1024}
    assert bought(throughput_mode="elastic")["file-throughput/efs-elastic"] is None
    above = bought(throughput_mode="provisioned", provisioned_throughput_in_mibps=80)
    assert above["file-throughput/efs"] == 30
    none = bought(throughput_mode="provisioned", provisioned_throughput_in_mibps=10)
    assert none["file-throughput/efs"] == 0


def test_queries_within_a_private_zones_networks_are_free() -> None:
    zone = of("aws_route53_zone", DnsZone(private=True))
    assert words(SOURCE.bill(zone, Around())) == {"dns-zone/hosted-zone": 1}


def test_a_table_of_fixed_capacity_pays_for_writes_as_for_reads_and_for_its_indexes() -> None:
    native = {
        "read_capacity": 20,
        "write_capacity": 5,
        "global_secondary_index": [{"read_capacity": 2, "write_capacity": 1}],
        "point_in_time_recovery": [{"enabled": True}],
    }
    table = of(
        "aws_dynamodb_table",
        Other(size="PROVISIONED", units=20),
        native=Raw(msgspec.json.encode(native)),
    )
    assert words(SOURCE.bill(table, Around())) == {
        "nosql/dynamodb-storage": None,
        "nosql/dynamodb-rcu": 22,
        "nosql/dynamodb-wcu": 6,
        "nosql/dynamodb-pitr": None,
    }
    unsaid = of("aws_dynamodb_table", Other(size="PROVISIONED"))
    assert words(SOURCE.bill(unsaid, Around()))["nosql/dynamodb-wcu"] is None


def test_moving_takes_the_bytes_of_disks_and_databases_and_none_of_a_replica() -> None:
    volume = of("aws_ebs_volume", Volume(size_gib=500))
    assert words(SOURCE.transfer(volume, Around())) == {"egress/internet": 500}
    replica = of("aws_db_instance", Database(storage_gib=100, replica_of="db-instance/a"))
    assert words(SOURCE.transfer(replica, Around())) == {}
    bucket = of("aws_s3_bucket", Bucket())
    assert words(SOURCE.transfer(bucket, Around())) == {"egress/internet": None}
    table = of("aws_dynamodb_table", Other(), "db.dynamodb")
    assert words(SOURCE.transfer(table, Around(table_gib="3"))) == {"egress/internet": 3}


def test_a_resource_that_nothing_was_read_of_has_no_lines() -> None:
    assert words(SOURCE.bill(of("aws_something", None), Around())) == {}
