"""What the first page says: grade, what was read, how far the money is known."""

from collections import Counter
from decimal import Decimal

from msgspec import Struct

from planner.model.choice import Weight
from planner.model.resource import LedgerRow
from planner.outputs.report.applications import ORDER
from planner.outputs.report.survey import Survey

MOST_UNREAD = 60


class Read(Struct, frozen=True):
    """Units of reading with one status."""

    status: str
    units: int
    records: int


class VerdictView(Struct, frozen=True, kw_only=True):
    """The first page."""

    origins: list[tuple[str, str, int]]
    """(cloud, region, resources), the largest first."""
    more_origins: int
    read: list[Read]
    unread: list[LedgerRow]
    more_unread: int
    fits: list[tuple[str, int]]
    losses: list[tuple[Weight, int]]
    change: Decimal
    """Then minus now, on comparable lines, EUR a month."""
    change_share: Decimal | None
    minutes: tuple[float, float, float]
    downtime: float


def verdict_view(survey: Survey) -> VerdictView:
    """The figures of the first page."""
    plan = survey.plan
    origins = Counter((one.cloud, one.region) for one in plan.inventory.resources)
    ranked = sorted(origins.items(), key=lambda one: (-one[1], one[0]))
    units: Counter[str] = Counter()
    records: Counter[str] = Counter()
    for row in plan.inventory.ledger:
        units[row.status] += 1
        records[row.status] += row.read
    unread = [row for row in plan.inventory.ledger if row.status != "ok"]
    counts = plan.verdict.counts
    same = plan.costs.comparable
    change = same.then.likely - same.now.likely
    return VerdictView(
        origins=[(cloud, region, count) for (cloud, region), count in ranked[:4]],
        more_origins=max(0, len(ranked) - 4),
        read=[
            Read(status, units[status], records[status])
            for status in sorted(units, key=lambda one: (one != "ok", one))
        ],
        unread=unread[:MOST_UNREAD],
        more_unread=max(0, len(unread) - MOST_UNREAD),
        fits=[(fit, counts.get(fit, 0)) for fit in ("exact", "close", "partial", "self-hosted")],
        losses=[(weight, counts.get(f"losses-{weight}", 0)) for weight in ORDER],
        change=change,
        change_share=change / same.now.likely if same.now.likely else None,
        minutes=(
            sum(wave.minutes_low for wave in plan.waves),
            sum(wave.minutes_likely for wave in plan.waves),
            sum(wave.minutes_high for wave in plan.waves),
        ),
        downtime=max((share.downtime for share in survey.shares.values()), default=0.0),
    )
