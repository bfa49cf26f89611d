"""Which firewalls guard a machine: by tag, by account, or all of its network's."""

from collections import defaultdict
from collections.abc import Mapping

from msgspec.structs import replace

from planner.model.resource import Reference, Resource
from planner.model.spec import SecurityGroup, VirtualMachine
from providers.sources.gcp.managed import BOOT

Known = dict[str, Resource]
Changed = dict[str, Resource]


def targets(resource: Resource, *paths: str) -> list[str]:
    """What the arguments at these paths name."""
    return [one.target for one in resource.references if one.path in paths]


def guards(known: Known) -> Changed:
    """Machines learn which firewalls guard them: by tag, by account, or all of their network's."""
    by_mark: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for identity in sorted(known):
        spec = known[identity].spec
        if isinstance(spec, SecurityGroup):
            for mark in spec.members or ("",):
                by_mark[spec.network, mark].append(identity)
    guards: dict[tuple[str, ...], tuple[str, ...]] = {}
    changed: Changed = {}
    for identity, resource in known.items():
        spec = resource.spec
        if isinstance(spec, VirtualMachine):
            guarded = _guarded(_booted(resource, known), spec, by_mark, guards)
            if guarded is not resource:
                changed[identity] = guarded
    return changed


def _booted(resource: Resource, known: Known) -> Resource:
    """Without a reference to a boot disk that came with the machine and is described in it."""
    kept = tuple(one for one in resource.references if one.path != BOOT or one.target in known)
    return resource if len(kept) == len(resource.references) else replace(resource, references=kept)


def _guarded(
    resource: Resource,
    spec: VirtualMachine,
    by_mark: Mapping[tuple[str, str], list[str]],
    known_guards: dict[tuple[str, ...], tuple[str, ...]],
) -> Resource:
    """The machine with its guards; machines alike share one tuple, since there may be very many."""
    networks = targets(resource, "network_interface.network")
    marks = ("", spec.role, *targets(resource, "tags"))
    key = (*networks, "|", *marks)
    if key not in known_guards:
        found = (
            guard
            for network in networks
            for mark in dict.fromkeys(marks)
            for guard in by_mark.get((network, mark), ())
        )
        known_guards[key] = tuple(dict.fromkeys(found))
    found_guards = known_guards[key]
    kept = tuple(one for one in resource.references if one.path != "tags")
    if not found_guards and len(kept) == len(resource.references):
        return resource
    groups = found_guards
    if spec.security_groups:
        groups = tuple(dict.fromkeys((*spec.security_groups, *found_guards)))
    guards = (Reference(relation="guarded-by", target=one, path="firewall") for one in groups)
    return replace(
        resource,
        spec=replace(spec, security_groups=groups),
        references=tuple(dict.fromkeys((*kept, *guards))),
    )
