"""Pools, their members and monitors, for balancers and for target groups alike."""

from ipaddress import ip_address

from planner.model.choice import Blocks, Design, Loss, Ref, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import HealthCheck, TargetGroup
from planner.model.text import Text
from providers.targets.ovh import place
from providers.targets.ovh.balancer_kinds import BALANCERS
from providers.targets.ovh.names import label
from providers.targets.ovh.refusals import unreadable

_MACHINES = ("compute.vm", "compute.vm_windows", "compute.gpu", "compute.spot")
_PROTOCOLS = {"tcp": "TCP", "udp": "UDP", "tls": "TCP", "http": "HTTP", "https": "HTTP", "": "TCP"}
_MONITORS = {"tcp": "TCP", "http": "HTTP", "https": "HTTPS"}
_DEFAULT_PORTS = {"http": 80, "https": 443, "tls": 443}

Entry = dict[str, Value]


def port_of(pool: TargetGroup) -> int | None:
    """Port of the members; that of the protocol where none was read."""
    return pool.port or _DEFAULT_PORTS.get(pool.protocol)


def pool_entry(pool: TargetGroup) -> Entry:
    """A pool's own arguments. HTTPS towards members is HTTP with `tls_enabled` here."""
    return {
        "protocol": _PROTOCOLS[pool.protocol],
        "encrypted": pool.protocol == "https",
        "sticky": pool.sticky,
    }


def monitor(health: HealthCheck) -> Entry:
    """A health check; Octavia wants all three times, and a timeout shorter than its delay."""
    delay = max(health.interval_seconds or 10, 2)
    timeout = min(health.timeout_seconds or 5, delay - 1)
    layer7 = health.protocol in {"http", "https"}
    return {
        "type": _MONITORS[health.protocol],
        "delay": delay,
        "timeout": max(timeout, 1),
        "retries": min(max(health.healthy or 3, 1), 10),
        "failures": min(max(health.unhealthy or 3, 1), 10),
        "path": (health.path if health.path.startswith("/") else "/") if layer7 else None,
        "codes": _codes(health.codes) if layer7 else None,
    }


def _codes(codes: str) -> str:
    """Codes in Octavia's form (one, a list, or a range); 200 for what is in another."""
    plain = codes.replace(" ", "")
    listed = plain.split(",")
    whole = all(part.isdigit() and len(part) == 3 for part in listed)  # noqa: PLR2004 - digits of a code, ends of a range
    ends = plain.split("-")
    spanned = len(ends) == 2 and all(end.isdigit() and len(end) == 3 for end in ends)  # noqa: PLR2004 - digits of a code, ends of a range
    return plain if plain and (whole or spanned) else "200"


def members_of(pool: TargetGroup, near: Resource, surroundings: Surroundings) -> dict[str, Value]:
    """Members by name: machines by the address of their port, others by the address given."""
    found: dict[str, Value] = {}
    port = port_of(pool)
    if port is None:
        return found
    for word in pool.targets:
        machine = surroundings.resolve(word, near)
        if machine is not None and machine.kind in _MACHINES:
            address: Value = Ref(machine.id, "openstack_compute_instance_v2", "access_ip_v4")
            found[label(machine.name)] = {"address": address, "port": port}
        elif _is_address(word):
            found[word] = {"address": word, "port": port}
    return {key: found[key] for key in sorted(found)}


def _is_address(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return True


def balancer_of(
    resource: Resource, spec: TargetGroup, surroundings: Surroundings
) -> Resource | None:
    """The balancer whose listeners lead to a target group."""
    named = place.of_kind((spec.balancer,), resource, surroundings, *BALANCERS)
    if named:
        return named[0]
    return next(
        (user for user in surroundings.dependents(resource) if user.kind in BALANCERS), None
    )


def target_group(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A pool of its balancer, with members and monitor."""
    spec = resource.spec
    if not isinstance(spec, TargetGroup):
        return unreadable(resource)
    balancer = balancer_of(resource, spec, surroundings)
    if balancer is None:
        return _UNUSED
    members = members_of(spec, resource, surroundings)
    entry = pool_entry(spec)
    health = monitor(spec.health) if spec.health else None
    return Design(
        values={
            "name": label(resource.name),
            "balancer": Ref(balancer.id, "ovh_cloud_project_loadbalancer"),
            **entry,
            "members": members or None,
            "monitored": health is not None,
            **{f"health_{key}": value for key, value in (health or _NO_HEALTH).items()},
            "own": Blocks(({"id": str(resource.id)},)),
        },
        losses=_losses(resource, spec, members, surroundings),
    )


_NO_HEALTH: Entry = dict.fromkeys(
    ("type", "delay", "timeout", "retries", "failures", "path", "codes")
)
_UNUSED = Refusal(
    "limit",
    Text(
        en="No load balancer that was read leads to it; a pool here belongs to one.",
        fr="Aucun répartiteur lu n'y mène ; ici, un groupe appartient à un répartiteur.",
    ),
    Text(
        en="Add the load balancer to the inputs, or retire the group.",
        fr="Ajoutez le répartiteur aux entrées, ou retirez le groupe.",
    ),
)


def _losses(
    resource: Resource, spec: TargetGroup, members: dict[str, Value], surroundings: Surroundings
) -> tuple[Loss, ...]:
    losses = []
    groups = place.of_kind(spec.targets, resource, surroundings, "compute.autoscaling_group")
    unread = len(set(spec.targets)) - len(members) - len(groups)
    if unread > 0:
        losses.append(_unread_members(unread))
    if spec.sticky:
        losses.append(_COOKIE)
    if spec.protocol == "tls":
        losses.append(_TLS_MEMBERS)
    return tuple(losses)


def _unread_members(count: int) -> Loss:
    return Loss(
        "other-members",
        "major",
        Text(
            en="{count} targets are neither machines nor addresses that were read (functions, "
            "containers, balancers), or have no port.",
            fr="{count} cibles ne sont ni des machines ni des adresses lues (fonctions, "
            "conteneurs, "
            "répartiteurs), ou n'ont pas de port.",
        ).filled(count=count),
        Text(
            en="Add what replaces them as members once it stands; Kubernetes makes balancers "
            "itself.",
            fr="Ajoutez comme membres ce qui les remplace une fois construit ; Kubernetes crée ses "
            "propres répartiteurs.",
        ),
        "targets",
    )


_COOKIE = Loss(
    "sticky-cookie",
    "minor",
    Text(
        en="Clients are held by a cookie whose name and lifetime are the balancer's own.",
        fr="Les clients sont retenus par un cookie dont le nom et la durée sont ceux du "
        "répartiteur.",
    ),
    Text(
        en="Sessions start anew at the switch; use APP_COOKIE if the application sets one.",
        fr="Les sessions repartent à zéro à la bascule ; utilisez APP_COOKIE si l'application "
        "en pose "
        "un.",
    ),
    "sticky",
)
_TLS_MEMBERS = Loss(
    "tls-members",
    "minor",
    Text(
        en="TLS towards the members is passed through as TCP.",
        fr="Le TLS vers les membres est transmis tel quel en TCP.",
    ),
    Text(
        en="The members hold the certificate and end TLS themselves.",
        fr="Les membres portent le certificat et terminent eux-mêmes le TLS.",
    ),
    "protocol",
)
