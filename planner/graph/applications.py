"""The resources that move together: by people's word, lock, tags, names, then by their edges.

Hubs (networks, zones, keys) join everything, so they never make two things one. What several
applications use is in the foundation.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from planner.graph.components import components
from planner.graph.estate import Graph
from planner.graph.facts import GraphFacts, graph_facts
from planner.graph.naming import by_name, slug, words_of
from planner.graph.select import selector
from planner.model.plan import FOUNDATION, Application
from planner.model.policy import Lock, Override, Overrides, Policy
from planner.model.resource import Resource, ResourceId

_Way = Literal["tag", "name", "component", "override", "shared"]


class _Membership(Struct, frozen=True, gc=False):
    application: str
    label: str
    found_by: _Way


_FOUNDATION = _Membership(FOUNDATION, "Foundation", "shared")
_ORDER: tuple[_Way, ...] = ("override", "tag", "name", "component", "shared")
"""Of the ways that the members of one application were found, the first that occurs is named."""

_Members = dict[ResourceId, _Membership]


def find_applications(
    graph: Graph, policy: Policy, overrides: Overrides, lock: Lock | None = None
) -> tuple[Application, ...]:
    """Every resource in exactly one application, sorted by name.

    What the lock pins stays where it is, whatever is added to the estate; only overrides win.
    """
    facts = graph_facts()
    chosen = [(one, selector(one)) for one in overrides.overrides]
    members: _Members = {}
    _pin(graph, lock, members)
    _override(graph, chosen, members)
    hubs = facts.foundation | facts.shared
    open_ = [one for one in graph.resources if one.id not in members]
    for one in open_:
        if one.kind in facts.foundation:
            members[one.id] = _FOUNDATION
        elif (label := _tag(one, policy.application_tags)) and one.kind not in hubs:
            members[one.id] = _Membership(slug(label), label, "tag")
    _name(graph, [one for one in open_ if one.kind not in hubs], facts, members)
    _gather(graph, facts, members)
    _share(graph, policy, members)
    return tuple(_applications(graph, policy, members, chosen))


def _name(graph: Graph, open_: list[Resource], facts: GraphFacts, members: _Members) -> None:
    """Workloads whose names begin alike; and what else is called like an application there is.

    Records, addresses and rules are called after their domain or by what they are: they make none.
    """
    workloads = {one.id: one for one in graph.resources if facts.is_workload(one.kind)}
    named = by_name(workloads.values(), facts.common_words)
    for one in open_:
        if one.id not in members and one.id in named:
            members[one.id] = _Membership(slug(named[one.id]), named[one.id], "name")
    known = {member.application: member.label for member in members.values()}
    for one in open_:
        words = words_of(one.name, facts.common_words)
        found = next((word for word in ("-".join(words), *words[:1]) if word in known), FOUNDATION)
        if one.id not in members and found != FOUNDATION:
            members[one.id] = _Membership(found, known[found], "name")


def _pin(graph: Graph, lock: Lock | None, members: _Members) -> None:
    pinned = {one.id: one.application for one in lock.resources} if lock is not None else {}
    known = {one.name: one for one in lock.applications} if lock is not None else {}
    for one in graph.resources:
        name = pinned.get(one.id, "")
        if name == FOUNDATION:
            members[one.id] = _FOUNDATION
        elif name:
            said = known.get(name)
            label, way = (said.label, said.found_by) if said is not None else ("", "")
            members[one.id] = _Membership(slug(name), label or name, way or "component")


def _override(
    graph: Graph, chosen: list[tuple[Override, Callable[[Resource], bool]]], members: _Members
) -> None:
    for override, selects in chosen:
        if not override.application:
            continue
        name = slug(override.application)
        member = _Membership(name, override.application, "override")
        for one in graph.resources:
            if selects(one):
                members[one.id] = member


def _gather(graph: Graph, facts: GraphFacts, members: _Members) -> None:
    """What is left, but for hubs: with the one application that it touches, or in its own."""
    hubs = facts.foundation | facts.shared
    labels = {member.application: member.label for member in members.values()}
    left = {one.id for one in graph.resources if one.id not in members and one.kind not in hubs}
    touched = _touched(graph, left, members)
    for one in sorted(left):
        if len(touched.get(one, ())) > 1:
            members[one] = _FOUNDATION
            left.discard(one)
    for group in components(graph, left):
        neighbours = {name for one in group for name in touched.get(one, ())}
        if len(neighbours) == 1:
            name = next(iter(neighbours))
            member = _Membership(name, labels[name], "component")
        elif neighbours:
            member = _FOUNDATION
        else:
            member = _own(graph, group, facts)
        members.update(dict.fromkeys(group, member))


def _touched(
    graph: Graph, left: set[ResourceId], members: Mapping[ResourceId, _Membership]
) -> dict[ResourceId, set[str]]:
    """The applications that each of `left` needs or is needed by; the foundation does not count."""
    found: dict[ResourceId, set[str]] = {}
    for edge in graph.dependencies:
        for mine, other in ((edge.source, edge.target), (edge.target, edge.source)):
            member = members.get(other) if mine in left else None
            if member is not None and member.application != FOUNDATION:
                found.setdefault(mine, set()).add(member.application)
    return found


def _own(graph: Graph, group: list[ResourceId], facts: GraphFacts) -> _Membership:
    """An application of its own, named after its first workload; nothing without one."""
    resources = [one for id_ in group if (one := graph.by_id(id_)) is not None]
    workloads = [one for one in resources if facts.is_workload(one.kind)]
    if not workloads:
        return _FOUNDATION
    label = min(workloads, key=lambda one: (not (one.kind or "").startswith("compute"), one.id))
    return _Membership(slug(label.name), label.name, "component")


def _share(graph: Graph, policy: Policy, members: _Members) -> None:
    """Keys, roles, registries: with the one application that needs them, else in the foundation."""
    waiting = {one.id: one for one in graph.resources if one.id not in members}
    labels = {member.application: member.label for member in members.values()}
    for _ in range(3):  # a policy is needed by a role that an application needs
        users: dict[ResourceId, set[str]] = {}
        for edge in graph.dependencies:
            member = members.get(edge.source) if edge.target in waiting else None
            if member is not None:
                users.setdefault(edge.target, set()).add(member.application)
        for id_, names in sorted(users.items()):
            name = next(iter(names))
            alone = len(names) == 1 and name != FOUNDATION
            found = _Membership(name, labels[name], "component") if alone else _FOUNDATION
            members[id_] = found
            del waiting[id_]
    for one in waiting.values():
        label = _tag(one, policy.application_tags)
        mine = label and slug(label) in labels
        members[one.id] = _Membership(slug(label), label, "tag") if mine else _FOUNDATION


def _applications(
    graph: Graph,
    policy: Policy,
    members: _Members,
    chosen: list[tuple[Override, Callable[[Resource], bool]]],
) -> Iterator[Application]:
    groups: dict[str, list[Resource]] = {}
    for one in graph.resources:
        groups.setdefault(members[one.id].application, []).append(one)
    for name, resources in sorted(groups.items()):
        ways = {members[one.id].found_by for one in resources}
        said = _said(resources, chosen)
        yield Application(
            name=name,
            label=_FOUNDATION.label if name == FOUNDATION else _label(resources, members),
            resources=tuple(one.id for one in resources),
            found_by=_FOUNDATION.found_by
            if name == FOUNDATION
            else next(way for way in _ORDER if way in ways),
            owner=said["owner"] or _usual(resources, policy.owner_tags),
            criticality=said["criticality"] or _usual(resources, policy.criticality_tags),
        )


def _label(resources: Iterable[Resource], members: _Members) -> str:
    labels = Counter(members[one.id].label for one in resources)
    # A pinned member only knows the slug: any other spelling says more.
    return min(labels, key=lambda label: (label == slug(label), -labels[label], label))


def _said(
    resources: list[Resource], chosen: list[tuple[Override, Callable[[Resource], bool]]]
) -> dict[str, str]:
    """Owner and criticality by the overrides; the last that selects a member wins."""
    found = {"owner": "", "criticality": ""}
    for override, selects in chosen:
        if (override.owner or override.criticality) and any(selects(one) for one in resources):
            found["owner"] = override.owner or found["owner"]
            found["criticality"] = override.criticality or found["criticality"]
    return found


def _usual(resources: Iterable[Resource], keys: tuple[str, ...]) -> str:
    """The most frequent value of these tags, the first key found on each resource."""
    values = Counter(value for one in resources if (value := _tag(one, keys)))
    return min(values, key=lambda value: (-values[value], value)) if values else ""


def _tag(one: Resource, keys: tuple[str, ...]) -> str:
    if not one.tags:
        return ""
    lowered = {key.lower(): value for key, value in sorted(one.tags.items())}
    return next((lowered[key.lower()] for key in keys if lowered.get(key.lower())), "").strip()
