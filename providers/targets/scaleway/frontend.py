"""Frontends of a balancer: what a listener's default, redirects and rules become."""

from msgspec.structs import replace

from planner.model.choice import Blocks, Loss, Ref, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import DnsRecord, Listener, ListenerRule, LoadBalancer, SecurityGroup
from providers.targets.scaleway.backend import groups_named
from providers.targets.scaleway.lookup import ranges_of, resolved
from providers.targets.scaleway.said import loss
from providers.targets.scaleway.words import name_of

Pools = dict[str, dict[str, Value]]
_EVERYWHERE = frozenset({"0.0.0.0/0", "::/0"})
_MOST_HOSTS = 10


def listeners_of(
    spec: LoadBalancer, around: Surroundings
) -> tuple[tuple[Listener, ...], list[Loss]]:
    """One listener a port, without UDP; a port that was not read follows from the protocol."""
    losses: list[Loss] = []
    found: dict[int, Listener] = {}
    for one in sorted(spec.listeners, key=lambda listener: listener.port == 0):
        if one.protocol == "udp":
            losses.append(loss(around, "udp-listener", port=one.port))
            continue
        port = one.port
        if port == 0:
            port = 443 if one.certificate or one.protocol in {"https", "tls"} else 80
            losses.append(loss(around, "listener-port", port=port))
        other = found.get(port)
        found[port] = _joined(other, one) if other else replace(one, port=port)
        if one.certificate and found[port].protocol == "http":
            found[port] = replace(found[port], protocol="https")
    return tuple(found[port] for port in sorted(found)), losses


def _joined(one: Listener, other: Listener) -> Listener:
    return replace(
        one,
        target_group=one.target_group or other.target_group,
        certificate=one.certificate or other.certificate,
        redirect_to=one.redirect_to or other.redirect_to,
        rules=(*one.rules, *other.rules),
    )


def frontend(
    resource: Resource, listener: Listener, pools: Pools, around: Surroundings
) -> tuple[dict[str, Value] | None, list[Loss]]:
    """Arguments of one frontend; None where nothing answers behind it."""
    losses: list[Loss] = []
    default = _backend(listener.target_group or str(listener.port), resource, pools, around)
    if default is None:
        default = _any_backend(resource, listener, pools, around)
        if default is None:
            return None, [loss(around, "listener-without-target", port=listener.port)]
        if not listener.redirect_to:
            losses.append(loss(around, "listener-default", port=listener.port))
    routes: list[dict[str, Value]] = []
    for rule in sorted(listener.rules, key=lambda one: one.priority or 0):
        written, said = _routes(rule, resource, pools, around)
        losses += said
        routes += written
    acls, said = _acls(resource, listener, around)
    values: dict[str, Value] = {
        "name": f"{name_of(resource, 40)}-{listener.port}",
        "port": listener.port,
        "pool": default if isinstance(default, int) else None,
        "group": None if isinstance(default, int) else default,
        "tls": listener.protocol in {"https", "tls"},
        "acls": acls,
        "routes": Blocks(tuple(routes)),
    }
    return values, losses + said


def _backend(word: str, resource: Resource, pools: Pools, around: Surroundings) -> Ref | int | None:
    """A target group of its own, or the number of a pool written within the balancer."""
    if word in pools:
        return _number(pools[word])
    found = groups_named((word,), resource, around)
    return Ref(found[0].id, "scaleway_lb_backend", "id", "variable") if found else None


def _number(pool: dict[str, Value]) -> int:
    return int(str(pool["number"]))


def _any_backend(
    resource: Resource, listener: Listener, pools: Pools, around: Surroundings
) -> Ref | int | None:
    """A frontend must name a backend, even one that only redirects or refuses."""
    spec = resource.spec
    words = [rule.target_group for rule in listener.rules]
    if isinstance(spec, LoadBalancer):
        words += [one.target_group for one in spec.listeners]
        words += [rule.target_group for one in spec.listeners for rule in one.rules]
    for word in words:
        found = _backend(word, resource, pools, around) if word else None
        if found is not None:
            return found
    if pools:
        return _number(next(iter(pools.values())))
    behind = around.needs(resource, kind="network.target_group")
    return Ref(behind[0].id, "scaleway_lb_backend", "id", "variable") if behind else None


