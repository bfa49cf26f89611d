"""Applications with their classes and duties, where they may land and land, and what is refused."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from planner.model.choice import Unmapped
from planner.model.plan import MigrationPlan
from planner.model.resource import ResourceId
from planner.model.sovereignty import (
    ApplicationAssessment,
    Assessments,
    Duty,
    Exposure,
    LandingOption,
    Refused,
    Statement,
)
from planner.model.text import Text, same
from planner.outputs.report.sovereignty_basis import merged

MOST_ROWS = 120
MOST_REFUSED = 80
MOST_NAMES = 60
MOST_HELD = 4
MOST_PLACES = 3


class Carried(Struct, frozen=True):
    """One data class of an application: how many resources carry it, and how that is known."""

    name: str
    title: Text
    origins: list[tuple[str, int, str]]
    """(origin, resources, by what for the first of them)."""


class Landing(Struct, frozen=True, kw_only=True):
    """One application: what its data ask, where it may land, where it lands."""

    label: str
    assessment: ApplicationAssessment
    classes: list[Carried]
    duties: list[Duty]
    """Those that evidence decides."""
    for_people: list[Duty]
    """Those that nothing the tool sees decides."""
    resources: tuple[ResourceId, ...]
    """Those that handle data."""
    may: list[LandingOption]
    more_places: int
    in_part: int
    nowhere: int
    unmapped: tuple[ResourceId, ...]
    """Those that no duty refuses and that have no equivalent here all the same."""
    stays: tuple[ResourceId, ...]
    """Those that stay by decision."""
    held: list[Statement]
    """Findings that let it land, the most frequent first."""
    more_held: int
    before: Exposure | None
    """The worst of today."""
    after: Exposure | None


class RefusedGroup(Struct, kw_only=True):
    """Options refused alike."""

    first: Refused
    count: int = 0
    differing: bool = False
    """Whether another of them says another reason."""
    resources: list[ResourceId] = field(default_factory=list)
    applications: dict[str, None] = field(default_factory=dict)


class Shown(Struct, frozen=True):
    """A duty that people must show, with where it is open."""

    duty: Duty
    because: Statement
    clause: Text | None
    """What the clause says, where the store holds it."""
    applications: list[str]


def known_duties(assessments: Assessments) -> dict[str, Duty]:
    """Id -> duty."""
    return {one.id: one for one in assessments.duties}


def duty_of(known: Mapping[str, Duty], id_: str) -> Duty:
    """The duty of that id; a stand-in that bears its id where it is not listed."""
    return known.get(id_) or Duty(id=id_, title=same(id_), clause="", rule="shown")


class Named(Struct, frozen=True):
    """An assessed application as people call it."""

    label: str
    assessment: ApplicationAssessment


_ORDER = {"refused": 0, "in-part": 1, "lands": 2, "no-data": 3}


def ordered(assessments: Assessments, labels: Mapping[str, str]) -> list[Named]:
    """Every assessed application: what has no place first, then by name."""
    named = [Named(labels.get(one.application, one.application), one)
             for one in assessments.applications]  # fmt: skip
    return sorted(named, key=lambda one: (_ORDER[one.assessment.landing], one.label,
                                          one.assessment.application))  # fmt: skip


def members_of(
    assessments: Assessments, home: Mapping[ResourceId, str]
) -> dict[str, tuple[ResourceId, ...]]:
    """Application -> its resources that handle data."""
    members: dict[str, list[ResourceId]] = {}
    for id_ in assessments.classes:
        members.setdefault(home.get(id_, ""), []).append(id_)
    return {name: tuple(own) for name, own in members.items()}


def landings(
    plan: MigrationPlan, members: Mapping[str, tuple[ResourceId, ...]], shown: Iterable[Named]
) -> list[Landing]:
    """What is said of each of those applications, in their order."""
    known = known_duties(plan.assessments)
    options: dict[str, list[LandingOption]] = {}
    for option in plan.assessments.options:
        options.setdefault(option.application, []).append(option)
    return [
        _landing(plan, one, members.get(one.assessment.application, ()), known,
                 options.get(one.assessment.application, []))
        for one in shown
    ]  # fmt: skip


def _landing(
    plan: MigrationPlan, named: Named, own: tuple[ResourceId, ...], known: Mapping[str, Duty],
    places: list[LandingOption],
) -> Landing:  # fmt: skip
    one = named.assessment
    duties = [duty_of(known, id_) for id_ in one.duties]
    held = _held(plan.assessments, own)
    may = [option for option in places if option.landing == "lands"]
    return Landing(
        label=named.label, assessment=one, resources=own,
        classes=_carried(plan.assessments, own, one.classes),
        duties=[duty for duty in duties if duty.rule != "shown"],
        for_people=[duty for duty in duties if duty.rule == "shown"],
        unmapped=_without(plan, own, stays=False), stays=_without(plan, own, stays=True),
        may=may[:MOST_PLACES], more_places=max(0, len(may) - MOST_PLACES),
        in_part=sum(option.landing == "in-part" for option in places),
        nowhere=sum(option.landing == "refused" for option in places),
        held=held[:MOST_HELD], more_held=max(0, len(held) - MOST_HELD),
        before=one.before[0] if one.before else None,
        after=one.after[0] if one.after else None,
    )  # fmt: skip


def _without(
    plan: MigrationPlan, members: Iterable[ResourceId], *, stays: bool
) -> tuple[ResourceId, ...]:
    """Members without equivalent for another reason than a duty."""
    found = ((id_, plan.choices.get(id_)) for id_ in members)
    return tuple(
        id_ for id_, choice in found
        if isinstance(choice, Unmapped) and choice.reason != "refused"
        and (choice.reason == "stays") == stays
    )  # fmt: skip


def _held(assessments: Assessments, members: Iterable[ResourceId]) -> list[Statement]:
    counts: dict[Text, int] = {}
    found = []
    for id_ in members:
        for finding in assessments.findings.get(id_, ()):
            if finding.state == "met":
                text = finding.because.text
                counts[text] = counts.get(text, 0) + 1
                found.append(finding.because)
    return sorted(merged(found), key=lambda one: (-counts[one.text], one.text))


def _carried(
    assessments: Assessments, members: Iterable[ResourceId], names: tuple[str, ...]
) -> list[Carried]:
    """In the order of the application's classes, any other after them."""
    found: dict[str, dict[str, list[str]]] = {name: {} for name in names}
    for id_ in members:
        for one in assessments.classes[id_]:
            found.setdefault(one.name, {}).setdefault(one.origin, []).append(one.by)
    return [
        Carried(
            name,
            assessments.class_titles.get(name, same(name)),
            [(origin, len(by[origin]), min(by[origin]))
             for origin in ("told", "inherited", "assumed") if origin in by],
        )
        for name, by in found.items()
    ]  # fmt: skip


