"""What series of points tell of a resource's use."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from planner.cli.clouds import sources
from planner.inventory.collected import gather
from planner.model.protocols import Record
from planner.model.resource import LedgerRow
from providers.live import Unit, side_by_side
from providers.use import Gives, Measure, Point, percentile, reading, record, value_of

END = 1000.0
values = st.lists(st.floats(0, 1e9), min_size=1, max_size=60)


def measure(gives: Gives, times: float = 1, *, rest: bool = False) -> Measure:
    return Measure(name="m", gives=gives, by="average", times=times, rest=rest)


def points(found: Iterable[float], first: float = END - 100) -> list[Point]:
    return [Point(first + hour, value) for hour, value in enumerate(found)]


@given(values)
def test_a_percentile_is_one_of_the_values_and_95_of_100_are_no_larger(found: list[float]) -> None:
    chosen = percentile(found)
    assert chosen in found
    assert sum(one <= chosen for one in found) >= 0.95 * len(found)


@given(values, st.permutations(range(60)))
def test_the_order_of_points_means_nothing(found: list[float], order: list[int]) -> None:
    series = points(found)
    mixed = [series[place] for place in order if place < len(series)]
    for gives in ("cpu_percent_p95", "stored_gib"):
        one = measure(gives)
        assert value_of(one, series, END) == value_of(one, mixed, END)


def test_nothing_measured_is_unknown() -> None:
    assert value_of(measure("cpu_percent_p95"), [], END) is None


def test_less_than_a_day_tells_nothing_of_a_month_but_of_what_is_held() -> None:
    short = points([5.0, 6.0], END - 2)
    assert value_of(measure("requests_month"), short, END) is None
    assert value_of(measure("cpu_percent_p95"), short, END) is None
    assert value_of(measure("stored_gib"), short, END) == 6.0


def test_what_began_within_the_window_is_not_thinned_out() -> None:
    two_days = points([10.0] * 48, END - 48)
    assert value_of(measure("requests_month"), two_days, END) == 7300.0


def test_reads_and_writes_add_up_and_of_shares_the_largest_counts() -> None:
    both = [*points([3.0] * 48), *points([4.0] * 48)]
    assert value_of(measure("iops_p95"), both, END) == 7.0
    assert value_of(measure("cpu_percent_p95"), both, END) == 4.0


def test_a_share_that_is_free_is_turned_round() -> None:
    assert value_of(measure("memory_percent_p95", rest=True), points([30.0] * 48), END) == 70.0


def test_what_was_measured_folds_into_what_it_was_measured_of() -> None:
    own = "/subscriptions/s/resourcegroups/g/providers/microsoft.compute/disks/d"
    disk = Record(
        type="azurerm_managed_disk",
        address=own,
        file="azure:s",
        attributes={"id": own, "name": "d"},
    )
    used = record(("azurerm_measured_use", "azure", "s"), own, "use", {"stored_gib": 2.5}, 14)
    row = LedgerRow(
        cloud="azure", account="s", region="global", service="x", operation="y", status="ok"
    )
    found = gather([Unit(row, (disk, used))], sources(), "2026-11-20")
    assert [str(one.stored_gib) for one in found.resources] == ["2.5"]
    assert (found.ledger[0].resources, found.ledger[0].folded) == (1, 1)


def test_a_volume_alone_is_no_use() -> None:
    used = record(("azurerm_measured_use", "azure", "s"), "x", "use", {"stored_gib": 1.0}, 14)
    assert reading(used).utilisation is None


def test_jobs_side_by_side_keep_their_order() -> None:
    def job(number: int) -> list[Unit]:
        row = LedgerRow(
            cloud="c", account=str(number), region="", service="", operation="", status="ok"
        )
        return [Unit(row)] * 2

    jobs = [lambda number=number: job(number) for number in range(9)]
    found = [unit.row.account for unit in side_by_side(jobs, 3)]
    assert found == [str(number) for number in range(9) for _ in range(2)]
