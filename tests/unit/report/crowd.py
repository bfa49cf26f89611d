"""An estate of many applications in which everything is long and plenty: what paper must still hold."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from msgspec.structs import replace

from planner.model.choice import Choice, Loss, Unmapped
from planner.model.evidence import Evidence
from planner.model.plan import MigrationPlan
from planner.model.resource import ResourceId
from planner.model.sovereignty import (
    Alternative,
    ApplicationAssessment,
    Asked,
    Assessments,
    ClassOf,
    Continuity,
    Duty,
    Finding,
    LandingOption,
    Refused,
    Residual,
    Slice,
    Statement,
)
from planner.model.text import Language, Text
from planner.outputs.report.sovereignty_shares import BOTH, MEASURES, By
from tests.unit.report.assessed import entry, exposure
from tests.unit.report.made import application, chosen, made, resource

LONG = (
    "a sentence of many words that goes on for as long as the authority that wrote it could bear "
)
GRADES = ("E0", "E1", "E2", "E3", "E4", "E5", "E6")
NAMES = ("qualified", "in-process", "to-be-verified", "not-needed")


def crowd(count: int = 60, language: Language = "en") -> MigrationPlan:
    """So many applications of two resources each; every second one is refused in part."""
    numbers = range(count)
    ids = [f"arn:aws:thing:eu-west-3:123456789012:{n:03}/{part}" for n in numbers for part in "ab"]
    choices: dict[ResourceId, Choice | Unmapped] = {
        ResourceId(one): chosen(one, "compute.vm", "fr-par-1", _loss(number))
        for number, one in enumerate(ids)
    }
    plan = made(language)
    return replace(
        plan,
        inventory=replace(plan.inventory, resources=tuple(resource(one, one) for one in ids)),
        choices=choices,
        applications=tuple(
            application(f"app-{n:03}", f"An application with a long name, number {n:03}",
                        *ids[2 * n : 2 * n + 2])
            for n in numbers
        ),
        dependencies=(), placements=(), waves=(), cycles=(),
        header=replace(plan.header, inputs=tuple((f"estate-{n}.tfstate", "ab" * 32)
                                                 for n in numbers)),
        assessments=_assessments(count, ids),
    )  # fmt: skip


def _loss(number: int) -> Loss:
    return Loss(
        f"loss-{number}", "blocking" if number % 2 else "major", _text(number), _text(number)
    )


def _text(number: int) -> Text:
    return Text(en=f"{number}: {LONG * 4}", fr=f"{number} : {LONG * 4}")


def _statement(number: int, *resources: ResourceId) -> Statement:
    return Statement(_text(number), (f"fact-{number % 40:02}",), resources)


def _evidence() -> tuple[Evidence, ...]:
    return tuple(
        entry(f"fact-{n:02}", "statement", LONG * 4, LONG * 4, url=f"https://example.org/{'x' * 300}",
              quote=LONG[:200])
        for n in range(40)
    )  # fmt: skip


def _assessments(count: int, ids: list[str]) -> Assessments:
    every = [ResourceId(one) for one in ids]
    duties = tuple(
        Duty(id=f"duty-{n:02}", title=_text(n), clause=f"fact-{n:02}", rule="qualified")
        for n in range(12)
    )
    classes = tuple(ClassOf(name=f"class-{n}", origin="told", by="tag") for n in range(5))
    return Assessments(
        applications=tuple(_application(n, every[2 * n : 2 * n + 2]) for n in range(count)),
        classes={one: (*classes, ClassOf(name="unknown", origin="assumed", by="policy"))
                 for one in every},
        refused={every[2 * n + 1]: _refused(n, every[2 * n + 1]) for n in range(0, count, 2)},
        findings={one: tuple(_finding(n, one) for n in range(12)) for one in every[::2]},
        duties=duties,
        class_titles={f"class-{n}": Text(en=f"A class with a long title {n}",
                                         fr=f"Une classe au long titre {n}") for n in range(5)},
        residuals=tuple(
            Residual(category="saas", what=f"{n}.a-host-with-a-long-name.example.com",
                     statement=_statement(n, *every), resources=tuple(every),
                     applications=tuple(f"app-{m:03}" for m in range(count)),
                     alternative=_statement(n + 1))
            for n in range(count)
        ),
        slices=(*_slices("exposure", GRADES), *_slices("qualification", NAMES)),
        options=tuple(
            LandingOption(application=f"app-{n:03}", provider="ovh", region=f"R{m}", landing="lands")
            for n in range(count) for m in range(8)
        ),
        region_because=tuple(_statement(n) for n in range(6)),
        evidence=_evidence(),
        stale=("fact-01",),
    )  # fmt: skip


def _slices(by: By, names: tuple[str, ...]) -> Iterator[Slice]:
    for side, measure, name in product(BOTH, MEASURES, names):
        yield Slice(side=side, measure=measure, by=by, name=name, amount=Decimal(1))


def _finding(number: int, one: ResourceId) -> Finding:
    return Finding(duty=f"duty-{number:02}", state="met", because=_statement(number, one))


def _refused(number: int, one: ResourceId) -> Refused:
    return Refused(
        resource=one, provider="scaleway", region="fr-par", service=_text(number),
        findings=tuple(
            Finding(duty=f"duty-{n:02}", state="to-be-verified", because=_statement(n))
            for n in range(6)
        ),
        classes=(),
        alternatives=tuple(
            Alternative(way="target", provider="outscale", region=f"R{n}", service=_text(n),
                        because=_statement(n))
            for n in range(4)
        ),
    )  # fmt: skip


def _application(number: int, own: list[ResourceId]) -> ApplicationAssessment:
    return ApplicationAssessment(
        application=f"app-{number:03}",
        classes=tuple(f"class-{n}" for n in range(5)),
        duties=tuple(f"duty-{n:02}" for n in range(12)),
        landing="lands" if number % 2 else "in-part",
        region="fr-par",
        refused=() if number % 2 else tuple(own[1:]),
        open_duties=tuple(
            Finding(duty=f"duty-{n:02}", state="open", because=_statement(n, *own))
            for n in range(12)
        ),
        before=(exposure("aws", f"eu-{number}", "compute.vm", "E1", "E2"),),
        after=(exposure("scaleway", f"fr-{number}", "compute.vm", "E4", "E6"),),
        not_improved=tuple(_statement(n) for n in range(20)),
        continuity_before=Continuity(zones=3, replicas=1, backup_days=30),
        continuity_after=Continuity(zones=1, replicas=0, backup_days=None),
        asked=Asked(rto_minutes=30, rpo_minutes=15),
        continuity_losses=tuple(_statement(n, *own) for n in range(20)),
        stored_gib=Decimal(10),
        unknown_stores=1,
    )  # fmt: skip
