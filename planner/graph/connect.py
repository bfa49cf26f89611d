"""References and ids in configuration to dependencies: each edge with its evidence."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from planner.graph.estate import Graph, find
from planner.graph.facts import GraphFacts, graph_facts
from planner.graph.traffic import observe
from planner.inventory.names import Names
from planner.model.policy import Overrides, Policy
from planner.model.resource import (
    Dependency,
    Diagnostic,
    Inventory,
    Relation,
    Resource,
    ResourceId,
)
from planner.model.text import Text

_TOKEN = re.compile(rb'[^"\\]{8,}+')
"""A text of the configuration, or a text within JSON within a text."""

_SPECIFIC = re.compile(r"[/:]|[0-9a-f]{8}|^[A-Z0-9]{13,}$")
"""What makes a word an id: a path or ARN, eight hexadecimal digits in a row, a zone's id."""

_SHORTEST = 8

Pair = tuple[ResourceId, ResourceId]


class _Edge(NamedTuple):
    relation: Relation
    path: str


def connect(inventory: Inventory, policy: Policy, overrides: Overrides) -> Graph:
    """The graph of an inventory.

    An edge comes from a reference that a source's rule read (evidence `reference`), or from an id
    of another resource that stands anywhere in the attributes (`configuration`), or from traffic that
    flow logs show (`traffic`). Of several edges between two resources the best known one is kept.
    Words that mean nothing that was read are counted.
    """
    del policy, overrides  # corrections concern applications; edges are what was read
    facts = graph_facts()
    names = Names(inventory.resources)
    kinds = {one.id: one.kind for one in inventory.resources}
    read = _References(names)
    for one in inventory.resources:
        read.add(one)
    found = _mentioned(inventory.resources, names, read.edges, kinds, facts)
    edges = [
        Dependency(source, target, edge.relation, "reference", edge.path)
        for (source, target), edge in read.edges.items()
    ]
    edges += [
        Dependency(source, target, facts.relation(kinds[target]), "configuration", path)
        for (source, target), path in found.items()
    ]
    seen = observe(inventory.flows, inventory.resources, {**read.edges, **found})
    edges += seen.edges
    edges.sort(key=_order)
    return Graph(
        inventory.resources,
        tuple(edges),
        names,
        dangling=sum(read.dangling.values()),
        diagnostics=tuple(sorted((*read.diagnostics(), *seen.diagnostics))),
    )


def _order(edge: Dependency) -> tuple[str, str]:
    return (edge.source, edge.target)


class _References:
    """Edges from the references that rules read, and the words that lead nowhere."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.edges: dict[Pair, _Edge] = {}
        self.dangling: Counter[str] = Counter()
        self._ambiguous: Counter[str] = Counter()
        self._first: dict[str, Resource] = {}

    def add(self, one: Resource) -> None:
        for reference in one.references:
            target = find(self._names, reference.target, one)
            if target is None:
                unclear = reference.target in self._names
                (self._ambiguous if unclear else self.dangling)[reference.target] += 1
                self._first.setdefault(reference.target, one)
            elif target != one.id:
                edge = _Edge(reference.relation, reference.path)
                known = self.edges.get((one.id, target))
                if known is None or edge < known:
                    self.edges[one.id, target] = edge

    def diagnostics(self) -> Iterator[Diagnostic]:
        """One for each word, however many resources use it."""
        for word, count in self._ambiguous.items():
            yield _about(word, count, self._first[word], _AMBIGUOUS)
        for word, count in self.dangling.items():
            yield _about(word, count, self._first[word], _DANGLING)


def _mentioned(
    resources: Iterable[Resource],
    names: Names,
    known: dict[Pair, _Edge],
    kinds: dict[ResourceId, Any],
    facts: GraphFacts,
) -> dict[Pair, str]:
    """Pairs whose first holds an id of the second somewhere in its attributes -> where."""
    words = {word.encode(): word for word in names.words() if _is_specific(word)}
    ids = words.keys()
    found: dict[Pair, tuple[Resource, str]] = {}
    for one in resources:
        for token in ids & set(_TOKEN.findall(one.native)):
            target = names.find(words[token], one)
            if target is None or target == one.id:
                continue
            pair = (one.id, target)
            if pair not in known and (target, one.id) not in known:
                word = words[token]
                if pair not in found or word < found[pair][1]:
                    found[pair] = (one, word)
    hubs = facts.foundation | facts.shared
    return {
        pair: _path_of(word, one.native)
        for pair, (one, word) in found.items()
        if not _is_echo(pair, found, kinds, hubs)
    }


def _is_echo(
    pair: Pair, found: dict[Pair, Any], kinds: dict[ResourceId, Any], hubs: frozenset[str]
) -> bool:
    """Whether it is the hub that only lists who uses it: a network its default security group."""
    source, target = pair
    return (target, source) in found and kinds[source] in hubs and kinds[target] not in hubs


def _is_specific(word: str) -> bool:
    return len(word) >= _SHORTEST and bool(_SPECIFIC.search(word))


def _path_of(word: str, native: bytes) -> str:
    """Path of the first attribute that holds the word; '' where it is inside a text."""
    stack: list[tuple[str, Any]] = [("", msgspec.json.decode(native))]
    while stack:
        path, value = stack.pop()
        if isinstance(value, str) and (value == word or f'"{word}"' in value):
            return path
        if isinstance(value, dict):
            below = [(f"{path}.{key}" if path else key, value[key]) for key in value]
            stack += reversed(below)
        elif isinstance(value, list):
            stack += reversed([(f"{path}[{at}]", item) for at, item in enumerate(value)])
    return ""


class _Sentences(NamedTuple):
    code: str
    summary: Text
    detail: Text
    remedy: Text


_DANGLING = _Sentences(
    "reference-dangling",
    Text(
        en="A reference to something that was not read",
        fr="Une référence vers ce qui n'a pas été lu",
    ),
    Text(
        en="{name} refers to {word}, which was not read ({count} references).",
        fr="{name} se réfère à {word}, qui n'a pas été lu ({count} références).",
    ),
    Text(
        en="Give the file that holds it too, if it is yours and is to move.",
        fr="Donnez aussi le fichier qui le contient, s'il est à vous et doit être migré.",
    ),
)
_AMBIGUOUS = _Sentences(
    "reference-ambiguous",
    Text(
        en="A reference that several resources could be meant by",
        fr="Une référence qui peut désigner plusieurs ressources",
    ),
    Text(
        en="{name} refers to {word}, and several resources bear that name ({count} references).",
        fr="{name} se réfère à {word}, nom que portent plusieurs ressources ({count} références).",
    ),
    Text(
        en="Read the estates that use the same names apart from each other.",
        fr="Lisez séparément les parcs qui emploient les mêmes noms.",
    ),
)


def _about(word: str, count: int, first: Resource, sentences: _Sentences) -> Diagnostic:
    return Diagnostic(
        severity="warning" if sentences is _AMBIGUOUS else "info",
        code=sentences.code,
        summary=sentences.summary,
        detail=sentences.detail.filled(name=first.name, word=word, count=count),
        remedy=sentences.remedy,
        source=first.origin.source,
        place=first.origin.place,
        resource=first.id,
    )
