"""The name of every resource in Terraform, and which ones share a block with `for_each`.

Numbered siblings of one root (web-1, web-2) whose values have the same form share a block. What the lock
pins keeps its address, so that a re-run changes nothing that stands.
"""

from collections.abc import Mapping

import networkx as nx

from planner.catalogue.mappings import TargetCatalogue
from planner.model.choice import Blocks, Choice, Unmapped, Value
from planner.model.plan import Address
from planner.model.policy import Lock
from planner.model.resource import Resource, ResourceId
from planner.plan.names import identifier, unique, without_number
from planner.plan.refs import Links

Place = tuple[str, str]
"""(root, Terraform type): within it, names are unique."""

Form = tuple[object, ...]


def assign_addresses(
    resources: Mapping[ResourceId, Resource],
    choices: Mapping[ResourceId, Choice | Unmapped],
    links: Links,
    roots: Mapping[ResourceId, str],
    catalogue: TargetCatalogue,
    lock: Lock,
) -> dict[ResourceId, Address]:
    """Resource -> address, for every resource that has a root, in order of id."""
    built = {id_: choice for id_ in sorted(roots) if isinstance(choice := choices[id_], Choice)}
    pins = {ResourceId(pin.id): pin for pin in lock.resources if pin.name}
    taken: dict[Place, set[str]] = {}
    named: dict[ResourceId, tuple[str, str]] = {}
    for id_, choice in built.items():
        pin = pins.get(id_)
        if pin is not None and pin.root == roots[id_] and pin.mapping == choice.mapping:
            named[id_] = (pin.name, pin.key)
            for place in _places(roots[id_], choice, catalogue):
                taken.setdefault(place, set()).add(pin.name)
    groups = _groups(resources, built, links, roots, named)
    for id_, choice in built.items():
        if id_ in named:
            continue
        places = _places(roots[id_], choice, catalogue)
        members = groups.get(id_)
        if members is None:
            name = identifier(resources[id_].name, identifier(choice.mapping.rpartition(".")[2]))
            named[id_] = (_free(name, places, taken), "")
            continue
        stem = identifier(without_number(resources[id_].name))
        name = _pinned_name(members, named) or _free(stem, places, taken)
        for member in members:
            named.setdefault(member, (name, resources[member].name))
    return {
        id_: Address(
            resource=id_,
            root=roots[id_],
            name=named[id_][0],
            key=named[id_][1],
            type=choice.design.type or catalogue.by_stem[choice.mapping].type,
        )
        for id_, choice in built.items()
    }


def _places(root: str, choice: Choice, catalogue: TargetCatalogue) -> tuple[Place, ...]:
    """Where a name must be free: every type that the mapping may write.

    Two mappings may write the same one: a VM, and the VM of a self-hosted database.
    """
    types = catalogue.by_stem[choice.mapping].types or (choice.mapping,)
    return tuple((root, type_) for type_ in types)


def _free(name: str, places: tuple[Place, ...], taken: dict[Place, set[str]]) -> str:
    """The first name that no block of those types bears; it is taken in all of them."""
    busy = set[str]().union(*(taken.setdefault(place, set()) for place in places))
    chosen = unique(name, busy)
    for place in places:
        taken[place].add(chosen)
    return chosen


def _pinned_name(
    members: tuple[ResourceId, ...], named: Mapping[ResourceId, tuple[str, str]]
) -> str:
    return next((named[member][0] for member in members if member in named), "")


def form(value: Value) -> Form:
    """What must be alike for two resources to share a block: everything but scalars."""
    if isinstance(value, dict):
        return tuple((name, _form_of_field(item)) for name, item in value.items())
    return (_form_of_field(value),)


def _form_of_field(value: Value) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Blocks):
        return repr(value)
    return "value"


def _groups(
    resources: Mapping[ResourceId, Resource],
    built: Mapping[ResourceId, Choice],
    links: Links,
    roots: Mapping[ResourceId, str],
    named: Mapping[ResourceId, tuple[str, str]],
) -> dict[ResourceId, tuple[ResourceId, ...]]:
    alike: dict[tuple[object, ...], list[ResourceId]] = {}
    for id_, choice in built.items():
        stem = without_number(resources[id_].name)
        if not stem or (id_ in named and not named[id_][1]) or choice.design.files:
            continue
        key = (roots[id_], choice.mapping, stem, form(choice.design.values))
        alike.setdefault(key, []).append(id_)
    groups: dict[ResourceId, tuple[ResourceId, ...]] = {}
    for members in alike.values():
        names = {resources[member].name for member in members}
        if len(members) > 1 and len(names) == len(members):
            groups.update(dict.fromkeys(members, tuple(members)))
    return _acyclic(groups, links, named)


def _acyclic(
    groups: dict[ResourceId, tuple[ResourceId, ...]],
    links: Links,
    named: Mapping[ResourceId, tuple[str, str]],
) -> dict[ResourceId, tuple[ResourceId, ...]]:
    """Groups that no circle runs through: Terraform orders blocks, not the entries of a block."""
    if not groups:
        return groups
    block = {id_: groups[id_][0] if id_ in groups else id_ for id_ in links}
    graph: nx.DiGraph[ResourceId] = nx.DiGraph()
    for id_, others in links.items():
        graph.add_edges_from((block[id_], block[other]) for other in others)
    circular = {
        node
        for component in nx.strongly_connected_components(graph)
        if len(component) > 1 or any(graph.has_edge(node, node) for node in component)
        for node in component
    }
    return {
        id_: members
        for id_, members in groups.items()
        if members[0] not in circular or id_ in named
    }
