from typing import Any

from planner.model.protocols import Reading, Record
from planner.model.spec import (
    Bucket,
    Cache,
    Database,
    DnsRecord,
    FirewallRule,
    Listener,
    LoadBalancer,
    NodePool,
    Role,
    Route,
    RouteTable,
    ScalingGroup,
    SecurityGroup,
    VirtualMachine,
    Volume,
)
from providers.sources.aws import SOURCE, identify

_BALANCER = "arn:aws:elasticloadbalancing:eu-west-3:123456789012:loadbalancer/app/shop/1f"
_LISTENER = "arn:aws:elasticloadbalancing:eu-west-3:123456789012:listener/app/shop/1f/2e"


def read(native_type: str, **attributes: Any) -> Reading:  # noqa: ANN401 - JSON
    record = Record(
        type=native_type,
        address=f"{native_type}.it",
        attributes=attributes,
        file="f",
        account="123456789012",
        region="eu-west-3",
    )
    return SOURCE.rules[native_type](record)


def targets(reading: Reading) -> dict[str, str]:
    return {reference.target: reference.relation for reference in reading.references}


def test_an_instance_needs_its_subnet_and_is_guarded_by_its_groups() -> None:
    reading = read(
        "aws_instance",
        id="i-0123456789abcdef0",
        instance_type="m6i.large",
        subnet_id="subnet-1",
        vpc_security_group_ids=["sg-1", "sg-2"],
        key_name="ops",
        iam_instance_profile="web",
    )
    assert reading.id == "arn:aws:ec2:eu-west-3:123456789012:instance/i-0123456789abcdef0"
    assert "i-0123456789abcdef0" in reading.aliases
    assert targets(reading) == {
        "subnet-1": "in",
        "sg-1": "guarded-by",
        "sg-2": "guarded-by",
        "key-pair/ops": "uses",
        "instance-profile/web": "uses",
    }


def test_the_system_of_an_instance_is_unknown_where_nothing_tells() -> None:
    spec = read("aws_instance", id="i-1", instance_type="m6i.large").spec
    assert isinstance(spec, VirtualMachine)
    assert spec.os == ""
    assert spec.boot_disk is None


def test_only_windows_has_a_password_to_fetch() -> None:
    reading = read("aws_instance", id="i-1", instance_type="m6i.large", get_password_data=True)
    assert reading.kind == "compute.vm_windows"


def test_user_data_is_known_to_be_there_and_is_not_kept() -> None:
    reading = read("aws_instance", id="i-1", user_data="export PASSWORD=hunter2")
    assert isinstance(reading.spec, VirtualMachine)
    assert reading.spec.user_data
    assert "hunter2" not in repr(reading)


def test_an_attachment_folds_into_its_volume() -> None:
    reading = read(
        "aws_volume_attachment", volume_id="vol-1", instance_id="i-1", device_name="/dev/sdf"
    )
    assert reading.part_of == "vol-1"
    assert reading.spec == Volume(machine="i-1", device="/dev/sdf")


def test_a_group_keeps_the_size_that_a_mixed_policy_prefers() -> None:
    policy = {
        "launch_template": [
            {
                "launch_template_specification": [{"launch_template_id": "lt-1"}],
                "override": [{"instance_type": "m6i.large"}, {"instance_type": "m5.large"}],
            }
        ],
        "instances_distribution": [
            {"on_demand_base_capacity": 0, "on_demand_percentage_above_base_capacity": 0}
        ],
    }
    spec = read("aws_autoscaling_group", name="web", mixed_instances_policy=[policy]).spec
    assert isinstance(spec, ScalingGroup)
    assert spec.template == "lt-1"
    assert spec.machine is not None
    assert (spec.machine.size, spec.machine.spot) == ("m6i.large", True)


def test_every_port_is_written_as_no_port() -> None:
    everything = {"from_port": 0, "to_port": 0, "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"]}
    web = {"from_port": 443, "to_port": 443, "protocol": "tcp", "security_groups": ["1234/sg-9"]}
    reading = read("aws_security_group", id="sg-1", name="web", egress=[everything], ingress=[web])
    assert isinstance(reading.spec, SecurityGroup)
    assert set(reading.spec.rules) == {
        FirewallRule(direction="out", protocol="all", ranges=("0.0.0.0/0",)),
        FirewallRule(
            direction="in", protocol="tcp", first_port=443, last_port=443, groups=("sg-9",)
        ),
    }
    assert targets(reading) == {"sg-9": "guarded-by"}


