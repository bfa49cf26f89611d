"""Putting the records of a Google Cloud estate together: what only the whole of it tells.

- A forwarding rule takes certificate, hosts and paths from the proxy and URL map it names; these
  fold into it. Rules that share an address are one balancer with several listeners.
- A backend service takes its health check and the members of its unmanaged groups; these fold too.
- A firewall names tags; a machine carries them.
- A role names its member by address; the service account takes it.
- A machine names its boot disk, which is a resource of its own only where somebody made it so.
- Records of a zone and node pools have no labels of their own.
- A cluster repeats the node pools that are records of their own.
"""

from collections import defaultdict

from msgspec.structs import replace

from planner.model.resource import Resource
from planner.model.spec import (
    Cluster,
    Gateway,
    HealthCheck,
    Listener,
    LoadBalancer,
    NodePool,
    Role,
    TargetGroup,
)
from providers.sources.gcp.completed import completed
from providers.sources.gcp.guards import guards, targets
from providers.sources.gcp.managed import made_by_google

RULES = {"google_compute_forwarding_rule", "google_compute_global_forwarding_rule"}
GROUPS = {
    "google_compute_instance_group",
    "google_compute_network_endpoint_group",
    "google_compute_region_network_endpoint_group",
    "google_compute_global_network_endpoint_group",
}
BACKENDS = {
    "google_compute_backend_service",
    "google_compute_region_backend_service",
    "google_compute_target_pool",
}

Known = dict[str, Resource]
Changed = dict[str, Resource]


def assemble(resources: tuple[Resource, ...]) -> tuple[Resource, ...]:
    """The same resources, one for one, with specs filled and parts given to their wholes."""
    known: Known = {str(resource.id): resource for resource in resources}
    changed: Changed = {}
    for step in (
        completed,
        made_by_google,
        _backends,
        _balancers,
        _routers,
        _roles,
        _pools,
        guards,
        _labels,
    ):
        changed.update(step({**known, **changed} if changed else known))
    return tuple(
        changed.get(str(one.id), one) if known[str(one.id)] is one else one for one in resources
    )


def _backends(known: Known) -> Changed:
    """Health checks and unmanaged groups go to the first backend service that names them."""
    changed: Changed = {}
    for identity in sorted(known):
        service = known[identity]
        spec = service.spec
        if service.native_type not in BACKENDS or not isinstance(spec, TargetGroup):
            continue
        health, checks = _health(service, spec, known)
        targets, groups = _members(spec, known)
        for piece in (*checks, *groups):
            changed.setdefault(str(piece.id), replace(piece, part_of=identity, spec=TargetGroup()))
        changed[identity] = replace(service, spec=replace(spec, health=health, targets=targets))
    return changed


def _health(
    service: Resource, spec: TargetGroup, known: Known
) -> tuple[HealthCheck | None, list[Resource]]:
    """(how the targets are known to be well, the checks that say so)."""
    checks = [known[word] for word in targets(service, "health_checks") if word in known]
    said = (one.spec.health for one in checks if isinstance(one.spec, TargetGroup))
    return spec.health or next(said, None), checks


def _members(spec: TargetGroup, known: Known) -> tuple[tuple[str, ...], list[Resource]]:
    """(the targets with unmanaged groups replaced by their members, those groups)."""
    targets: list[str] = []
    groups: list[Resource] = []
    for word in spec.targets:
        group = known.get(word)
        if group is None or group.native_type not in GROUPS or group.part_of:
            targets.append(word)
            continue
        groups.append(group)
        if isinstance(group.spec, TargetGroup):
            targets += group.spec.targets or (word,)
    return tuple(dict.fromkeys(targets)), groups


def _balancers(known: Known) -> Changed:
    """Proxies and URL maps fold into forwarding rules, and those of one address into one."""
    changed: Changed = {}
    by_address: dict[tuple[str, str, str], str] = {}
    rules = [one for one in known.values() if one.native_type in RULES]
    for rule in sorted(rules, key=_rank):
        spec = rule.spec
        if not isinstance(spec, LoadBalancer):
            continue
        identity = str(rule.id)
        filled, parts = _filled(spec, rule, known)
        address = next(iter(targets(rule, "ip_address")), "")
        key = (address, rule.account, rule.region)
        first = by_address.setdefault(key, identity) if address else identity
        changed[identity] = replace(rule, spec=filled, part_of="" if first == identity else first)
        for piece in parts:
            changed.setdefault(
                str(piece.id), replace(piece, part_of=first, spec=LoadBalancer(layer=spec.layer))
            )
    return changed