def _routes(
    rule: ListenerRule, resource: Resource, pools: Pools, around: Surroundings
) -> tuple[list[dict[str, Value]], list[Loss]]:
    """Routes by host or by path: Scaleway has no rule with both."""
    target = _backend(rule.target_group, resource, pools, around) if rule.target_group else None
    if rule.action != "forward" or target is None:
        return [], [loss(around, "rule-action", action=rule.action)]
    losses = []
    if rule.hosts and rule.paths:
        losses.append(loss(around, "rule-host-and-path", hosts=", ".join(rule.hosts)))
    common: dict[str, Value] = {
        "pool": target if isinstance(target, int) else None,
        "group": None if isinstance(target, int) else target,
    }
    routes: list[dict[str, Value]] = []
    for host in rule.hosts:
        plain = host.removeprefix("*.")
        if "*" in plain or "?" in plain:
            losses.append(loss(around, "rule-pattern", pattern=host))
            continue
        wild = True if plain != host else None
        routes.append(common | {"host": plain, "path": None, "subdomains": wild})
    for path in () if rule.hosts else rule.paths:
        plain = path.rstrip("*")
        if "*" in plain or "?" in plain or not plain.startswith("/"):
            losses.append(loss(around, "rule-pattern", pattern=path))
            continue
        routes.append(common | {"host": None, "path": plain, "subdomains": None})
    return routes, losses


def _acls(
    resource: Resource, listener: Listener, around: Surroundings
) -> tuple[Blocks, list[Loss]]:
    """Who may come in, and the redirect: a balancer has no security group of its own."""
    blocks: list[dict[str, Value]] = []
    losses: list[Loss] = []
    allowed, complete = _allowed(resource, listener.port, around)
    if allowed and complete:
        blocks.append(_acl("allowed", "allow", allowed))
        blocks.append(_acl("others", "deny", tuple(sorted(_EVERYWHERE))))
    elif not complete:
        losses.append(loss(around, "balancer-firewall", port=listener.port))
    if listener.redirect_to:
        scheme = listener.redirect_to == "https"
        redirect = _acl("redirect", "redirect", None) | {
            "redirect_type": "scheme" if scheme else "location",
            "redirect_target": listener.redirect_to,
        }
        blocks.insert(0, redirect)
    return Blocks(tuple(blocks)), losses


def _acl(name: str, action: str, ranges: tuple[str, ...] | None) -> dict[str, Value]:
    return {
        "name": name, "action": action, "ranges": ranges, "redirect_type": None,
        "redirect_target": None,
    }  # fmt: skip


def _allowed(resource: Resource, port: int, around: Surroundings) -> tuple[tuple[str, ...], bool]:
    """(ranges let in on a port, all of them known?); none where everybody may come in."""
    spec = resource.spec
    words = spec.security_groups if isinstance(spec, LoadBalancer) else ()
    groups = resolved(words, resource, around, "network.security_group")
    found: dict[str, None] = {}
    complete = True
    for group in groups:
        if not isinstance(group.spec, SecurityGroup):
            continue
        for rule in group.spec.rules:
            inside = rule.first_port is None or (
                rule.first_port <= port <= (rule.last_port or rule.first_port)
            )
            if rule.direction != "in" or not rule.allow or not inside:
                continue
            complete = complete and not rule.groups
            found.update((str(block), None) for block in ranges_of(rule.ranges))
    if not groups or _EVERYWHERE & found.keys():
        return (), True
    return tuple(sorted(found)), complete and bool(found)


def hosts_of(resource: Resource, around: Surroundings) -> tuple[str, ...]:
    """Names that DNS records and rules give to a balancer, at most ten, sorted; no wildcards."""
    names = {
        record.spec.name
        for record in around.dependents(resource, kind="dns.record")
        if isinstance(record.spec, DnsRecord)
    }
    if isinstance(resource.spec, LoadBalancer):
        rules = (rule for listener in resource.spec.listeners for rule in listener.rules)
        names |= {host for rule in rules for host in rule.hosts}
    kept = {name.lower().rstrip(".") for name in names if name and not set("*?~^$") & set(name)}
    return tuple(sorted(kept))[:_MOST_HOSTS]