def test_a_rule_about_its_own_group_names_it() -> None:
    reading = read(
        "aws_security_group_rule",
        type="ingress",
        security_group_id="sg-1",
        protocol="tcp",
        from_port=1,
        to_port=2,
        self=True,
    )
    assert isinstance(reading.spec, SecurityGroup)
    assert reading.spec.rules[0].groups == ("sg-1",)
    assert reading.references == ()


def test_the_three_forms_of_a_rule_read_alike() -> None:
    inline = read(
        "aws_security_group",
        id="sg-1",
        ingress=[
            {"from_port": 22, "to_port": 22, "protocol": "tcp", "cidr_blocks": ["10.0.0.0/8"]}
        ],
    )
    alone = read(
        "aws_security_group_rule",
        type="ingress",
        security_group_id="sg-1",
        protocol="6",
        from_port=22,
        to_port=22,
        cidr_blocks=["10.0.0.0/8"],
    )
    newest = read(
        "aws_vpc_security_group_ingress_rule",
        security_group_id="sg-1",
        ip_protocol="tcp",
        from_port=22,
        to_port=22,
        cidr_ipv4="10.0.0.0/8",
    )
    specs = [reading.spec for reading in (inline, alone, newest)]
    assert {spec.rules for spec in specs if isinstance(spec, SecurityGroup)} == {
        (
            FirewallRule(
                direction="in",
                protocol="tcp",
                first_port=22,
                last_port=22,
                ranges=("10.0.0.0/8",),
            ),
        )
    }


def test_a_route_to_its_own_range_is_no_route() -> None:
    reading = read(
        "aws_route_table",
        id="rtb-1",
        vpc_id="vpc-1",
        route=[
            {"cidr_block": "10.0.0.0/16", "gateway_id": "local"},
            {"cidr_block": "0.0.0.0/0", "nat_gateway_id": "nat-1"},
            {"cidr_block": "10.9.0.0/16", "gateway_id": "vgw-1"},
        ],
    )
    assert isinstance(reading.spec, RouteTable)
    assert reading.spec.routes == (
        Route("0.0.0.0/0", "nat-1", "nat"),
        Route("10.9.0.0/16", "vgw-1", "vpn"),
    )
    assert targets(reading) == {"vpc-1": "in", "nat-1": "routes-to", "vgw-1": "routes-to"}


def test_a_listener_folds_into_its_balancer_and_a_rule_into_its_listener() -> None:
    redirect = {"type": "redirect", "redirect": [{"protocol": "HTTPS", "port": "443"}]}
    listener = read(
        "aws_lb_listener",
        arn=_LISTENER,
        load_balancer_arn=_BALANCER,
        port=80,
        protocol="HTTP",
        default_action=[redirect],
    )
    assert listener.part_of == _BALANCER
    found = Listener(port=80, protocol="http", redirect_to="https", id=_LISTENER)
    assert listener.spec == LoadBalancer(listeners=(found,))
    rule = read(
        "aws_lb_listener_rule",
        listener_arn=_LISTENER,
        priority=5,
        condition=[{"path_pattern": [{"values": ["/api/*"]}]}],
        action=[{"type": "forward", "target_group_arn": "arn:aws:tg"}],
    )
    assert rule.part_of == _LISTENER
    assert isinstance(rule.spec, LoadBalancer)
    assert rule.spec.listeners[0].rules[0].paths == ("/api/*",)
    assert targets(rule) == {"arn:aws:tg": "routes-to"}


def test_a_bucket_is_closed_only_where_neither_policy_nor_list_may_open_it() -> None:
    open_to_lists = read(
        "aws_s3_bucket_public_access_block", bucket="b", restrict_public_buckets=True
    )
    closed = read(
        "aws_s3_bucket_public_access_block",
        bucket="b",
        restrict_public_buckets=True,
        ignore_public_acls=True,
    )
    assert open_to_lists.spec == Bucket(public=None)
    assert closed.spec == Bucket(public=False)
    assert closed.part_of == "b"


