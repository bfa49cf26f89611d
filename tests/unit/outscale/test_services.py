"""Balancers, buckets, databases, Kubernetes, identities."""

import ipaddress
from collections.abc import Callable

import pytest

from planner.mapping.surroundings import Neighbourhood
from planner.model.choice import Blocks, Design, Ref, Refusal, Variable
from planner.model.resource import Resource
from planner.model.spec import (
    Bucket,
    Cache,
    Cluster,
    Database,
    Gateway,
    HealthCheck,
    LifecycleRule,
    Listener,
    ListenerRule,
    LoadBalancer,
    Network,
    NodePool,
    Role,
    SecurityGroup,
    Subnet,
    TargetGroup,
    VirtualMachine,
)
from providers.targets.outscale import TARGET
from providers.targets.outscale.samples import sample

Make = Callable[..., Resource]
Build = Callable[..., Design]


def _losses(design: Design) -> set[str]:
    return {loss.id for loss in design.losses}


def _estate(make: Make) -> tuple[Resource, ...]:
    network = make("network.vpc", "main", Network(ranges=("10.0.0.0/16",)))
    subnets = [
        make(
            "network.subnet", zone, Subnet(network=network.id, ranges=(f"10.0.{n}.0/24",)),
            zone=f"eu-west-3{zone}", refers=(("in", network.id),),
        )
        for n, zone in enumerate("ab")
    ]  # fmt: skip
    return network, *subnets


def _balanced(make: Make, *listeners: Listener) -> tuple[Resource, ...]:
    network, *subnets = _estate(make)
    machines = [make("compute.vm", name, VirtualMachine()) for name in ("web-1", "web-2")]
    group = make(
        "network.target_group", "web",
        TargetGroup(8080, "http", targets=tuple(one.id for one in machines), sticky=True,
                    health=HealthCheck("http", path="/up", interval_seconds=2, timeout_seconds=90)),
    )  # fmt: skip
    spec = LoadBalancer(subnets=tuple(one.id for one in subnets), listeners=listeners)
    return make("network.lb_l7", "front", spec), group, network, *subnets, *machines


GROUP = "arn:aws:test:eu-west-3:1:network.target_group/web"


def test_a_balancer_takes_one_subnet_and_all_machines(make: Make, built: Build) -> None:
    design = built(*_balanced(make, Listener(80, "http", target_group=GROUP)))
    assert len(design.values["subnets"]) == 1  # type: ignore[arg-type]
    assert len(design.values["backend_vm_ids"]) == 2  # type: ignore[arg-type]
    assert design.values["backend_ips"] is None
    assert "one-subnet" in _losses(design)


def test_a_health_check_is_within_the_limits_and_whole(make: Make, built: Build) -> None:
    values = built(*_balanced(make, Listener(80, "http", target_group=GROUP))).values
    assert values["health_interval"] == 5
    assert values["health_timeout"] == 4, "shorter than the interval"
    assert (values["healthy"], values["unhealthy"]) == (3, 3)
    assert values["health_path"] == "/up"


def test_https_asks_for_the_orn_of_a_certificate(make: Make, built: Build) -> None:
    design = built(*_balanced(make, Listener(443, "https", GROUP, certificate="acm-1")))
    listeners = design.values["listeners"]
    assert isinstance(listeners, Blocks)
    certificate = listeners.items[0]["certificate"]
    assert isinstance(certificate, Variable)
    assert str(certificate.sample).startswith("orn:")
    assert "certificate-by-hand" in _losses(design)


def test_udp_and_redirects_are_left_out_and_said(make: Make, built: Build) -> None:
    design = built(
        *_balanced(
            make,
            Listener(53, "udp", GROUP),
            Listener(80, "http", redirect_to="https"),
            Listener(8000, "http", GROUP),
        )
    )
    listeners = design.values["listeners"]
    assert isinstance(listeners, Blocks)
    assert [one["port"] for one in listeners.items] == [8000]
    assert {"no-udp", "no-redirect"} <= _losses(design)


def test_a_balancer_with_nothing_to_answer_is_refused(
    make: Make, around: Callable[..., Neighbourhood]
) -> None:
    estate = _balanced(make, Listener(53, "udp", GROUP))
    assert isinstance(TARGET.designs["load_balancer"](estate[0], around(*estate)), Refusal)


