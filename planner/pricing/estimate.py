"""What the estate costs now, at one target, and to move there."""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec.structs import replace

from planner.model.choice import Choice, Unmapped
from planner.model.money import CostLine, Costs, Unpriced
from planner.model.plan import Application
from planner.model.resource import ResourceId
from planner.model.text import Text
from planner.pricing.tariff import Tariff
from planner.pricing.today import WHOLE, Today, priced
from planner.pricing.totals import AnyLine, Lines, by_application, comparison, shares, total

NO_MAPPING = Text(
    en="It has no place in this plan: {why}",
    fr="Elle n'a pas de place dans ce plan : {why}",
)
NO_CHOICE = Text(en="nothing was decided for it.", fr="rien n'a été décidé pour elle.")
NOTHING_SAID = Text(
    en="It is billed today, and its choice does not say what it buys at the target.",
    fr="Elle est facturée aujourd'hui, et le choix fait ne dit pas ce qu'il achète chez la cible.",
)

Sides = dict[ResourceId, Lines]


def estimate(
    today: Today,
    choices: Mapping[ResourceId, Choice | Unmapped],
    applications: Iterable[Application],
    tariff: Tariff,
) -> Costs:
    """All lines of a plan and the sums that every output quotes.

    A resource that stays keeps today's lines at the target; one that is retired costs nothing
    there. One without equivalent, and one billed today whose design says nothing of what it buys,
    is `Unpriced` at the target, so that a gap never looks like a saving. Bytes are moved once,
    save those of what stays or retires.
    """
    then: Sides = {}
    once: Sides = {id_: lines for id_, lines in today.once.items() if _moves(choices.get(id_))}
    for id_ in sorted({*choices, *today.now}):
        lines = _then(id_, choices.get(id_), today.now.get(id_, ()), tariff)
        if monthly := tuple(line for line in lines if line.side == "then"):
            then[id_] = monthly
        if others := tuple(line for line in lines if line.side == "once"):
            once[id_] = (*once.get(id_, ()), *others)
    return summed(today.now, then, once, applications)


def summed(now: Sides, then: Sides, once: Sides, applications: Iterable[Application]) -> Costs:
    """Lines by side and resource as `Costs`: in order, added up, compared."""
    every: list[AnyLine] = []
    for id_ in sorted({*now, *then, *once}):
        for side in (now, then, once):
            every.extend(side.get(id_, ()))
    totals = [
        total(line for lines in side.values() for line in lines) for side in (now, then, once)
    ]
    exact, proxy, missing = shares(totals[0])
    return Costs(
        lines=tuple(line for line in every if isinstance(line, CostLine)),
        unpriced=tuple(line for line in every if isinstance(line, Unpriced)),
        now=totals[0],
        then=totals[1],
        once=totals[2],
        comparable=comparison(now, then, totals[0].likely),
        exact_share=exact,
        proxy_share=proxy,
        unpriced_share=missing,
        by_application=by_application(applications, (now, then, once)),
    )


def _moves(choice: Choice | Unmapped | None) -> bool:
    """Whether the bytes of a resource leave: not those of what stays or is given up."""
    if isinstance(choice, Unmapped):
        return choice.reason != "stays"
    return choice is None or choice.method not in ("retain", "retire")


def _then(
    resource: ResourceId, choice: Choice | Unmapped | None, now: Lines, tariff: Tariff
) -> Lines:
    """Lines of one resource at the target (and what its choice buys once)."""
    if choice is None:
        return _missing(resource, NO_CHOICE, now)
    if isinstance(choice, Unmapped):
        return _kept(now) if choice.reason == "stays" else _missing(resource, choice.detail, now)
    if choice.method == "retire":
        return ()
    if choice.method == "retain":
        return _kept(now)
    design = choice.design
    if not design.quantities and not design.without_terraform and _costs(now):
        return (_gap(resource, NOTHING_SAID, "no-rule", choice.target, choice.mapping),)
    return tuple(priced(resource, one, tariff, "then") for one in design.quantities)


def _kept(now: Lines) -> Lines:
    """Today's lines, still paid once the others have moved."""
    return tuple(replace(line, side="then") for line in now)


def _missing(resource: ResourceId, detail: Text, now: Lines) -> Lines:
    """The gap that a resource without equivalent leaves, where it costs something today."""
    if not _costs(now):
        return ()
    reason = Text(en=NO_MAPPING.en.format(why=detail.en), fr=NO_MAPPING.fr.format(why=detail.fr))
    return (_gap(resource, reason, "no-mapping"),)


def _costs(now: Lines) -> bool:
    """Whether a resource costs money today, or may: a line without price is not free."""
    return any(isinstance(line, Unpriced) or line.high > 0 for line in now)


def _gap(
    resource: ResourceId,
    reason: Text,
    why: Literal["no-mapping", "no-rule"],
    provider: str = "",
    service: str = "",
) -> Unpriced:
    return Unpriced(
        resource=resource, side="then", component=WHOLE, reason=reason,
        provider=provider, service=service, why=why,
    )  # fmt: skip
