"""The rows of the applications table and what stands behind each of them."""

from decimal import Decimal

from msgspec import Struct

from planner.model.choice import Qualification, Weight
from planner.model.money import Total
from planner.model.plan import FOUNDATION, Application, Placement
from planner.outputs.report.survey import Service, Share, Survey

MOST_ROWS = 200
"""Applications shown one by one: the largest; the tables hold all of them."""

MOST_DETAILS = 60
MOST_SERVICES = 40


class Qualified(Struct, frozen=True):
    """One qualification, how many services of the application it covers, and its note."""

    qualification: Qualification
    note: int
    """Number of the note under the table; 0 for "to be verified"."""
    count: int


class ApplicationRow(Struct, frozen=True, kw_only=True):
    """One application."""

    anchor: str
    application: Application | None
    """None for what is in no application."""
    label: str
    shared: bool
    wave: int | None
    placement: Placement | None
    share: Share
    services: list[Service]
    headline: list[tuple[str, int]]
    """The services that stand for it in the table, with their counts."""
    qualified: list[Qualified]
    methods: list[tuple[str, int]]
    losses: list[tuple[Weight, int]]
    costs: tuple[Total, Total, Total] | None
    detailed: bool


class Applications(Struct, frozen=True, kw_only=True):
    """The rows shown, what is left out, and the notes on qualifications."""

    rows: list[ApplicationRow]
    more: int
    more_resources: int
    qualifications: list[Qualification]
    total: int


def application_rows(survey: Survey) -> Applications:
    """The largest applications in order of wave, then of name; the foundation first."""
    shares = sorted(survey.shares.items(), key=lambda one: (-_spend(survey, one[0]),
                                                            -one[1].resources, one[0]))  # fmt: skip
    shares.sort(key=lambda one: one[0] != FOUNDATION)
    shown, rest = shares[:MOST_ROWS], shares[MOST_ROWS:]
    qualified = sorted(
        (one for one in survey.qualifications if one.scheme),
        key=lambda one: (-survey.qualifications[one], one),
    )
    notes = {one: number for number, one in enumerate(qualified, 1)}
    waves = survey.wave_of()
    placed = {one.application: one for one in survey.plan.placements}
    detailed = {name for name, _ in shown[:MOST_DETAILS]}
    shown.sort(key=lambda one: (waves.get(one[0], len(waves) + 1), one[0]))
    rows = [
        ApplicationRow(
            anchor=f"app-{number}",
            application=share.application,
            label=survey.labels[name],
            shared=name == FOUNDATION,
            wave=waves.get(name),
            placement=placed.get(name),
            share=share,
            services=_services(share),
            headline=_headline(share),
            qualified=[
                Qualified(one, notes.get(one, 0), share.qualifications[one])
                for one in sorted(share.qualifications, key=lambda one: notes.get(one, 9999))
            ],
            methods=sorted(share.methods.items(), key=lambda one: (-one[1], one[0])),
            losses=[(weight, share.losses[weight]) for weight in ORDER if share.losses[weight]],
            costs=survey.plan.costs.by_application.get(name),
            detailed=name in detailed,
        )
        for number, (name, share) in enumerate(shown, 1)
    ]
    return Applications(
        rows=rows,
        more=len(rest),
        more_resources=sum(share.resources for _, share in rest),
        qualifications=qualified,
        total=len(survey.plan.applications),
    )


ORDER: tuple[Weight, ...] = ("blocking", "major", "minor")


def _spend(survey: Survey, name: str) -> Decimal:
    costs = survey.plan.costs.by_application.get(name)
    return costs[0].likely if costs else Decimal(0)


def _services(share: Share) -> list[Service]:
    """What it gets, the services that carry it first."""
    return sorted(
        share.services.values(),
        key=lambda one: (not carries(one.kind), one.kind, -one.count, one.service, one.size,
                         one.zones, one.fit, one.method),
    )  # fmt: skip


def _headline(share: Share) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for one in _services(share):
        if carries(one.kind):
            counts[one.service] = counts.get(one.service, 0) + one.count
    return list(counts.items())


def carries(kind: str) -> bool:
    """Whether a kind is what an application is made of, rather than what it rests on.

    By family, the first word of a kind: machines, clusters, data, messages, and the way in.
    """
    family, _, what = kind.partition(".")
    if family == "network":
        return what.startswith("lb_")
    if family == "compute":
        return what not in _BESIDE
    return family not in {"dns", "iam", "sec", "gov", "backup", "obs"}


_BESIDE = {"keypair", "image", "launch_template", "placement_group", "nic"}
"""What a machine is started with, and not a machine."""
