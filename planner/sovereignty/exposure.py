"""Who may reach what lies in a place: one ruler for the source and for the target.

The class is a short name of a vector of facts, never of a provider. What is not known counts at its
worst, and the best that it could be stands beside it. Customer-held keys lower the impact of access,
not the class.
"""

from msgspec.structs import replace

from planner.model.resource import ResourceId
from planner.model.sovereignty import Exposure, Place, Statement
from planner.sovereignty import custody, parties
from planner.sovereignty.facts import conditions, facts_of, ladder, open_questions
from planner.sovereignty.reach import laws_on
from planner.sovereignty.store import Store

SHOWN = 10
"""Resources that a statement names at most: enough to check it, few enough to print."""


def expose(place: Place, store: Store, resources: tuple[ResourceId, ...] = ()) -> Exposure:
    """The exposure of a place, every sentence with its evidence.

    `resources` lie there: they show how keys are configured, and stand beside what the store does not
    know.
    """
    facts = facts_of(place, store)
    worst, best = ladder(conditions(facts))
    keys = custody.keys(place, store)
    found = Exposure(
        place=place,
        exposure=worst,
        best=best,
        operates=parties.operates(facts, place),
        owns=parties.owns(facts, place),
        laws=laws_on(facts, store),
        data_in=parties.data_in(facts, place, store),
        keys=keys,
        opens=custody.opens(place, facts, keys),
        immunity=parties.immunity(facts, place, store),
        unknown=open_questions(facts),
    )
    return shown_by(found, resources)


def shown_by(exposure: Exposure, resources: tuple[ResourceId, ...]) -> Exposure:
    """The same exposure for other resources in the same place."""
    some = tuple(sorted(resources))[:SHOWN]
    configured = ("keys", "opens")
    return replace(
        exposure,
        **{name: _with(getattr(exposure, name), some, name in configured) for name in _SENTENCES},
    )


_SENTENCES = ("operates", "owns", "data_in", "keys", "opens", "immunity")


def _with(one: Statement, resources: tuple[ResourceId, ...], configured: bool) -> Statement:  # noqa: FBT001 - private
    return replace(one, resources=resources if configured or not one.evidence else ())