Key = tuple[Text, str, str, tuple[str, ...], tuple[tuple[str, str, str], ...]]


def refused_groups(
    assessments: Assessments, home: Mapping[ResourceId, str]
) -> tuple[list[RefusedGroup], int]:
    """Refused options alike in service, place, duties and ways out, the most numerous first."""
    groups: dict[Key, RefusedGroup] = {}
    for id_, one in assessments.refused.items():
        duties = tuple(finding.duty for finding in one.findings)
        ways = tuple((way.way, way.provider, way.region) for way in one.alternatives)
        key = (one.service, one.provider, one.region, duties, ways)
        group = groups.get(key)
        if group is None:
            group = groups[key] = RefusedGroup(first=one)
        group.count += 1
        group.differing = group.differing or one.findings != group.first.findings
        if len(group.resources) < MOST_NAMES:
            group.resources.append(id_)
        group.applications[home.get(id_, "")] = None
    ranked = sorted(groups.values(), key=lambda one: (-one.count, one.first.service,
                                                      one.resources))  # fmt: skip
    return ranked[:MOST_REFUSED], sum(one.count for one in ranked[MOST_REFUSED:])


def open_duties(assessments: Assessments, labels: Mapping[str, str]) -> list[Shown]:
    """What no configuration shows, once for all applications that owe it."""
    known = known_duties(assessments)
    found: dict[tuple[str, Text], tuple[list[Statement], list[str]]] = {}
    for application in assessments.applications:
        for finding in application.open_duties:
            key = (finding.duty, finding.because.text)
            statements, names = found.setdefault(key, ([], []))
            statements.append(finding.because)
            names.append(labels.get(application.application, application.application))
    claims = {one.id: one.claim for one in assessments.evidence}
    return [
        Shown(duty_of(known, duty), merged(statements)[0],
              claims.get(duty_of(known, duty).clause), sorted(names))
        for (duty, _), (statements, names) in sorted(found.items())
    ]  # fmt: skip