def test_a_bucket_without_words_on_versioning_is_unknown() -> None:
    reading = read("aws_s3_bucket", bucket="media")
    assert reading.id == "arn:aws:s3:::media"
    assert isinstance(reading.spec, Bucket)
    assert reading.spec.versioning is None
    assert reading.stored_gib is None


def test_a_database_names_its_engine_as_every_cloud_does() -> None:
    spec = read(
        "aws_db_instance",
        identifier="erp",
        engine="sqlserver-se",
        license_model="license-included",
        parameter_group_name="default.sqlserver-se-15.0",
        option_group_name="default:sqlserver-se-15-00",
    )
    assert isinstance(spec.spec, Database)
    assert (spec.spec.engine, spec.spec.licence) == ("sqlserver", "included")
    assert spec.references == ()  # AWS's own groups are no part of an estate


def test_a_replica_replicates_its_primary_by_name() -> None:
    reading = read("aws_db_instance", identifier="reports", replicate_source_db="orders")
    assert targets(reading) == {"db-instance/orders": "replicates"}


def test_shards_and_replicas_make_the_nodes_of_a_cache() -> None:
    spec = read(
        "aws_elasticache_replication_group",
        replication_group_id="c",
        num_node_groups=3,
        replicas_per_node_group=1,
    ).spec
    assert isinstance(spec, Cache)
    assert spec.nodes == 6


def test_a_node_group_writes_taints_as_kubernetes_does() -> None:
    spec = read(
        "aws_eks_node_group",
        cluster_name="orders",
        instance_types=["m7g.large"],
        ami_type="AL2023_ARM_64_STANDARD",
        taint=[{"key": "gpu", "value": "yes", "effect": "NO_SCHEDULE"}],
    ).spec
    assert isinstance(spec, NodePool)
    assert spec.cluster == "eks-cluster/orders"
    assert spec.taints == (("gpu", "yes", "NoSchedule"),)
    assert spec.machine is not None
    assert (spec.machine.architecture, spec.machine.os) == ("arm64", "amazon-linux-2023")


def test_a_role_says_what_it_allows_and_whom_it_trusts() -> None:
    trust = '{"Statement": {"Effect": "Allow", "Principal": {"Service": ["ec2.amazonaws.com"]}}}'
    role = read("aws_iam_role", name="web", assume_role_policy=trust)
    assert isinstance(role.spec, Role)
    assert role.spec.trusted == ("ec2.amazonaws.com",)
    document = (
        '{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::m/*"},'
        '{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}'
    )
    policy = read("aws_iam_role_policy", role="web", name="media", policy=document)
    assert policy.part_of == "role/web"
    assert isinstance(policy.spec, Role)
    assert policy.spec.actions == ("s3:GetObject",)
    assert targets(policy) == {"arn:aws:s3:::m": "uses"}


def test_a_record_of_a_name_routes_to_its_hosts_and_a_text_to_nothing() -> None:
    cname = read("aws_route53_record", zone_id="Z1", name="db.x", type="CNAME", records=["db.aws."])
    text = read("aws_route53_record", zone_id="Z1", name="x", type="TXT", records=["v=spf1 -all"])
    assert targets(cname) == {"Z1": "in", "db.aws": "routes-to"}
    assert targets(text) == {"Z1": "in"}
    assert isinstance(cname.spec, DnsRecord)
    assert cname.id == "arn:aws:route53:::hostedzone/Z1/recordset/db.x/CNAME"


def test_a_version_of_a_secret_folds_though_it_bears_the_arn_of_the_secret() -> None:
    named = "arn:aws:secretsmanager:eu-west-3:123456789012:secret:a-bcdef"
    reading = read("aws_secretsmanager_secret_version", arn=named, secret_id=named)
    assert reading.part_of == named
    assert reading.id == ""


def test_a_subscription_by_mail_keeps_no_address_of_a_person() -> None:
    reading = read(
        "aws_sns_topic_subscription", topic_arn="arn:t", protocol="email", endpoint="a@b.example"
    )
    assert "a@b.example" not in repr(reading)


def test_a_type_without_a_rule_is_known_by_its_arn() -> None:
    assert identify("aws_x", {"arn": "arn:aws:x:::y"}, "1", "eu-west-3") == "arn:aws:x:::y"
    assert identify("aws_x", {"id": "y"}, "1", "eu-west-3") == ""
