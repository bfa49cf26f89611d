"""What machines, groups of them, disks, clusters, addresses and balancers buy."""

from collections.abc import Callable, Iterator, Mapping

from planner.model.resource import Resource, ResourceId
from planner.model.spec import (
    Cluster,
    Disk,
    Image,
    LoadBalancer,
    NodePool,
    Other,
    PublicIp,
    ScalingGroup,
    VirtualMachine,
    Volume,
)
from planner.model.text import Text
from providers.sources.gcp.machines import GPU
from providers.till import (
    ADDRESS,
    BASE,
    BOOT_DISK,
    CONTROL_PLANE,
    DISK,
    GATEWAY,
    INSTANCE,
    LICENCE,
    NO_SIZE,
    STORAGE,
    TRAFFIC,
    Line,
    Till,
    Ware,
)

ACCELERATOR = Text(en="GPU", fr="GPU")


def variant(machine: VirtualMachine) -> str:
    """Variant of the price book: the licence that the price includes."""
    if machine.spot:
        return "spot"
    if machine.licence != "included":
        return "linux"
    return machine.os.partition("-")[0] or "linux"


def _disk(till: Till, one: Disk, ware: Ware, count: int = 1) -> Line:
    asked = Ware(ware.component, "block", one.tier or "pd-standard", "zonal")
    return till.sized(asked, one.size_gib, count)


def machines(
    till: Till, machine: VirtualMachine, count: int, *, boot: bool = True
) -> Iterator[Line]:
    """`count` machines with their disks; without the boot disk where that is a disk of its own."""
    ware = Ware(INSTANCE, "vm", machine.size, variant(machine))
    yield till.hours(ware, count) if machine.size else till.unknown(ware, "hour", NO_SIZE)
    if machine.software and machine.licence != "byol":
        yield till.hours(Ware(LICENCE, "licence", machine.software), count)
    if machine.gpus and not GPU.match(machine.size):  # else the machine's price includes them
        yield till.hours(Ware(ACCELERATOR, "gpu", "accelerator"), count * machine.gpus)
    if boot and machine.boot_disk is not None:
        yield _disk(till, machine.boot_disk, Ware(BOOT_DISK, "block", ""), count)
    for one in machine.data_disks:
        yield _disk(till, one, Ware(DISK, "block", ""), count)
    if machine.local_disk_gib:
        ware = Ware(DISK, "local-disk", "pd-local")
        yield till.sized(ware, machine.local_disk_gib, count)
    if machine.public_ip:
        yield till.hours(Ware(ADDRESS, "public-ip", "in-use"), count)


def _machine(resource: Resource, till: Till) -> Iterator[Line]:
    spec = resource.spec
    if not isinstance(spec, VirtualMachine):
        return
    source = next((one.target for one in resource.references if one.path == "boot_disk.source"), "")
    own = source and till.estate.by_id(ResourceId(source)) is not None
    for line in machines(till, spec, 1, boot=not own):
        # A stopped machine keeps its disks and addresses.
        if spec.state != "stopped" or line.component != INSTANCE:
            yield line


def _group(resource: Resource, till: Till) -> Iterator[Line]:
    """The machines of a managed group, as its template describes them."""
    spec = resource.spec
    if not isinstance(spec, ScalingGroup):
        return
    templates = till.estate.needs(resource, "uses", "compute.launch_template")
    machine = templates[0].spec if templates else None
    count = spec.desired if spec.desired is not None else spec.minimum
    if isinstance(machine, VirtualMachine) and count is not None:
        yield from machines(till, machine, count)
        return
    size = machine.size if isinstance(machine, VirtualMachine) else ""
    yield till.usage(Ware(INSTANCE, "vm", size), "hour", "compute.autoscaling_group.hours")


def _volume(resource: Resource, till: Till) -> Iterator[Line]:
    spec = resource.spec
    if isinstance(spec, Volume):
        spread = "regional" if resource.native_type == "google_compute_region_disk" else "zonal"
        ware = Ware(DISK, "block", spec.tier or "pd-standard", spread)
        yield till.sized(ware, spec.size_gib)


