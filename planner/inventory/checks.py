"""States held against what runs: what one of them has and the other has not.

Only where both look: a state's resource is missed where what was asked there lists its type, and
what runs is in no state where some state tells of that account and region.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from planner.inventory.forms import is_live
from planner.inventory.problems import diagnostic
from planner.model.protocols import Lists, Source
from planner.model.resource import Diagnostic, LedgerRow, Origin, Resource

CODES = (
    "drift", "drift-more", "same-unclear", "state-without-live", "state-without-live-more",
    "live-without-state", "bill-service-unseen",
)  # fmt: skip
"""Of the diagnostics that come of holding inputs against each other."""

MOST = 200
"""Resources that are named one by one; the others are counted."""
_SHOWN = 6

Place = tuple[str, str, str]
"""Cloud, account, region."""


def cross_check(
    resources: Sequence[Resource], ledger: Iterable[LedgerRow], sources: Mapping[str, Source]
) -> list[Diagnostic]:
    """States without what runs, what runs without a state; nothing where only one kind was read."""
    managed = [one for one in resources if any(o.form == "state" for o in _origins(one))]
    running = [one for one in resources if any(is_live(o) for o in _origins(one))]
    if not managed or not running:
        return []
    coverage = _Coverage(running, ledger, sources)
    return [*_gone(managed, coverage), *_unmanaged(managed, running)]


def _origins(one: Resource) -> tuple[Origin, ...]:
    return one.origins or (one.origin,)


def _place(one: Resource) -> Place:
    return one.cloud, one.account, one.region


class _Coverage:
    """What was asked of a cloud and answered whole."""

    def __init__(
        self,
        running: Iterable[Resource],
        ledger: Iterable[LedgerRow],
        sources: Mapping[str, Source],
    ) -> None:
        rows = list(ledger)
        self._lists: dict[str, Lists] = {
            one.name: one.lists for one in sources.values() if one.lists is not None
        }
        broken = {row.operation for row in rows if row.status != "ok"}
        self._asked: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for row in rows:
            if row.status == "ok":
                told = (row.region, f"{row.service}.{row.operation}")
                self._asked.setdefault((row.cloud, row.account), []).append(told)
        self._seen = {
            (*_place(one), one.native_type)
            for one in running
            if any(
                o.form != "live" and is_live(o) and o.source not in broken for o in _origins(one)
            )
        }
        self._known: dict[tuple[str, str, str, str, int], bool] = {}

    def has(self, one: Resource) -> bool:
        """Whether it would have been seen if it ran."""
        if (*_place(one), one.native_type) in self._seen:
            return True
        lists = self._lists.get(one.cloud)
        if lists is None:
            return False
        key = (*_place(one), one.native_type, one.id.count("/"))
        if key not in self._known:
            self._known[key] = any(
                region in (one.region, "global", "") and lists(one, operation)
                for region, operation in self._asked.get((one.cloud, one.account), ())
            )
        return self._known[key]


def _gone(managed: Iterable[Resource], coverage: _Coverage) -> Iterator[Diagnostic]:
    """What a state tells of and nothing that runs does."""
    missed = [
        one
        for one in managed
        if not one.part_of
        and not any(is_live(o) for o in _origins(one))
        and not one.id.endswith(f"/{one.origin.place}")  # without an id of its cloud
        and coverage.has(one)
    ]
    for one in missed[:MOST]:
        yield diagnostic(
            "state-without-live",
            one.origin.source,
            place=one.origin.place,
            why=one.native_type,
            resource=one.id,
        )
    if len(missed) > MOST:
        why = _counted(missed[MOST:])
        yield diagnostic("state-without-live-more", "", place=str(len(missed) - MOST), why=why)


def _unmanaged(managed: Iterable[Resource], running: Iterable[Resource]) -> Iterator[Diagnostic]:
    """What runs where states tell of other things, and is in none."""
    told = {_place(one) for one in managed}
    found: dict[Place, list[Resource]] = {}
    for one in running:
        if _place(one) not in told or one.part_of or one.kind is None:
            continue
        if not any(o.form == "state" for o in _origins(one)):
            found.setdefault(_place(one), []).append(one)
    for (cloud, account, region), several in sorted(found.items()):
        place = f"{cloud} {account} {region}"
        yield diagnostic(
            "live-without-state", str(len(several)), place=place, why=_counted(several)
        )


def _counted(several: Iterable[Resource]) -> str:
    counts = Counter(one.native_type for one in several).most_common()
    counts.sort(key=lambda pair: (-pair[1], pair[0]))
    more = f", +{len(counts) - _SHOWN}" if len(counts) > _SHOWN else ""
    return ", ".join(f"{count} {name}" for name, count in counts[:_SHOWN]) + more
