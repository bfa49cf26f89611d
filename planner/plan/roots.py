"""Which root each resource is written in: the foundation, or the root of its application.

A root reads only the foundation, never another application's root. So what several roots refer to
moves to the foundation, and takes along what it refers to itself.
"""

from collections.abc import Iterable, Mapping

from planner.catalogue.mappings import TargetCatalogue
from planner.model.choice import Choice, Unmapped
from planner.model.plan import FOUNDATION, Application
from planner.model.policy import Lock
from planner.model.resource import ResourceId
from planner.plan.refs import Links

STANDALONE = "standalone"
"""Root that applications of a single resource share."""

MOST_IN_A_ROOT = 1000


def assign_roots(
    choices: Mapping[ResourceId, Choice | Unmapped],
    links: Links,
    applications: Iterable[Application],
    catalogue: TargetCatalogue,
    lock: Lock,
) -> dict[ResourceId, str]:
    """Resource -> root, for every resource that writes Terraform, in order of id."""
    built = {id_: one for id_ in links if isinstance(one := choices[id_], Choice)}
    pinned = {ResourceId(pin.id): pin.root for pin in lock.resources if pin.root}
    roots = _first(built, applications, catalogue)
    roots.update((id_, root) for id_, root in pinned.items() if id_ in built)
    _join_application(roots, links, pinned)
    _share(roots, links, pinned)
    _split(roots, links, pinned)
    return roots


def _first(
    built: Mapping[ResourceId, Choice],
    applications: Iterable[Application],
    catalogue: TargetCatalogue,
) -> dict[ResourceId, str]:
    roots: dict[ResourceId, str] = dict.fromkeys(built, FOUNDATION)
    for application in applications:
        own = [
            id_
            for id_ in application.resources
            if id_ in built and catalogue.by_stem[built[id_].mapping].root == "application"
        ]
        single = len(own) == 1 and application.name != FOUNDATION
        for id_ in own:
            roots[id_] = STANDALONE if single else application.name
    return roots


def _users(links: Links) -> dict[ResourceId, list[ResourceId]]:
    users: dict[ResourceId, list[ResourceId]] = {}
    for id_, others in links.items():
        for other in others:
            users.setdefault(other, []).append(id_)
    return users


def _join_application(
    roots: dict[ResourceId, str],
    links: Links,
    pinned: Mapping[ResourceId, str],
) -> None:
    """A resource of the foundation that serves one application alone is written with it."""
    users = _users(links)
    for id_, others in links.items():
        if roots[id_] != FOUNDATION or id_ in pinned:
            continue
        wanted = {roots[other] for other in others} - {FOUNDATION}
        used_by = {roots[user] for user in users.get(id_, ())}
        if len(wanted) == 1 and used_by <= wanted:
            roots[id_] = wanted.pop()


def _share(roots: dict[ResourceId, str], links: Links, pinned: Mapping[ResourceId, str]) -> None:
    """What another root refers to moves to the foundation, and what that refers to after it."""
    waiting = [
        other
        for id_, others in links.items()
        for other in others
        if roots[other] not in {roots[id_], FOUNDATION}
    ]
    while waiting:
        id_ = waiting.pop()
        if roots[id_] == FOUNDATION or id_ in pinned:
            continue
        roots[id_] = FOUNDATION
        waiting.extend(other for other in links[id_] if roots[other] != FOUNDATION)


def _split(roots: dict[ResourceId, str], links: Links, pinned: Mapping[ResourceId, str]) -> None:
    """A root too large is cut between resources that do not refer to each other."""
    members: dict[str, list[ResourceId]] = {}
    for id_, root in roots.items():
        if id_ not in pinned:
            members.setdefault(root, []).append(id_)
    for root, ids in sorted(members.items()):
        if len(ids) <= MOST_IN_A_ROOT or root == FOUNDATION:
            continue
        number, size = 1, 0
        for component in _components(ids, links):
            if size and size + len(component) > MOST_IN_A_ROOT:
                number, size = number + 1, 0
            size += len(component)
            if number > 1:
                roots.update(dict.fromkeys(component, f"{root}-{number}"))


def _components(ids: list[ResourceId], links: Links) -> list[list[ResourceId]]:
    leader = {id_: id_ for id_ in ids}

    def find(id_: ResourceId) -> ResourceId:
        while leader[id_] != id_:
            leader[id_] = leader[leader[id_]]
            id_ = leader[id_]
        return id_

    for id_ in ids:
        for other in links[id_]:
            if other in leader:
                leader[find(id_)] = find(other)
    components: dict[ResourceId, list[ResourceId]] = {}
    for id_ in ids:
        components.setdefault(find(id_), []).append(id_)
    return sorted(components.values())