def test_rules_have_unique_priorities_and_patterns_within_the_limits(
    make: Make, built: Build
) -> None:
    rules = (
        ListenerRule(2, paths=("/api/*", "/v1/*"), target_group=GROUP),
        ListenerRule(1, hosts=("*.*.*.*.example",), target_group=GROUP),
    )
    design = built(*_balanced(make, Listener(80, "http", GROUP, rules=rules)))
    made = design.values["rules"]
    assert isinstance(made, dict)
    assert [(rule["path"], rule["priority"]) for rule in made.values()] == [  # type: ignore[index,call-overload]
        ("/api/*", 10), ("/v1/*", 20),
    ]  # fmt: skip
    assert {"rule-left-out", "one-set-of-machines"} <= _losses(design)


def test_a_balancer_without_group_opens_its_own_ports(make: Make, built: Build) -> None:
    values = built(*_balanced(make, Listener(80, "http", target_group=GROUP))).values
    assert values["ports"] == ("80",)
    assert values["clients"] == ("0.0.0.0/0",)


def test_a_bucket_keeps_its_name_and_says_the_rest(make: Make, built: Build) -> None:
    spec = Bucket(
        versioning=True, key="cmk", object_lock=True, public=True, website=True, cors=True,
        lifecycle=(LifecycleRule("logs/", 30), LifecycleRule(transition_days=90)),
    )  # fmt: skip
    design = built(make("storage.object_bucket", "logs-7f3a", spec, tags={"a": "b"}))
    assert design.values["bucket"] == "logs-7f3a"
    rules = design.values["rules"]
    assert isinstance(rules, Blocks)
    assert [(one["prefix"], one["days"]) for one in rules.items] == [("logs/", 30)]
    assert _losses(design) == {
        "bucket-key", "object-lock", "bucket-public", "bucket-website", "bucket-cors",
        "no-transition", "no-bucket-tags",
    }  # fmt: skip
    assert not hasattr(design.quantities[0], "amount"), "its bytes are unknown, not none"


def _database(make: Make, name: str = "orders", **given: object) -> tuple[Resource, ...]:
    network, *subnets = _estate(make)
    fields: dict[str, object] = {
        "engine": "postgresql", "version": "16.3", "vcpus": 2, "memory_gib": 8.0, "storage_gib": 50,
        "subnets": tuple(one.id for one in subnets), **given,
    }  # fmt: skip
    return make("db.postgres", name, Database(**fields)), network, *subnets  # type: ignore[arg-type]


def test_a_database_that_was_safe_becomes_a_pair_in_two_subregions(
    make: Make, built: Build
) -> None:
    design = built(*_database(make, high_availability=True))
    assert design.values["standby"] is True
    assert (design.values["zone"], design.values["standby_zone"]) == ("eu-west-2a", "eu-west-2b")
    assert {"no-managed-failover", "no-managed-backup"} <= _losses(design)
    assert "pair-in-one-subregion" not in _losses(design)
    cores = next(one for one in design.quantities if one.service == "vm-vcore")
    assert cores.amount.likely == 2 * 2 * 730  # type: ignore[union-attr]


def test_a_single_database_stays_single_and_an_unknown_one_is_paired(
    make: Make, built: Build
) -> None:
    assert built(*_database(make, high_availability=False)).values["standby"] is False
    unknown = built(*_database(make))
    assert unknown.values["standby"] is True
    assert "availability-unknown" in _losses(unknown)


@pytest.mark.parametrize(
    ("asked", "made", "loss"),
    [("16.3", "16", ""), ("12", "14", "version-higher"), ("99", "17", "version-lower"),
     ("", "17", "version-unknown")],
)  # fmt: skip
def test_a_version_is_the_nearest_above_and_said(
    make: Make, built: Build, asked: str, made: str, loss: str
) -> None:
    design = built(*_database(make, version=asked))
    assert design.values["version"] == made
    assert {word for word in _losses(design) if word.startswith("version")} == ({loss} - {""})


def test_a_replica_follows_its_primary_with_its_password(make: Make, built: Build) -> None:
    primary, *others = _database(make)
    replica = _database(make, "reports", replica_of=primary.id)[0]
    design = built(replica, primary, *others)
    assert design.values["primary_ip"] == Ref(primary.id, "outscale_vm", "private_ip", "variable")
    assert design.values["standby"] is False
    password = design.values["password"]
    assert isinstance(password, Variable)
    assert password.name == "orders_password"
    assert password.sensitive
    assert password.default is None


