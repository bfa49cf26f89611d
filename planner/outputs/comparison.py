"""Several targets side by side, on the lines that all of them price; the rest stands apart."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec
from msgspec import Struct

from planner.model.choice import Choice, Qualification
from planner.model.money import Total
from planner.model.plan import MigrationPlan, OutputFile
from planner.model.text import Text
from planner.outputs.mix import MOST_ROWS, Mix, mix_of
from planner.pricing import comparable_across

FITS = ("exact", "close", "partial", "self-hosted")
LANDINGS = ("lands", "in-part", "refused")
WEIGHTS = ("blocking", "major", "minor")

_CENT = Decimal("0.01")


class QualificationCount(Struct, frozen=True):
    """One qualification and how many resources it covers."""

    scheme: str
    milestone: Text
    date: str
    source: str
    resources: int


class TargetColumn(Struct, frozen=True, kw_only=True):
    """What is said of one target."""

    target: str
    title: str
    place: str
    region: str
    grade: str
    resources: int
    mapped: int
    unmapped: int
    refused: int
    """Of those: by a duty of their data."""
    fits: dict[str, int]
    losses: dict[str, int]
    waves: int
    minutes_likely: float
    compared: Total
    """What the resources priced everywhere cost there, EUR a month."""
    apart: Total
    """What the others cost there, with those that have no price."""
    then: Total
    once: Total
    qualifications: tuple[QualificationCount, ...]
    """Scheme `""` counts what is to be verified."""
    report: str
    decision: str
    workbook: str


class Comparison(Struct, frozen=True, kw_only=True):
    """`comparison.json`: every target on the same resources."""

    as_of: str
    price_book_date: str
    resources: int
    compared_resources: int
    compared_share_of_spend: Decimal | None
    """Of today's priced spend, 0 to 1."""
    now: Total
    """Today, on the compared resources."""
    apart_now: Total
    """Today, on the others."""
    targets: tuple[TargetColumn, ...]
    mix: Mix = Mix()
    """Which application can go where, by the duties of its data."""


def compare(plans: Mapping[str, MigrationPlan]) -> Iterator[OutputFile]:
    """`index.html`, `comparison.json`, `comparison.csv` of the comparison folder."""
    if not plans:
        return
    from planner.outputs.report import sovereignty_words  # noqa: PLC0415 - jinja, only on writing
    from planner.outputs.report.page import render  # noqa: PLC0415

    compared = comparison(plans)
    language = next(iter(plans.values())).header.language
    contents = {"it": compared, "sovereign": sovereignty_words, "most_rows": MOST_ROWS}
    page = render("comparison/index.html.j2", language, contents)
    yield OutputFile("index.html", page)
    written = msgspec.json.encode(compared, order="sorted")
    yield OutputFile("comparison.json", msgspec.json.format(written, indent=2) + b"\n")
    yield OutputFile("comparison.csv", _csv(compared))


def comparison(plans: Mapping[str, MigrationPlan]) -> Comparison:
    """The targets in order of name, on the one set of resources that is priced at all of them."""
    every = [plans[name] for name in sorted(plans)]
    across = comparable_across(every)
    header = every[0].header
    return Comparison(
        as_of=header.as_of,
        price_book_date=header.price_book_date,
        resources=len(every[0].inventory.resources),
        compared_resources=len(across.resources),
        compared_share_of_spend=across.share_of_spend,
        now=across.now,
        apart_now=across.apart_now,
        targets=tuple(
            _column(plan, across.then[plan.header.target], across.apart[plan.header.target])
            for plan in every
        ),
        mix=mix_of(every),
    )


def _column(plan: MigrationPlan, compared: Total, apart: Total) -> TargetColumn:
    from planner.outputs.report.contents import where  # noqa: PLC0415 - with jinja behind it

    title, place, _ = where(plan)
    counts = plan.verdict.counts
    name = plan.header.target
    return TargetColumn(
        target=name,
        title=title,
        place=place,
        region=plan.header.region,
        grade=plan.verdict.grade,
        resources=len(plan.inventory.resources),
        mapped=counts.get("mapped", 0),
        unmapped=counts.get("unmapped", 0),
        refused=counts.get("refused", 0),
        fits={fit: counts.get(fit, 0) for fit in FITS},
        losses={weight: counts.get(f"losses-{weight}", 0) for weight in WEIGHTS},
        waves=len(plan.waves),
        minutes_likely=sum(wave.minutes_likely for wave in plan.waves),
        compared=compared,
        apart=apart,
        then=plan.costs.then,
        once=plan.costs.once,
        qualifications=_qualifications(plan),
        report=f"../{name}/report/index.html",
        decision=f"../{name}/report/decision.html",
        workbook=f"../{name}/costs/costs.xlsx",
    )


def _qualifications(plan: MigrationPlan) -> tuple[QualificationCount, ...]:
    found: Counter[Qualification] = Counter(
        choice.qualification for choice in plan.choices.values() if isinstance(choice, Choice)
    )
    ranked = sorted(found.items(), key=lambda one: (not one[0].scheme, -one[1], one[0]))
    return tuple(
        QualificationCount(one.scheme, one.milestone, one.date, one.source, count)
        for one, count in ranked
    )


def _csv(compared: Comparison) -> bytes:
    """A row a measure, a column a target; names of columns are for programs and stay English."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["measure", "today", *(one.target for one in compared.targets)])
    writer.writerows(_rows(compared))
    return out.getvalue().encode()


def _rows(compared: Comparison) -> Iterator[Sequence[object]]:
    targets = compared.targets
    yield ("region", "", *(one.region for one in targets))
    yield ("grade", "", *(one.grade for one in targets))
    yield ("compared_resources", compared.compared_resources,
           *(compared.compared_resources for _ in targets))  # fmt: skip
    for bound in ("low", "likely", "high"):
        yield (f"compared_eur_month_{bound}", _cents(compared.now, bound),
               *(_cents(one.compared, bound) for one in targets))  # fmt: skip
    yield ("apart_eur_month_likely", _cents(compared.apart_now, "likely"),
           *(_cents(one.apart, "likely") for one in targets))  # fmt: skip
    yield ("apart_unpriced_lines", compared.apart_now.unpriced,
           *(one.apart.unpriced for one in targets))  # fmt: skip
    yield ("once_eur_likely", "", *(_cents(one.once, "likely") for one in targets))
    yield ("once_unpriced_lines", "", *(one.once.unpriced for one in targets))
    yield ("mapped", "", *(one.mapped for one in targets))
    yield ("unmapped", "", *(one.unmapped for one in targets))
    yield ("refused", "", *(one.refused for one in targets))
    for fit in FITS:
        yield (f"fit_{fit}", "", *(one.fits[fit] for one in targets))
    for weight in WEIGHTS:
        yield (f"losses_{weight}", "", *(one.losses[weight] for one in targets))
    for landing in LANDINGS:
        counts = (_landed(compared.mix, one.target, landing) for one in targets)
        yield (f"applications_{landing}", "", *counts)
    yield ("waves", "", *(one.waves for one in targets))
    yield ("minutes_likely", "", *(round(one.minutes_likely) for one in targets))


def _landed(mix: Mix, target: str, landing: str) -> int:
    return sum(row.at[target].landing == landing for row in mix.rows)


def _cents(total: Total, bound: str) -> str:
    """The amount to the cent; empty where no line has a price, for unknown is not zero."""
    if not total.lines and total.unpriced:
        return ""
    amount: Decimal = getattr(total, bound)
    return str(amount.quantize(_CENT))
