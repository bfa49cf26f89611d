"""What machines cost: instances, scaling groups, node groups, and the disks they come with."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from planner.model.money import exactly
from planner.model.protocols import Estate
from planner.model.resource import Resource
from planner.model.spec import Disk, NodePool, ScalingGroup, VirtualMachine, Volume
from planner.model.text import Text
from providers.sources.aws.billed import Ask, Bought, amount, hours, space, unknown, unsized, usage

_INSTANCE = Text(en="instance", fr="instance")
_STORAGE = Text(en="storage", fr="stockage")
_IOPS = Text(en="provisioned IOPS", fr="IOPS provisionnées")
_THROUGHPUT = Text(en="provisioned throughput", fr="débit provisionné")
_REQUESTS = Text(en="disk requests", fr="requêtes disque")
_ADDRESS = Text(en="public address", fr="adresse publique")
_SIZE = Text(en="instance size", fr="la taille de l'instance")
_DISK = Text(en="size of its first disk", fr="la taille de son premier disque")
_COUNT = Text(en="number of machines", fr="le nombre de machines")

PUBLIC_IP = Ask(_ADDRESS, "public-ip", "ipv4", "hour")

_GP3_IOPS = 3000
_GP3_THROUGHPUT = 125
"""What gp3 includes. Source: https://aws.amazon.com/ebs/pricing/"""
_DEFAULT_TIER = "gp2"
"""What EC2 makes where a request names no type."""
_NODE_DISK = 20
"""GiB that EKS gives a Linux node where none is named (Windows: 50)."""
_WINDOWS_NODE_DISK = 50

_SPOT = Text(
    en="Spot prices vary by the hour and zone with supply and demand, and the price book holds none; "
    "the on-demand price would be too high.",
    fr="Les prix spot varient d'heure en heure et selon la zone avec l'offre et la demande, et le "
    "catalogue de prix n'en contient pas ; le prix à la demande serait trop élevé.",
)
_LICENSED = {"windows": "windows", "rhel": "rhel", "sles": "sles"}


def variant(machine: VirtualMachine) -> str:
    """The operating system a price depends on; `unknown` where nothing tells, never Linux."""
    family = machine.os.split("-", 1)[0]
    if not family:
        return "unknown"
    system = _LICENSED.get(family, "linux")
    if machine.licence == "byol":
        return "linux"  # AWS bills an instance with a licence of one's own like Linux
    return f"{system}-{machine.software}" if machine.software else system


def _running(resource: Resource, machine: VirtualMachine, count: int) -> Bought:
    service = "vm-spot" if machine.spot else "vm"
    ask = Ask(_INSTANCE, service, machine.size, "hour", variant(machine))
    if not machine.size:
        return unsized(resource, ask, _SIZE)
    return unknown(resource, ask, _SPOT) if machine.spot else hours(resource, ask, count)


def _disks(resource: Resource, disks: Iterable[Disk | None], count: int) -> Iterator[Bought]:
    for found in disks:
        if found is not None:
            volume = Volume(size_gib=found.size_gib, tier=found.tier, iops=found.iops)
            yield from _space(resource, volume, count)


def _space(resource: Resource, volume: Volume, count: int = 1) -> Iterator[Bought]:
    """A disk's space, and the IOPS and throughput that its type does not include."""
    tier = volume.tier or _DEFAULT_TIER
    yield space(resource, Ask(_STORAGE, "block", tier, "GiB-month"), volume.size_gib, count)
    included = _GP3_IOPS if tier == "gp3" else 0
    if tier in ("gp3", "io1", "io2") and volume.iops and volume.iops > included:
        more = exactly((volume.iops - included) * count)
        yield amount(resource, Ask(_IOPS, "block-iops", tier, "month"), more)
    if tier == "gp3" and volume.throughput_mib and volume.throughput_mib > _GP3_THROUGHPUT:
        more = exactly((volume.throughput_mib - _GP3_THROUGHPUT) * count)
        yield amount(resource, Ask(_THROUGHPUT, "block-throughput", tier, "month"), more)


def volume(resource: Resource, spec: Volume, estate: Estate) -> Iterator[Bought]:
    """A volume of its own; a magnetic one pays for its requests too."""
    yield from _space(resource, spec)
    if spec.tier == "standard":
        requests = Ask(_REQUESTS, "block-requests", "standard", "million")
        yield usage(resource, estate, requests, "volume_requests_million")


def machine(resource: Resource, spec: VirtualMachine, estate: Estate) -> Iterator[Bought]:
    """An instance with its own disks; a stopped one pays for these alone."""
    if spec.state not in ("stopped", "terminated"):
        yield _running(resource, spec, 1)
        if spec.public_ip and not estate.dependents(resource, "attached-to", "network.public_ip"):
            yield hours(resource, PUBLIC_IP)
    if spec.boot_disk is None:
        ask = Ask(_STORAGE, "block", _DEFAULT_TIER, "GiB-month")
        yield unsized(
            resource, ask, Text(en="size of its first disk", fr="la taille de son disque")
        )
    yield from _disks(resource, (spec.boot_disk, *spec.data_disks), 1)


def scaling_group(resource: Resource, spec: ScalingGroup, estate: Estate) -> Iterator[Bought]:
    """As many machines as wanted, of the template; growth under load is not counted."""
    template = estate.resolve(spec.template, resource) if spec.template else None
    of_template = template.spec if template else None
    model = of_template if isinstance(of_template, VirtualMachine) else None
    wanted = spec.machine or model
    count = spec.desired if spec.desired is not None else spec.minimum
    if wanted is None or count is None:
        ask = Ask(_INSTANCE, "vm", wanted.size if wanted else "", "hour")
        yield unsized(resource, ask, _SIZE if wanted is None else _COUNT)
        return
    if spec.machine and model:
        wanted = replace(model, size=spec.machine.size, spot=spec.machine.spot)
    yield _running(resource, wanted, count)
    yield from _disks(resource, (wanted.boot_disk, *wanted.data_disks), count)
    if wanted.public_ip:
        yield hours(resource, PUBLIC_IP, count)


def node_pool(resource: Resource, spec: NodePool, estate: Estate) -> Iterator[Bought]:
    """The machines of a node group and their disks."""
    found = spec.machine
    templates = [one.spec for one in estate.needs(resource, "uses", "compute.launch_template")]
    model = next((one for one in templates if isinstance(one, VirtualMachine)), None)
    count = spec.desired if spec.desired is not None else spec.minimum
    if found is None or count is None:
        ask = Ask(_INSTANCE, "vm", found.size if found else "", "hour")
        yield unsized(resource, ask, _SIZE if found is None else _COUNT)
        return
    size = found.size or (model.size if model else "")
    yield _running(resource, replace(found, size=size, os=found.os or "linux"), count)
    own = found.boot_disk.size_gib if found.boot_disk else None
    if own is None and model and model.boot_disk:
        yield from _disks(resource, (model.boot_disk, *model.data_disks), count)
        return
    usual = _WINDOWS_NODE_DISK if found.os.startswith("windows") else _NODE_DISK
    yield from _disks(resource, (Disk(size_gib=own or usual, tier="gp3"),), count)
