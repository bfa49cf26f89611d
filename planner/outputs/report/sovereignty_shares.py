"""Shares of applications and of data, by exposure and by qualification, as figures and as words."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.model.sovereignty import Slice
from planner.model.text import Language, Text
from planner.outputs.report.page import sentence
from planner.outputs.report.sovereignty_words import PARTS, QUALIFIED, SIDES
from planner.outputs.report.typography import number, percent, typeset, volume

By = Literal["exposure", "qualification"]
Measure = Literal["applications", "resources", "data"]
SideName = Literal["before", "after"]

BYS: tuple[By, ...] = ("exposure", "qualification")
MEASURES: tuple[Measure, ...] = ("applications", "resources", "data")
BOTH: tuple[SideName, ...] = ("before", "after")

FOREIGN = ("E0", "E?", "E1", "E2")
"""Slices whose owner or place is outside the EU, or not known to be inside."""


class Draft(Struct, frozen=True):
    """What every part of the drawing needs to know."""

    slices: tuple[Slice, ...]
    language: Language
    unknown_stores: int
    best: tuple[list[str], list[str]] = ([], [])
    """Exposure class of each application before and after, if every unknown turned out well."""

    def t(self, en: str, fr: str, **values: object) -> str:
        """A sentence in the language of the picture."""
        return sentence(self.language, en, fr, **values)

    def of(self, text: Text) -> str:
        """A word in the language of the picture."""
        return typeset(text.of(self.language), self.language)

    def amounts(self, by: By, measure: Measure, side: SideName) -> dict[str, Decimal]:
        """Name of a slice -> its amount, worst first; empty parts left out."""
        order = PARTS if by == "exposure" else QUALIFIED
        found = {
            one.name: one.amount for one in self.slices
            if (one.by, one.measure, one.side) == (by, measure, side)
        }  # fmt: skip
        return {name: found[name] for name in order if found.get(name)}

    def name(self, name: str) -> str:
        """A slice as people call it, its code before it."""
        if name in PARTS:
            return f"{name} {self.of(PARTS[name])}"
        return self.of(QUALIFIED[name])


def share_of(
    draft: Draft, what: tuple[By, Measure], names: tuple[str, ...]
) -> list[Decimal | None]:
    """Before and after: the share that those names have; None where nothing is known."""
    by, measure = what
    shares: list[Decimal | None] = []
    for side in BOTH:
        found = draft.amounts(by, measure, side)
        if by == "qualification":
            found.pop("not-needed", None)
        total = sum(found.values(), Decimal(0))
        own = sum((found.get(name, Decimal(0)) for name in names), Decimal(0))
        shares.append(own / total if total else None)
    return shares


def figure(draft: Draft, by: By, measure: Measure) -> str:
    """`100% → 47%`: the share outside the EU by owner or place, or the share qualified where asked."""
    names = FOREIGN if by == "exposure" else ("qualified",)
    worst = share_of(draft, (by, measure), names)
    best = worst
    if (by, measure) == ("exposure", "applications"):
        best = [_foreign(one) for one in draft.best]
    before, after = (
        _range(low, high, draft.language) for low, high in zip(best, worst, strict=True)
    )
    return f"{before} → {after}"


def _foreign(grades: list[str]) -> Decimal | None:
    """Share of those classes that are outside the EU by owner or place."""
    return Decimal(sum(one in FOREIGN for one in grades)) / len(grades) if grades else None


def _range(low: Decimal | None, high: Decimal | None, language: Language) -> str:
    """A share, or both ends of it where unknown facts leave it open."""
    if low is None or high is None or low >= high:
        return "–" if high is None else percent(high, language)
    return f"{percent(low, language)}–{percent(high, language)}"


def in_words(draft: Draft) -> str:
    """All figures as one text, for who does not see the drawing."""
    return " ".join(
        _side_in_words(draft, found, measure, side)
        for by in BYS
        for measure in MEASURES
        for side in BOTH
        if (found := draft.amounts(by, measure, side))
    )


def _side_in_words(
    draft: Draft, found: dict[str, Decimal], measure: Measure, side: SideName
) -> str:
    unit = volume if measure == "data" else number
    listed = ", ".join(
        f"{draft.name(name)} {unit(amount, draft.language)}" for name, amount in found.items()
    )
    what = {
        "applications": draft.t("applications", "applications"),
        "resources": draft.t("resources with data", "ressources avec données"),
        "data": draft.t("data", "données"),
    }[measure]
    return f"{draft.of(SIDES[side])}, {what}: {listed}."