def _rank(rule: Resource) -> tuple[bool, str]:
    """HTTPS first: of the rules of one address it is the one that people know the balancer by."""
    spec = rule.spec
    secure = isinstance(spec, LoadBalancer) and any(
        one.protocol == "https" for one in spec.listeners
    )
    return not secure, str(rule.id)


def _filled(
    spec: LoadBalancer, rule: Resource, known: Known
) -> tuple[LoadBalancer, tuple[Resource, ...]]:
    """(the balancer with what its proxy and URL map say, those two where they are known)."""
    proxy = _first(known, targets(rule, "target"))
    if proxy is None or proxy.native_type in BACKENDS:
        return _straight(spec, rule), ()
    routing = _first(known, targets(proxy, "url_map"))
    said = _listener(proxy)
    routed = _listener(routing)
    straight = next(iter(targets(proxy, "backend_service")), "")
    listeners = tuple(
        replace(
            one,
            certificate=said.certificate if said else "",
            target_group=routed.target_group if routed else straight,
            redirect_to=routed.redirect_to if routed else "",
            rules=routed.rules if routed else (),
            id=one.id or f"{rule.id}:{one.port}",
        )
        for one in spec.listeners
    )
    parts = tuple(one for one in (proxy, routing) if one is not None)
    return replace(spec, listeners=listeners), parts


def _straight(spec: LoadBalancer, rule: Resource) -> LoadBalancer:
    """A rule that names its backend service or target pool itself; a proxy is neither."""
    words = targets(rule, "backend_service", "target")
    target = next((word for word in words if "Proxies/" not in word), "")
    listeners = tuple(
        replace(one, target_group=one.target_group or target, id=one.id or f"{rule.id}:{one.port}")
        for one in spec.listeners
    )
    return replace(spec, listeners=listeners)


def _first(known: Known, words: list[str]) -> Resource | None:
    return next((known[word] for word in words if word in known), None)


def _listener(resource: Resource | None) -> Listener | None:
    if resource is None or not isinstance(resource.spec, LoadBalancer):
        return None
    return next(iter(resource.spec.listeners), None)


def _routers(known: Known) -> Changed:
    """A router folds into the first NAT it carries, which learns its network from it."""
    changed: Changed = {}
    for identity in sorted(known):
        nat = known[identity]
        if nat.native_type != "google_compute_router_nat" or not isinstance(nat.spec, Gateway):
            continue
        router = _first(known, targets(nat, "router"))
        if router is not None and isinstance(router.spec, Gateway):
            network = router.spec.network
            changed[identity] = replace(nat, spec=replace(nat.spec, network=network))
            changed.setdefault(str(router.id), replace(router, part_of=identity))
    return changed


def _roles(known: Known) -> Changed:
    """A role of one member folds into that service account, where the estate has it."""
    changed: Changed = {}
    for identity, resource in known.items():
        spec = resource.spec
        if resource.native_type == "google_service_account" or not isinstance(spec, Role):
            continue
        member = spec.members[0] if len(spec.members) == 1 else ""
        account = known.get(member)
        if account is not None and account.native_type == "google_service_account":
            changed[identity] = replace(resource, part_of=member, spec=replace(spec, members=()))
    return changed


def _labels(known: Known) -> Changed:
    """Records of a zone and pools of a cluster carry no labels: their holder's are theirs."""
    changed: Changed = {}
    for identity, resource in known.items():
        if resource.tags:
            continue
        for piece in ("/rrsets/", "/nodePools/"):
            owner = known.get(identity.partition(piece)[0]) if piece in identity else None
            if owner is not None and owner.tags:
                changed[identity] = replace(resource, tags=owner.tags)
    return changed


def _pools(known: Known) -> Changed:
    """A cluster keeps only the pools that are not records of their own."""
    own: defaultdict[str, set[str]] = defaultdict(set)
    for resource in known.values():
        if isinstance(resource.spec, NodePool):
            own[resource.spec.cluster].add(resource.name)
    return {
        identity: replace(resource, spec=replace(spec, pools=_kept(spec, own[identity])))
        for identity, resource in known.items()
        if isinstance(spec := resource.spec, Cluster) and identity in own
    }


def _kept(spec: Cluster, own: set[str]) -> tuple[NodePool, ...]:
    return tuple(pool for pool in spec.pools if pool.name not in own)
