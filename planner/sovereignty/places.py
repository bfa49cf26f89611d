"""Where the data of every resource lie before the move and after it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from planner.model.choice import Blocks, Choice, Data, Expression, Ref, Unmapped, Value
from planner.model.evidence import KeyCustody
from planner.model.resource import Dependency, Resource, ResourceId
from planner.model.sovereignty import Place
from planner.sovereignty.bar import Bar
from planner.sovereignty.ruler import source_place

KEY = "sec.kms"


@dataclass(frozen=True, slots=True)
class Lies:
    """One resource that handles data, with its two places."""

    resource: Resource
    before: Place
    after: Place | None
    """None where it is retired."""
    moves: bool
    """Whether it is built at the target."""


class Places:
    """Places of resources, each written once."""

    def __init__(
        self,
        bar: Bar,
        resources: Mapping[ResourceId, Resource],
        dependencies: Iterable[Dependency],
    ) -> None:
        self._bar = bar
        self._keys = {id_ for id_, one in resources.items() if one.kind == KEY}
        self._locked = {
            edge.source
            for edge in dependencies
            if edge.relation == "encrypted-with" and edge.target in self._keys
        }
        self._bare: dict[tuple[Place, KeyCustody | None], Place] = {}

    def of(
        self, resources: Iterable[Resource], choices: Mapping[ResourceId, Choice | Unmapped]
    ) -> Iterator[Lies]:
        """Both places of each resource."""
        for one in resources:
            before = self.before(one)
            choice = choices.get(one.id)
            if not isinstance(choice, Choice):
                yield Lies(one, before, before, moves=False)
            elif choice.method == "retire":
                yield Lies(one, before, None, moves=False)
            else:
                yield Lies(one, before, self.after(one, choice), moves=True)

    def before(self, one: Resource) -> Place:
        """Where it is today, with its keys as configured."""
        place = source_place(one)
        keys: KeyCustody | None = None
        if one.id in self._locked or place.keys == "service":
            keys = "service"
        elif getattr(one.spec, "encrypted", None) or place.keys:
            keys = "provider"
        return self._stripped(place, keys)

    def after(self, one: Resource, choice: Choice) -> Place:
        """Where it lands, with its keys as designed: yours where the design refers to one."""
        place = self._bar.place(one, self._bar.catalogue.by_stem[choice.mapping], choice.region)
        yours = one.id in self._locked and self._uses_key(choice)
        return self._stripped(place, "service" if yours else "provider")

    def _uses_key(self, choice: Choice) -> bool:
        return any(one in self._keys for one in referred(choice.design.values))

    def _stripped(self, place: Place, keys: KeyCustody | None) -> Place:
        """Without what says nothing of who reaches it."""
        found = self._bare.get((place, keys))
        if found is None:
            found = replace(place, keys=keys, zones=None, retention_days=None)
            self._bare[place, keys] = found
        return found


def referred(value: Value) -> Iterator[ResourceId]:
    """Every resource that a value of a design refers to."""
    stack: list[Value] = [value]
    for one in stack:  # grows while it is walked
        if isinstance(one, Ref):
            yield one.resource
        elif isinstance(one, _HOLDERS):
            stack += _within(one)


_HOLDERS = (dict, tuple, Blocks, Data, Expression)


def _within(value: Value) -> Iterable[Value]:
    if isinstance(value, dict):
        return value.values()
    if isinstance(value, tuple):
        return value
    if isinstance(value, Blocks):
        return value.items
    if isinstance(value, Data | Expression):
        return [one for _, one in value.values]
    return ()
