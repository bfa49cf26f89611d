import csv
import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.plan import MigrationPlan
from planner.outputs import costs_csv
from planner.outputs.costs_csv import COLUMNS, cell, figure

MakePlan = Callable[..., MigrationPlan]


def read(plan: MigrationPlan) -> list[dict[str, str]]:
    (file,) = costs_csv.write(plan)
    assert file.path == "costs/costs.csv"
    rows = list(csv.DictReader(io.StringIO(file.content.decode(), newline="")))
    assert all(None not in row and None not in row.values() for row in rows)
    return rows


def test_every_line_is_there_once_priced_or_not(make_plan: MakePlan) -> None:
    plan = make_plan()
    rows = read(plan)
    assert len(rows) == len(plan.costs.lines) + len(plan.costs.unpriced)
    assert [row["x_Priced"] for row in rows].count("no-mapping") == 2
    assert {row["x_Priced"] for row in rows} == {"exact", "proxy", "no-mapping"}


@pytest.mark.parametrize("side", ["now", "then", "once"])
def test_the_rows_of_a_side_add_up_to_its_total(make_plan: MakePlan, side: str) -> None:
    plan = make_plan()
    total = getattr(plan.costs, side)
    rows = [row for row in read(plan) if row["x_Side"] == side and row["ListCost"]]
    for column, amount in (("x_CostLow", "low"), ("ListCost", "likely"), ("x_CostHigh", "high")):
        assert sum(Decimal(row[column]) for row in rows) == getattr(total, amount)


def test_no_cell_opens_a_formula(make_plan: MakePlan) -> None:
    for row in read(make_plan()):
        for column, value in row.items():
            assert not value.startswith(("=", "+", "@", "\t", "\r", "\n")), column
            assert not value.startswith("-"), column


def test_rows_are_sorted_by_resource_then_side(make_plan: MakePlan) -> None:
    plan = make_plan()
    order = {"now": 0, "then": 1, "once": 2}
    ids = {cell_text(one.id): one.id for one in plan.inventory.resources}
    places = [(ids[row["ResourceId"]], order[row["x_Side"]]) for row in read(plan)]
    assert places == sorted(places)


def cell_text(text: str) -> str:
    return next(iter(csv.reader([cell(text)], strict=True)))[0] if "\n" not in text else text


def test_an_application_and_its_wave_stand_on_its_lines(make_plan: MakePlan) -> None:
    rows = [row for row in read(make_plan()) if row["x_Application"] == "shop"]
    assert {row["x_Wave"] for row in rows} == {"3"}


def test_words_are_in_the_language_of_the_plan(make_plan: MakePlan) -> None:
    english, french = read(make_plan("en")), read(make_plan("fr"))
    assert {row["ChargeDescription"] for row in english} == {"storage", "'=whole()"}
    assert "stockage" in {row["ChargeDescription"] for row in french}
    assert "rien ne le fait, là-bas" in {row["x_Reason"] for row in french}
    assert english[0].keys() == french[0].keys()


def test_a_proxy_names_what_was_asked_and_what_was_used(make_plan: MakePlan) -> None:
    (proxy,) = {row["x_Proxy"] for row in read(make_plan()) if row["x_Proxy"]}
    assert proxy == "other-region: fr-par-2 > fr-par-1"


def test_a_plan_without_costs_has_only_its_head(make_plan: MakePlan) -> None:
    (file,) = costs_csv.write(make_plan(empty=True))
    assert file.content.decode() == ",".join(COLUMNS) + "\n"


@given(text=st.text())
def test_a_cell_reads_back_as_its_text_or_that_text_made_harmless(text: str) -> None:
    rows = list(csv.reader(io.StringIO(f"{cell(text)},end\n", newline="")))
    assert rows[0][-1] == "end"
    assert rows[0][0] in (text, f"'{text}")
    assert not rows[0][0].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(value=st.decimals(0, 10**12, places=10))
def test_a_figure_reads_back_as_itself(value: Decimal) -> None:
    assert Decimal(figure(value)) == value
    assert "e" not in figure(value).lower()
