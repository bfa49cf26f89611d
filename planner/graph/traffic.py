"""Observed traffic to dependencies: addresses and names resolved to resources of the inventory."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from planner.inventory.machines.register import Entry, Known
from planner.inventory.traffic.seen import INTERNET
from planner.model.resource import Dependency, Diagnostic, Flow, Resource, ResourceId
from planner.model.text import Text

Pair = tuple[ResourceId, ResourceId]

_Ports = dict[str, dict[tuple[str, str], int]]
"""Protocol and port -> account and network that logged it -> bytes."""

_NIC = "compute.nic"
_PORTS = 3
_SHOWN = 5
_GIB = 2**30


class Observed(NamedTuple):
    """What flow logs tell of the resources."""

    edges: tuple[Dependency, ...]
    diagnostics: tuple[Diagnostic, ...]


def observe(
    flows: Iterable[Flow], resources: tuple[Resource, ...], known: Mapping[Pair, object]
) -> Observed:
    """An edge for each pair that was seen to talk and that nothing else joins.

    Only traffic to a port that serves counts, and only between resources that were read; the rest
    is told with its bytes.
    """
    ends = _Ends(resources, known)
    pairs: dict[Pair, _Ports] = {}
    unknown: dict[str, int] = {}
    outside = lost = 0
    for one in flows:
        if INTERNET in (one.source, one.target):
            outside += one.bytes
            continue
        source, target = ends.find(one.source, one), ends.find(one.target, one)
        if source is None or target is None:
            lost += 1
            for word, end in ((one.source, source), (one.target, target)):
                if end is None:
                    unknown[word] = unknown.get(word, 0) + one.bytes
        elif source != target and one.port:
            ports = pairs.setdefault((source, target), {})
            seen = ports.setdefault(f"{one.protocol}/{one.port}", {})
            where = (one.account, one.network)
            seen[where] = seen.get(where, 0) + one.bytes
    edges = tuple(
        Dependency(source, target, "uses", "traffic", _path(ports))
        for (source, target), ports in sorted(pairs.items())
        if (source, target) not in known
    )
    return Observed(edges, tuple(_said(unknown, lost, outside)))


def _path(ports: _Ports) -> str:
    """The ports with most bytes, and the bytes: `tcp/5432 (1,024 B)`.

    What two accounts or networks logged between the same two resources is one flow seen from both ends.
    """
    counts = {port: max(seen.values()) for port, seen in ports.items()}
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    more = " …" if len(ordered) > _PORTS else ""
    return ", ".join(f"{port} ({count:,} B)" for port, count in ordered[:_PORTS]) + more


class _Ends:
    """Resources by private address, id and name."""

    def __init__(self, resources: Iterable[Resource], known: Iterable[Pair]) -> None:
        self._resources = {one.id: one for one in resources}
        self._addresses: dict[str, list[ResourceId]] = {}
        for one in self._resources.values():
            for address in getattr(one.spec, "private_ips", ()):
                self._addresses.setdefault(address, []).append(one.id)
        self._known = Known(self._resources.values())
        self._users: dict[ResourceId, set[ResourceId]] = {}
        for source, target in known:
            if target in self._resources and self._resources[target].kind == _NIC:
                self._users.setdefault(target, set()).add(source)
        self._found: dict[tuple[str, str], ResourceId | None] = {}

    def find(self, word: str, flow: Flow) -> ResourceId | None:
        """The resource at one end of a flow; None where none is known, or several could be."""
        key = (word, flow.account)
        if key not in self._found:
            self._found[key] = self._one(word, flow.account)
        return self._found[key]

    def _one(self, word: str, account: str) -> ResourceId | None:
        found = self._addresses.get(word)
        if found is None:
            entry = Entry(words=(word,), told={}, why="", place="")
            found = list(self._known.find(entry))
        circle = [one for one in found if self._resources[one].account == account] or found
        # A machine rather than the interface that it has; else the one that has the interface.
        circle = [one for one in circle if self._resources[one].kind != _NIC] or circle
        if len(circle) != 1:
            return None
        users = self._users.get(circle[0], set())
        return next(iter(users)) if len(users) == 1 else circle[0]


def _said(unknown: Mapping[str, int], lost: int, outside: int) -> Iterator[Diagnostic]:
    if lost:
        ordered = sorted(unknown.items(), key=lambda pair: (-pair[1], pair[0]))
        shown = ", ".join(word for word, _ in ordered[:_SHOWN])
        yield Diagnostic(
            severity="warning",
            code="flow-unknown-end",
            summary=Text(
                en="Traffic was seen with ends that were not read",
                fr="Du trafic a été vu avec des extrémités non lues",
            ),
            detail=Text(
                en="{lost} flows have an end that is no resource of the inventory, or could be "
                "several: {count} addresses or names, first {shown}. They make no dependency.",
                fr="{lost} flux ont une extrémité qui n'est aucune ressource de l'inventaire, ou "
                "pourrait en être plusieurs : {count} adresses ou noms, d'abord {shown}. Ils ne font "
                "aucune dépendance.",
            ).filled(lost=lost, count=len(unknown), shown=shown),
            remedy=Text(
                en="Give exports of those networks as well, network interfaces included.",
                fr="Donnez aussi les exports de ces réseaux, interfaces réseau comprises.",
            ),
        )
    if outside:
        yield Diagnostic(
            severity="info",
            code="flow-outside",
            summary=Text(
                en="Traffic with the internet was seen", fr="Du trafic avec internet a été vu"
            ),
            detail=Text(
                en="{count} GiB were exchanged with addresses outside private networks in the time "
                "of the logs.",
                fr="{count} Gio ont été échangés avec des adresses hors des réseaux privés pendant la "
                "durée des journaux.",
            ).filled(count=f"{outside / _GIB:.2f}"),
            remedy=Text(en="Nothing needs to be done.", fr="Il n'y a rien à faire."),
        )
