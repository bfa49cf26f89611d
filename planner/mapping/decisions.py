"""What people and the lock decided for each resource."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from planner.graph.select import selector
from planner.model.choice import Choice, Unmapped
from planner.model.policy import Lock, Override, Overrides
from planner.model.resource import Diagnostic, Resource, ResourceId
from planner.model.text import Text


class Decisions:
    """Overrides and pinned sizes, looked up a resource at a time; it remembers which were of use."""

    def __init__(self, overrides: Overrides, lock: Lock) -> None:
        self._overrides = [(one, selector(one)) for one in overrides.overrides]
        self._pinned = {pin.id: pin.size for pin in lock.resources if pin.size}
        self._sizes: dict[ResourceId, str] = {}
        self._used: set[int] = set()

    def override_of(self, resource: Resource) -> Override | None:
        """All overrides that select a resource as one, later ones winning field by field."""
        merged: Override | None = None
        for number, (override, selects) in enumerate(self._overrides):
            if not selects(resource):
                continue
            self._used.add(number)
            if merged is None:
                merged = override
            else:
                given = {
                    name: value
                    for name in override.__struct_fields__
                    if (value := getattr(override, name))
                }
                merged = replace(merged, **given)
        if merged is not None and merged.size:
            self._sizes[resource.id] = merged.size
        return merged

    def size_of(self, resource: ResourceId) -> str:
        """The size that a person, else the lock, decided; '' where nobody did."""
        return self._sizes.get(resource) or self._pinned.get(resource, "")

    def without_effect(
        self, choices: Mapping[ResourceId, Choice | Unmapped]
    ) -> Iterator[Diagnostic]:
        """The overrides that selected nothing, and the sizes that the target does not have.

        To be asked once every resource was looked up and chosen for.
        """
        for number, (override, _) in enumerate(self._overrides):
            if number not in self._used:
                yield _selects_nothing(override, number + 1)
        for id_, size in sorted(self._sizes.items()):
            choice = choices.get(id_)
            if isinstance(choice, Choice) and choice.design.size != size:
                yield _size_unknown(id_, size, choice)


def _selects_nothing(override: Override, number: int) -> Diagnostic:
    return Diagnostic(
        severity="warning",
        code="override-selects-nothing",
        summary=Text(
            en="A correction selects no resource", fr="Une correction ne désigne aucune ressource"
        ),
        detail=Text(
            en="Correction {number} (`select: {select}`) selects nothing that was read.",
            fr="La correction {number} (`select: {select}`) ne désigne rien de ce qui a été lu.",
        ).filled(number=str(number), select=override.select),
        remedy=Text(
            en="`plan explain` shows the id, the names and the tags that it may use.",
            fr="`plan explain` montre l'identifiant, les noms et les étiquettes utilisables.",
        ),
        place=f"overrides[{number - 1}].select",
    )


def _size_unknown(resource: ResourceId, size: str, choice: Choice) -> Diagnostic:
    return Diagnostic(
        severity="warning",
        code="override-size-unknown",
        summary=Text(
            en="A correction names a size that is not to be had",
            fr="Une correction nomme une taille indisponible",
        ),
        detail=Text(
            en="{resource}: {service} has no size {size} in this region; {used} stands in the plan.",
            fr="{resource} : {service} n'a pas de taille {size} dans cette région ; le plan "
            "retient {used}.",
        ).filled(
            resource=resource, size=size, used=choice.design.size or "–", service=choice.service
        ),
        remedy=Text(
            en="Give one of the target's sizes, or leave the size out.",
            fr="Donnez une des tailles de la cible, ou retirez la taille.",
        ),
        resource=resource,
    )
