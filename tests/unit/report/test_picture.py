"""The drawing: every box within its row, no line hiding another, bounded however large the estate."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model.plan import MigrationPlan
from planner.model.resource import ResourceId
from planner.outputs.report.applications import application_rows
from planner.outputs.report.links import MOST_LANES, Need, lanes
from planner.outputs.report.picture import MOST_ROWS, Picture, draw
from planner.outputs.report.survey import Survey
from tests.unit.report.made import HOSTILE, application, chosen, made, resource

ZONES = ("fr-par-1", "fr-par-2")


def drawn(plan: MigrationPlan, zones: tuple[str, ...] = ZONES) -> Picture:
    survey = Survey(plan, zones)
    return draw(survey, application_rows(survey), "Here")


def many(count: int) -> MigrationPlan:
    """So many applications of one machine."""
    plan = made()
    ids = [f"one-{number:03}" for number in range(count)]
    return replace(
        plan,
        inventory=replace(plan.inventory, resources=tuple(resource(one, one) for one in ids)),
        choices={ResourceId(one): chosen(one, "compute.vm", "fr-par-1") for one in ids},
        applications=tuple(application(one, one, one) for one in ids),
        dependencies=(),
        placements=(),
        waves=(),
        cycles=(),
    )


@pytest.mark.parametrize("count", [1, 12, 60])
def test_the_drawing_stays_legible_however_many_applications(count: int) -> None:
    picture = drawn(many(count))
    assert len(picture.rows) == min(count, MOST_ROWS)
    assert picture.more == max(0, count - MOST_ROWS)


@pytest.mark.parametrize("zones", [ZONES, ("only",), ()])
@pytest.mark.parametrize("names", [(), HOSTILE])
def test_every_tile_lies_within_its_row(zones: tuple[str, ...], names: tuple[str, ...]) -> None:
    picture = drawn(made("en", names), zones)
    below = 0.0
    for row in picture.rows:
        assert row.y >= below
        below = row.y + row.height
        for tile in row.tiles:
            assert row.y <= tile.y
            assert tile.y + 22 <= below
            assert tile.x >= 0
            assert tile.x + tile.width <= picture.width
    assert below <= picture.region_y + picture.region_height


def test_a_machine_stands_in_its_zone_and_a_service_in_the_region() -> None:
    picture = drawn(made())
    column = {one.zone: one for one in picture.columns}
    shop = next(one for one in picture.rows if one.row.label == "Shop")
    for zone, tile in zip(ZONES, shop.tiles, strict=True):
        assert column[zone].x <= tile.x < column[zone].x + column[zone].width
    pay = next(one for one in picture.rows if one.row.label == "Payments")
    assert [tile.look for tile in pay.tiles] == ["close", "gap"]
    assert all(tile.x < column[ZONES[0]].x for tile in pay.tiles)


def test_networks_hold_their_subnets() -> None:
    (box,) = drawn(made()).networks
    assert box.full == "main 10.0.0.0/16"
    assert [line.full for line in box.subnets] == ["front 10.0.1.0/24"]


def test_arrows_run_between_applications_only() -> None:
    picture = drawn(made())
    assert [(one.source, one.target) for one in picture.needs] == [("pay", "shop"), ("shop", "pay")]
    assert len(picture.links) == 2


@settings(max_examples=40)
@given(st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40))
def test_no_two_arrows_share_a_lane_where_they_would_touch(pairs: set[tuple[int, int]]) -> None:
    needs = sorted(Need(f"{a:02}", f"{b:02}", 1, ()) for a, b in pairs if a != b)
    places = {f"{number:02}": (number * 50.0, 40.0) for number in range(12)}
    links, left = lanes(needs, places, 1000, 8 * MOST_LANES)
    assert len(links) + left == len(needs)
    spans: dict[str, list[tuple[float, float]]] = {}
    for link in links:
        lane = link.path.split("H")[1].split("V")[0]
        start = float(link.path.split()[1].split("H")[0])
        stop = float(link.path.split("V")[1].split("H")[0])
        spans.setdefault(lane, []).append((min(start, stop), max(start, stop)))
    for own in spans.values():
        own.sort()
        assert all(first[1] < second[0] for first, second in pairwise(own))