def test_one_valkey_holds_what_all_shards_held(make: Make, built: Build) -> None:
    network, *subnets = _estate(make)
    cache = make(
        "db.redis", "sessions",
        Cache("redis", "7.4", memory_gib=6.0, shards=3, nodes=6, encrypted_in_transit=True,
              subnets=tuple(one.id for one in subnets)),
    )  # fmt: skip
    design = built(cache, network, *subnets)
    memory = next(one for one in design.quantities if one.service == "vm-ram")
    assert memory.amount.likely >= 2 * 18 * 730  # type: ignore[union-attr]
    assert {"no-shards", "no-tls", "redis-too-new"} <= _losses(design)
    assert "fewer-replicas" not in _losses(design)


def test_ranges_of_a_cluster_lie_apart_from_the_net_and_each_other(
    make: Make, built: Build
) -> None:
    network = make("network.vpc", "main", Network(ranges=("10.50.0.0/16",)))
    subnet = make("network.subnet", "a", Subnet(network=network.id), refers=(("in", network.id),))
    cluster = make(
        "k8s.cluster", "Prod_1",
        Cluster("1.29", subnets=(subnet.id,), service_range="10.50.0.0/20", pools=(
            NodePool(machine=VirtualMachine(vcpus=2, memory_gib=8), desired=2, name="general"),
        )),
    )  # fmt: skip
    design = built(cluster, network, subnet)
    ranges = [
        ipaddress.IPv4Network(str(design.values[name]))
        for name in ("cidr", "cidr_pods", "cidr_service")
    ]
    ranges.append(ipaddress.IPv4Network("10.50.0.0/16"))
    assert not any(a.overlaps(b) for n, a in enumerate(ranges) for b in ranges[:n])
    assert design.values["name"] == "prod-1"
    assert 1 <= len(str(design.values["description"])) <= 40
    assert list(design.values["pools"]) == ["general"]  # type: ignore[arg-type]
    assert "kubernetes-version" in _losses(design)


def test_a_role_of_a_service_is_left_behind_and_one_of_software_becomes_a_user(
    make: Make, built: Build
) -> None:
    service = built(make("iam.role", "eks", Role(trusted=("eks.amazonaws.com",))))
    assert service.without_terraform
    user = built(
        make("iam.role", "app-role", Role(trusted=("ec2.amazonaws.com",), actions=("s3:*",)))
    )
    assert "-" not in str(user.values["path"]), "a path takes no hyphen"
    assert {"no-role", "permissions-by-hand"} == _losses(user)


def test_samples_have_the_form_of_real_ids() -> None:
    assert sample("outscale_net", "net_id") == "vpc-12345678"
    assert sample("outscale_oks_cluster", "id") == "11111111-1111-1111-1111-111111111111"
    assert sample("outscale_anything", "unheard_of") == "sample"


def test_a_global_balancer_stands_in_the_net_of_its_machines(make: Make, built: Build) -> None:
    network, *subnets = _estate(make)
    machine = make("compute.vm", "web", VirtualMachine(subnets=(subnets[1].id,)))
    spec = LoadBalancer(listeners=(Listener(80, "http"),), targets=(machine.id,))
    design = built(make("network.lb_l7", "front", spec), machine, network, *subnets)
    assert design.values["subnets"] == (Ref(subnets[1].id, "outscale_subnet", "subnet_id"),)
    assert design.values["subregion_names"] is None


def test_a_balancer_never_stands_behind_a_nat(make: Make, built: Build) -> None:
    network = make("network.vpc", "main", Network(ranges=("10.0.0.0/16",)), cloud="gcp")
    subnet = make(
        "network.subnet",
        "app",
        Subnet(network=network.id, ranges=("10.0.0.0/20",)),
        refers=(("in", network.id),),
        cloud="gcp",
    )
    nat = make(
        "network.nat",
        "nat",
        Gateway(network=network.id),
        refers=(("in", network.id),),
        cloud="gcp",
    )
    spec = LoadBalancer(subnets=(subnet.id,), listeners=(Listener(80, "http"),))
    front = make("network.lb_l7", "front", spec, cloud="gcp")
    design = built(front, nat, subnet, network)
    assert design.values["subnets"] == (Ref(nat.id, "outscale_subnet", "subnet_id"),)


def test_a_database_that_names_no_subnet_stands_where_its_group_does(
    make: Make, built: Build
) -> None:
    network, *subnets = _estate(make)
    group = make(
        "network.security_group",
        "db",
        SecurityGroup(network=network.id),
        refers=(("in", network.id),),
    )
    database = make(
        "db.postgres",
        "orders",
        Database(version="16", vcpus=2, memory_gib=4.0, security_groups=(group.id,)),
        refers=(("guarded-by", group.id),),
    )
    design = built(database, group, network, *subnets)
    assert design.values["subnet_id"] == Ref(subnets[0].id, "outscale_subnet", "subnet_id")