def _snapshot(resource: Resource, till: Till) -> Iterator[Line]:
    size = resource.spec.storage_gib if isinstance(resource.spec, Other) else None
    if isinstance(resource.spec, Image):
        size = resource.spec.size_gib
    ware = Ware(STORAGE, "snapshot", "pd-snapshot")
    if size is None:
        yield till.held(ware, resource.stored_gib, "GiB-month", f"{resource.kind}.gib")
    else:  # billed by what it holds, at most the size of its disk
        yield till.sized(ware, size)


def nodes(till: Till, pool: NodePool) -> Iterator[Line]:
    """The machines of a node pool, with their disks."""
    machine = pool.machine
    count = pool.desired if pool.desired is not None else pool.minimum
    if machine is None:
        return
    if count is None:
        ware = Ware(INSTANCE, "vm", machine.size, variant(machine))
        yield till.usage(ware, "hour", "k8s.node_pool.hours")
        return
    yield from machines(till, machine, count)


def _cluster(resource: Resource, till: Till) -> Iterator[Line]:
    """A management fee, and with Autopilot what its pods ask for."""
    spec = resource.spec
    if not isinstance(spec, Cluster):
        return
    if spec.tier == "autopilot":
        yield till.hours(Ware(CONTROL_PLANE, "kubernetes", "gke-autopilot"))
        vcpu = Ware(INSTANCE, "kubernetes", "gke-autopilot-vcpu")
        yield till.usage(vcpu, "month", "k8s.serverless.vcpus")
        memory = Ware(INSTANCE, "kubernetes", "gke-autopilot-memory")
        yield till.usage(memory, "GiB-month", "k8s.serverless.gib")
        return
    yield till.hours(Ware(CONTROL_PLANE, "kubernetes", "gke"))
    for pool in spec.pools:
        yield from nodes(till, pool)


def _pool(resource: Resource, till: Till) -> Iterator[Line]:
    if isinstance(resource.spec, NodePool):
        yield from nodes(till, resource.spec)


def _address(resource: Resource, till: Till) -> Iterator[Line]:
    """A reserved address: dearer while it serves nothing.

    A machine with a public address pays for it by itself, so one that serves a machine is not
    counted twice; a balancer's rule includes its address.
    """
    spec = resource.spec
    attached = spec.attached_to if isinstance(spec, PublicIp) else ""
    users = till.estate.dependents(resource)
    sku = "in-use" if attached or users else "unused"
    region = till.region if till.region != "global" else "europe-west1"
    place = Till(provider=till.provider, region=region, estate=till.estate)
    yield place.hours(Ware(ADDRESS, "public-ip", sku), 1 if sku == "unused" else 0)


def _nat(resource: Resource, till: Till) -> Iterator[Line]:
    if resource.native_type == "google_compute_router_nat":
        # Sold by the hour for each machine behind it, up to the price of 32.
        yield till.hours(Ware(GATEWAY, "nat", "cloud-nat"))
        yield till.usage(Ware(TRAFFIC, "nat-data", "cloud-nat"), "GiB", "network.nat.gb")


def _balancer(resource: Resource, till: Till) -> Iterator[Line]:
    spec = resource.spec
    if isinstance(spec, LoadBalancer):
        rules = max(len(spec.listeners), 1)
        yield till.hours(Ware(BASE, "load-balancer", "forwarding-rule"), rules)
        yield till.usage(Ware(TRAFFIC, "lb-data", "ingress"), "GB", f"{resource.kind}.gb")


def _vpn(resource: Resource, till: Till) -> Iterator[Line]:
    tunnel = resource.native_type == "google_compute_vpn_tunnel"
    yield till.hours(Ware(GATEWAY, "vpn", "tunnel"), 1 if tunnel else 0)


BILLS: Mapping[str, Callable[[Resource, Till], Iterator[Line]]] = {
    **dict.fromkeys(("compute.vm", "compute.vm_windows", "compute.gpu", "compute.spot"), _machine),
    "compute.autoscaling_group": _group,
    "compute.image": _snapshot,
    "storage.block_volume": _volume,
    "storage.snapshot": _snapshot,
    "k8s.cluster": _cluster,
    "k8s.serverless": _cluster,
    "k8s.node_pool": _pool,
    "network.public_ip": _address,
    "network.nat": _nat,
    "network.lb_l4": _balancer,
    "network.lb_l7": _balancer,
    "network.vpn_s2s": _vpn,
}
