"""What the estate still needs after the move from outside: found in configuration, kinds and choices."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal, NamedTuple

from planner.catalogue.sizes import target_sizes
from planner.model.choice import Choice, Unmapped
from planner.model.resource import Resource, ResourceId
from planner.model.sovereignty import Residual, Statement
from planner.model.spec import Database, Image, NodePool, ScalingGroup, VirtualMachine
from planner.model.text import Text
from planner.sovereignty.exposure import SHOWN
from planner.sovereignty.hosts import HostTable, bare_images
from planner.sovereignty.residual_facts import ResidualFacts, Thing
from planner.sovereignty.store import Store
from planner.sovereignty.wording import filled, joined

How = Literal["named", "kept", "runs", "brought"]

_SAID: dict[How, Text] = {
    "named": Text(
        en="{what} is named in the configuration ({hosts}); resources: {count}.",
        fr="{what} est nommé dans la configuration ({hosts}) ; ressources : {count}.",
    ),
    "kept": Text(
        en="{what} has no place at the target and is still needed where it is; resources: {count}.",
        fr="{what} n'a pas de place à la cible et reste nécessaire où il est ; ressources : {count}.",
    ),
    "runs": Text(
        en="Machines or databases run on {what}, before the move and after; resources: {count}.",
        fr="Des machines ou des bases s'appuient sur {what}, avant la migration comme après ; "
        "ressources : {count}.",
    ),
    "brought": Text(
        en="{what} is brought by what is built at the target; resources: {count}.",
        fr="{what} est apporté par ce qui est construit à la cible ; ressources : {count}.",
    ),
}
_HUB = "docker.io"


class Hit(NamedTuple):
    """One way in which one resource shows a thing."""

    category: str
    what: str
    how: How
    host: str
    alternative: tuple[str, ...]


@dataclass(slots=True)
class Finder:
    """Asks every resource once; what is alike in kind, type and machine is decided once."""

    facts: ResidualFacts
    choices: Mapping[ResourceId, Choice | Unmapped]
    target: str

    def of(self, resources: Iterable[Resource]) -> Iterator[tuple[Resource, Hit]]:
        """Every hit of every resource that is not retired."""
        table = HostTable(self.facts.hosts)
        asking = _Asking(self.facts, self.target)
        for one in resources:
            choice = self.choices.get(one.id)
            if isinstance(choice, Choice) and choice.method == "retire":
                continue
            built = choice if isinstance(choice, Choice) else None
            for category, thing, how in asking.of(one, built):
                yield one, _hit(self.facts, category, thing, how)
            for host, (category, thing) in table.find(one.native):
                if not asking.is_itself(thing, one.native_type):
                    yield one, _hit(self.facts, category, thing, "named", host)


def _hit(facts: ResidualFacts, category: str, thing: Thing, how: How, host: str = "") -> Hit:
    known = thing.alternative
    if known is None:
        known = facts.categories[category].alternative
    return Hit(category, thing.what, how, host, known)


_Found = tuple[str, Thing, How]


class _Asking:
    """What a resource is, runs on or is built with; remembers alike ones."""

    def __init__(self, facts: ResidualFacts, target: str) -> None:
        self._facts = facts
        self._target = target
        self._things = [
            (name, thing) for name, one in facts.categories.items() for thing in one.things
        ]
        self._kept_kinds = {
            kind: name for name, one in facts.categories.items() for kind in one.kinds
        }
        self._by_type: dict[tuple[str, str | None], tuple[_Found, ...]] = {}
        self._by_machine: dict[tuple[str, str, str, bool, str | None], tuple[_Found, ...]] = {}
        self._itself: dict[tuple[str, str], bool] = {}
        self._brought = {
            (key.partition("/")[2], value): (name, thing)
            for name, thing in self._things
            for key, value in thing.brought.items()
            if key.partition("/")[0] == target
        }
        self._images = next(((name, one) for name, one in self._things if one.images), None)
        self._gpus = {
            listed.offer.name
            for catalogue in ("vm", "node", "windows")
            for listed in target_sizes(target, catalogue)
            if listed.offer.gpus
        }

    def of(self, one: Resource, choice: Choice | None) -> Iterator[_Found]:
        if choice is None:
            yield from self._kept(one)
        yield from self._runs(one, choice)
        if choice is not None:
            for (stem, value), (name, thing) in self._brought.items():
                if choice.mapping == stem and choice.design.values.get(value):
                    yield name, thing, "brought"
        if self._images and _may_hold_images(one) and bare_images(one.native):
            yield (*self._images, "named")

    def is_itself(self, thing: Thing, native_type: str) -> bool:
        """Whether resources of the type are the thing, so that their own addresses end with them."""
        key = (thing.what, native_type)
        if key not in self._itself:
            self._itself[key] = _any(native_type, thing.types)
        return self._itself[key]

    def _kept(self, one: Resource) -> tuple[_Found, ...]:
        key = (one.native_type, one.kind)
        if key not in self._by_type:
            found: list[_Found] = [
                (name, thing, "kept")
                for name, thing in self._things
                if self.is_itself(thing, one.native_type)
            ]
            category = self._kept_kinds.get(one.kind or "")
            if not found and category:
                found = [(category, Thing(what=one.native_type), "kept")]
            self._by_type[key] = tuple(found)
        return self._by_type[key]

    def _runs(self, one: Resource, choice: Choice | None) -> tuple[_Found, ...]:
        system, software, gpus = _software(one)
        if choice is not None and any(loss.property == "os" for loss in choice.losses):
            system = ""  # it is another one at the target
        engine = one.spec.engine if isinstance(one.spec, Database) else ""
        gpus = gpus or (choice is not None and choice.design.size in self._gpus)
        key = (system, software, engine, gpus, one.kind)
        if key not in self._by_machine:
            self._by_machine[key] = tuple(
                (name, thing, "runs")
                for name, thing in self._things
                if (one.kind in thing.kinds) or _any(system, thing.os)
                or _any(software, thing.software) or _any(engine, thing.engines)
                or (thing.gpus and gpus)
            )  # fmt: skip
        return self._by_machine[key]


def _any(word: str, patterns: tuple[str, ...]) -> bool:
    return bool(word) and any(fnmatchcase(word.lower(), pattern) for pattern in patterns)


def _software(one: Resource) -> tuple[str, str, bool]:
    """(system, licensed software, whether it has GPUs) of what is a machine or holds one."""
    spec = one.spec
    if isinstance(spec, ScalingGroup | NodePool):
        spec = spec.machine
    if isinstance(spec, VirtualMachine):
        return spec.os, spec.software, bool(spec.gpus) or one.kind == "compute.gpu"
    if isinstance(spec, Image):
        return spec.os, spec.software, False
    return "", "", one.kind == "compute.gpu"


def _may_hold_images(one: Resource) -> bool:
    return (one.kind or "").startswith(("container.", "k8s.", "app."))


def residuals(
    hits: Iterable[tuple[Resource, Hit]],
    facts: ResidualFacts,
    home: Mapping[ResourceId, str],
    store: Store,
) -> tuple[Residual, ...]:
    """One residual dependency a thing, sorted by category and name."""
    found: dict[tuple[str, str], list[tuple[ResourceId, Hit]]] = {}
    for one, hit in hits:
        found.setdefault((hit.category, hit.what), []).append((one.id, hit))
    order = {name: at for at, name in enumerate(facts.categories)}
    return tuple(
        _residual(category, what, each, home, store)
        for (category, what), each in sorted(
            found.items(), key=lambda pair: (order[pair[0][0]], pair[0][1])
        )
    )


def _residual(
    category: str,
    what: str,
    hits: list[tuple[ResourceId, Hit]],
    home: Mapping[ResourceId, str],
    store: Store,
) -> Residual:
    ids = tuple(sorted({id_ for id_, _ in hits}))
    ways: dict[How, set[ResourceId]] = {}
    hosts = sorted({hit.host or _HUB for _, hit in hits if hit.how == "named"})
    for id_, hit in hits:
        ways.setdefault(hit.how, set()).add(id_)
    told = [
        filled(_SAID[how], what=what, count=str(len(ways[how])), hosts=", ".join(hosts))
        for how in _SAID
        if how in ways
    ]
    return Residual(
        category=category,
        what=what,
        statement=Statement(joined(*told), (), ids[:SHOWN]),
        resources=ids,
        applications=tuple(sorted({home[id_] for id_ in ids if id_ in home})),
        alternative=_alternative(hits[0][1].alternative, store),
    )


def _alternative(ids: tuple[str, ...], store: Store) -> Statement | None:
    entries = [entry for id_ in ids if (entry := store.by_id(id_)) is not None]
    if not entries:
        return None
    text = joined(*(entry.claim for entry in entries))
    return Statement(text, tuple(sorted(entry.id for entry in entries)))
