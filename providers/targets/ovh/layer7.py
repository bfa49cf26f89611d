"""Layer-7 rules: Octavia joins the rules of one policy by AND, so each alternative is a policy."""

from collections.abc import Callable
from itertools import product

from msgspec import Struct

from planner.model.choice import Value, Variable
from planner.model.spec import Listener, ListenerRule
from planner.model.text import Text

PoolOf = Callable[[str], Value]
_MOST = 50


class Rules(Struct, frozen=True):
    """Policies and their rules, by key; and how many rules of the source have no place here."""

    policies: dict[str, Value]
    rules: dict[str, Value]
    lost: int


def policies(
    listeners: dict[str, Listener], pool_of: PoolOf, hosts: tuple[str, ...], name: str
) -> Rules:
    """All policies of a balancer; `hosts` are the names that lead to it, for redirections."""
    found: dict[str, Value] = {}
    rules: dict[str, Value] = {}
    lost = 0
    for key in sorted(listeners):
        listener = listeners[key]
        position = 1
        if listener.redirect_to:
            lost += _redirect(key, listener.redirect_to, hosts, name, found, rules)
            continue
        for number, rule in enumerate(sorted(listener.rules, key=_priority), start=1):
            pool = pool_of(rule.target_group)
            ways = _ways(rule)
            if rule.action != "forward" or pool is None or not ways or len(ways) > _MOST:
                lost += 1
                continue
            for way in ways:
                policy = f"{key} {number:03d} {' '.join(value for _, _, value in way)}"
                found[policy] = {
                    "listener": key,
                    "action": "REDIRECT_TO_POOL",
                    "position": position,
                    "pool": pool,
                    "prefix": None,
                }
                position += 1
                for kind, compare, value in way:
                    rules[f"{policy} {kind}"] = _rule(policy, kind, compare, value)
    return Rules(found, rules, lost)


def _priority(rule: ListenerRule) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    return (rule.priority if rule.priority is not None else 1 << 30, rule.hosts, rule.paths)


def _rule(policy: str, kind: str, compare: str, value: str) -> Value:
    return {"policy": policy, "type": kind, "compare": compare, "value": value}


Condition = tuple[str, str, str]


def _ways(rule: ListenerRule) -> list[tuple[Condition, ...]]:
    """Every pair of a host and a path of a rule: alternatives at the source."""
    hosts = [_condition("HOST_NAME", host) for host in rule.hosts]
    paths = [_condition("PATH", path) for path in rule.paths]
    if hosts and paths:
        return list(product(hosts, paths))
    return [(one,) for one in hosts or paths]


def _condition(kind: str, pattern: str) -> Condition:
    """A pattern with `*` as Octavia compares: equal, starts or ends with, else by expression."""
    inner = pattern.strip("*")
    if "*" in inner or "?" in inner or not inner:
        escaped = "".join(
            {"*": ".*", "?": "."}.get(
                sign, sign if sign.isalnum() or sign in "/-_" else f"\\{sign}"
            )
            for sign in pattern
        )
        return (kind, "REGEX", f"^{escaped}$")
    if pattern.startswith("*") and pattern.endswith("*"):
        return (kind, "CONTAINS", inner)
    if pattern.startswith("*"):
        return (kind, "ENDS_WITH", inner)
    if pattern.endswith("*"):
        return (kind, "STARTS_WITH", inner)
    return (kind, "EQUAL_TO", inner)


def _redirect(
    key: str,
    where: str,
    hosts: tuple[str, ...],
    name: str,
    found: dict[str, Value],
    rules: dict[str, Value],
) -> int:
    """Redirection of a whole listener: a prefix holds a host here, so one policy a known name."""
    if where == "https":
        prefixes: dict[str, Value] = {host: f"https://{host}" for host in hosts}
    elif where.startswith(("https://", "http://")):
        prefixes = {"": where}
    else:
        return 1
    if not prefixes:
        prefixes = {
            "": Variable(
                f"{name}_redirect_prefix",
                "string",
                Text(
                    en="Address that plain HTTP is redirected to: https:// and the site's name.",
                    fr="Adresse vers laquelle HTTP est redirigé : https:// et le nom du site.",
                ),
                sample="https://www.example.org",
            )
        }
    for position, (host, prefix) in enumerate(sorted(prefixes.items()), start=1):
        policy = f"{key} to-https {host}".strip()
        found[policy] = {
            "listener": key,
            "action": "REDIRECT_PREFIX",
            "position": position,
            "pool": None,
            "prefix": prefix,
        }
        kind, compare, value = (
            ("HOST_NAME", "EQUAL_TO", host) if host else ("PATH", "STARTS_WITH", "/")
        )
        rules[f"{policy} {kind}"] = _rule(policy, kind, compare, value)
    return 0
