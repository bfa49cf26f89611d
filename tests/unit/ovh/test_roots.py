"""Every kind with hostile names, written as roots and held against the providers' schemas and rules."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from planner import pipeline
from planner.catalogue.mappings import load_target
from planner.model.choice import Choice
from planner.model.plan import MigrationPlan
from planner.model.policy import Policy
from planner.model.resource import Inventory, Resource
from planner.model.spec import (
    Bucket,
    Cache,
    Cluster,
    Database,
    Disk,
    DnsRecord,
    DnsZone,
    EncryptionKey,
    FileShare,
    FirewallRule,
    Gateway,
    HealthCheck,
    Image,
    KeyPair,
    LifecycleRule,
    Listener,
    ListenerRule,
    LoadBalancer,
    Network,
    NodePool,
    PublicIp,
    Registry,
    Role,
    Route,
    RouteTable,
    ScalingGroup,
    Secret,
    SecurityGroup,
    Subnet,
    TargetGroup,
    VirtualMachine,
    Volume,
)
from planner.outputs.terraform import write_terraform
from planner.proof.static import check_root
from providers.targets.ovh import TARGET

Make = Callable[..., Resource]

HOSTILE = 'we"b ${var.x} %{if}\n<script>'
MACHINE = VirtualMachine(
    vcpus=2,
    memory_gib=8,
    subnets=("subnet-aaa",),
    os="debian-12",
    security_groups=("plain-group", "peer-group"),
    key_pair="admin-key",
    placement_group="spread",
)
ENCRYPTED = replace(
    MACHINE,
    boot_disk=Disk(size_gib=100, tier="gp3", encrypted=True),
    data_disks=(Disk(size_gib=50, tier="st1"), Disk(size_gib=60, encrypted=True)),
    subnets=("subnet-aaa", "subnet-bbb"),
    public_ip=True,
    user_data=True,
)
DATABASE = Database(
    engine="postgresql",
    version="15.4",
    vcpus=2,
    memory_gib=7,
    storage_gib=400,
    subnets=("subnet-aaa",),
    high_availability=True,
    database="orders",
    user="admin",
    deletion_protection=True,
)
CACHE = Cache(engine="redis", version="7", memory_gib=6, subnets=("subnet-aaa",))
RULES = (
    FirewallRule("in", "tcp", 443, 443, ranges=("0.0.0.0/0", "::/0"), description=HOSTILE),
    FirewallRule("in", "icmp", -1, -1, ranges=("10.0.0.0/8",)),
    FirewallRule("out", "all", ranges=("0.0.0.0/0",)),
)
PEERS = (
    FirewallRule("in", "tcp", 1, 65535, groups=("peer-group", "plain-group")),
    FirewallRule("in", "esp", ranges=("10.0.0.0/8",)),
    FirewallRule("in", "icmp", ranges=("::/0",)),
)


def _network(make: Make) -> Iterator[Resource]:
    yield make("network.vpc", "main-network", Network(ranges=("10.0.0.0/16",)))
    for number, letter in enumerate("ab"):
        spec = Subnet(network="main-network", ranges=(f"10.0.{number}.0/24",))
        yield make("network.subnet", f"subnet-{letter * 3}", spec, needs=(("in", "main-network"),))
    routes = (Route("192.168.0.0/16", "web-1", "machine"), Route("10.9.0.0/16", "p", "peering"))
    yield make(
        "network.route_table",
        "the-routes",
        RouteTable(network="main-network", routes=routes),
        needs=(("in", "main-network"),),
    )
    yield make("network.nat", "the-nat", Gateway(subnets=("subnet-aaa",)))
    yield make("network.security_group", "plain-group", SecurityGroup(rules=RULES))
    yield make("network.security_group", "peer-group", SecurityGroup(rules=PEERS))
    yield make("network.public_ip", "web-address", PublicIp(attached_to="web-1"))
    yield make("dns.zone", "example.org", DnsZone(domain="example.org", dnssec=True))
    alias = DnsRecord(zone="example.org", name="www.example.org", type="A", alias="front")
    yield make("dns.record", "www-record", alias, needs=(("routes-to", "front"),))
    text = DnsRecord(zone="example.org", name="x.example.org", type="TXT", values=(HOSTILE,))
    yield make("dns.record", "txt-record", text)


def _machines(make: Make) -> Iterator[Resource]:
    yield make("compute.keypair", "admin-key", KeyPair(public_key="ssh-ed25519 AAAA x"))
    yield make("compute.keypair", "asked-key", KeyPair())
    yield make("compute.placement_group", "spread")
    for number in "12":
        spec = replace(MACHINE, private_ips=(f"10.0.0.1{number}",))
        yield make("compute.vm", f"web-{number}", spec)
    yield make("compute.vm", "encrypted-machine", ENCRYPTED)
    yield make("compute.vm", HOSTILE, replace(MACHINE, user_data=True))
    yield make("compute.vm", "lone-machine", replace(MACHINE, subnets=()))
    yield make("compute.vm_windows", "windows-machine", replace(MACHINE, memory_gib=7))
    yield make("compute.gpu", "gpu-machine", replace(MACHINE, gpus=1))
    yield make("compute.spot", "spot-machine", replace(MACHINE, spot=True))
    yield make("compute.launch_template", "the-template", MACHINE)
    yield make("compute.image", "golden-image", Image(size_gib=20))
    group = ScalingGroup(
        minimum=1,
        maximum=4,
        template="the-template",
        subnets=("subnet-aaa",),
        target_groups=("pool-web", "pool-api"),
    )
    yield make("compute.autoscaling_group", "the-group", group)
    yield make("storage.block_volume", "data-1", Volume(size_gib=100, machine="web-1"))
    yield make("storage.block_volume", "loose-volume", Volume())


def _balancers(make: Make) -> Iterator[Resource]:
    web = TargetGroup(
        port=80, protocol="http", targets=("web-1", "10.0.0.9"), health=HealthCheck("http"),
        sticky=True,
    )  # fmt: skip
    yield make("network.target_group", "pool-web", web)
    yield make("network.target_group", "pool-api", TargetGroup(port=8443, protocol="https"))
    rules = (ListenerRule(1, ("a.example.org",), ("/api/*", "/v?/x"), "pool-api"),)
    front = LoadBalancer(
        subnets=("subnet-aaa",),
        listeners=(
            Listener(80, "http", redirect_to="https"),
            Listener(443, "https", "pool-web", "c", rules=rules),
        ),
    )
    needs = (("routes-to", "pool-web"), ("routes-to", "pool-api"))
    yield make("network.lb_l7", "front", front, needs=needs)
    inner = LoadBalancer(
        internal=True,
        subnets=("subnet-bbb",),
        listeners=(Listener(53, "udp", "p1"),),
        pools=(
            TargetGroup(
                port=53, protocol="udp", targets=("web-1",), name="p1", health=HealthCheck()
            ),
        ),
    )
    yield make("network.lb_l4", "inner", inner)
    classic = LoadBalancer(
        subnets=("subnet-aaa",), listeners=(Listener(80, "http"),), targets=("web-1",)
    )
    yield make("network.lb_classic", "classic", classic)


def _services(make: Make) -> Iterator[Resource]:
    lifecycle = (LifecycleRule("a/", 90, 10, "GLACIER"), LifecycleRule(expire_days=3))
    yield make("storage.object_bucket", "shop-assets", Bucket(lifecycle=lifecycle))
    yield make("storage.object_bucket", HOSTILE, Bucket(object_lock=True), id_="id:bucket")
    yield make("storage.file_nfs", "files", FileShare(subnets=("subnet-aaa",)))
    yield make("db.postgres", "orders-base", DATABASE)
    yield make("db.postgres", "lone-base", replace(DATABASE, subnets=()))
    yield make("db.aurora_postgres", "aurora-base", replace(DATABASE, nodes=3))
    yield make("db.mysql", "content-base", replace(DATABASE, engine="mysql", version="8.0"))
    yield make("db.redis", "sessions", CACHE)
    yield make("db.memcached", "memory", replace(CACHE, engine="memcached"))
    pools = (
        NodePool(name="Pool_X", machine=MACHINE, minimum=1, maximum=3, labels=(("a", "b"),)),
        NodePool(name="plain", machine=MACHINE, desired=2),
    )
    yield make("k8s.cluster", "the-cluster", Cluster(subnets=("subnet-aaa",), pools=pools))
    pool = NodePool(cluster="the-cluster", machine=MACHINE, taints=(("k", HOSTILE, "NO_SCHEDULE"),))
    yield make("k8s.node_pool", "Pool_A", pool)
    for name in "ab":
        yield make("container.registry", f"shop/{name}", Registry())
    yield make("sec.secret", "prod/db", Secret(versions=5))
    for number, algorithm in enumerate(("", "RSA_2048", "ECC_NIST_P384")):
        yield make("sec.kms", f"key{number}x", EncryptionKey(algorithm=algorithm))
    yield make("iam.role", "worker-role", Role(actions=("ec2:StartInstances", "s3:GetObject")))


@pytest.fixture(scope="module", params=["GRA11", "EU-WEST-PAR"])
def plan(request: pytest.FixtureRequest, make: Make) -> MigrationPlan:
    parts = (_network, _machines, _balancers, _services)
    resources = [one for part in parts for one in part(make)]
    inventory = Inventory(
        resources=tuple(sorted(resources, key=lambda one: one.id)), as_of="2026-11-22"
    )
    asked = pipeline.Request(policy=Policy(regions={"ovh": request.param}))
    joined = pipeline.join(inventory, {}, ["ovh"], asked, lambda _: None)
    return pipeline.plan_for(TARGET, joined, asked, lambda _: None)


@pytest.fixture(scope="module")
def roots(plan: MigrationPlan, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("roots")
    for file in write_terraform(plan, load_target("ovh"), TARGET.sample):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return sorted({path.parent for path in folder.rglob("*.tf")})


def test_every_resource_of_a_kind_that_is_mapped_is_chosen(plan: MigrationPlan) -> None:
    assert all(isinstance(choice, Choice) for choice in plan.choices.values())


def test_no_root_breaks_a_schema_or_a_known_rule(roots: list[Path]) -> None:
    assert roots
    assert [finding for root in roots for finding in check_root(root)] == []


def test_nothing_of_a_name_becomes_code(roots: list[Path]) -> None:
    texts = [path.read_text() for root in roots for path in root.glob("*.tf")]
    code = "\n".join(
        line for text in texts for line in text.splitlines() if not line.lstrip().startswith("#")
    )
    assert "$${var.x}" in code
    assert "${var.x}" not in code.replace("$${var.x}", "")


def test_a_balancer_has_no_listeners_of_its_own_and_a_bucket_hides_its_objects(
    roots: list[Path],
) -> None:
    texts = "\n".join(path.read_text() for root in roots for path in root.glob("[!p]*.tf"))
    assert "  listeners" not in texts
    assert texts.count('resource "ovh_cloud_project_storage"') == texts.count("hide_objects = true")
    assert 'resource "ovh_cloud_instance"' not in texts
