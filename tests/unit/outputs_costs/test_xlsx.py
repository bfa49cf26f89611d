import csv
import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from planner.model.plan import MigrationPlan
from planner.outputs import costs_xlsx
from planner.outputs.costs_words import SHEETS
from planner.outputs.costs_xlsx import workbook

MakePlan = Callable[..., MigrationPlan]

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def opened(content: bytes, *, formulas: bool = False) -> object:
    return load_workbook(io.BytesIO(content), data_only=not formulas)


def test_the_same_plan_gives_the_same_bytes(make_plan: MakePlan) -> None:
    (first,), (second,) = costs_xlsx.write(make_plan()), costs_xlsx.write(make_plan())
    assert first.path == "costs/costs.xlsx"
    assert first == second


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_sheets_are_named_in_the_language_of_the_plan(
    make_plan: MakePlan, language: str
) -> None:
    book = opened(workbook(make_plan(language)))
    assert book.sheetnames == [name.of(language) for name in SHEETS.values()]  # type: ignore[attr-defined, arg-type]


def test_only_the_summary_calculates_and_text_is_text(make_plan: MakePlan) -> None:
    book = opened(workbook(make_plan()), formulas=True)
    for sheet in book.worksheets:  # type: ignore[attr-defined]
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                assert sheet.title == "Summary"
                assert re.match(r"=(SUMIFS|SUM|IF)\(", cell.value)
            assert cell.hyperlink is None
    names = {row[9].value for row in book["Lines"].iter_rows(min_row=4)}  # type: ignore[index]
    assert {"=cmd()", "+1", "http://x.example", "12", "{=1}"} <= names


def test_the_first_figures_are_the_shares_of_the_spend(make_plan: MakePlan) -> None:
    plan = make_plan()
    sheet = opened(workbook(plan))["Summary"]  # type: ignore[index]
    assert sheet["A4"].value == "How far today's spend is known"
    shares = [plan.costs.exact_share, plan.costs.proxy_share, plan.costs.unpriced_share]
    assert [sheet.cell(row, 2).value for row in (5, 6, 7)] == pytest.approx(
        [float(one) for one in shares if one is not None]
    )


def test_an_amount_that_leaves_something_out_says_at_least(make_plan: MakePlan) -> None:
    sheet = opened(workbook(make_plan()))["Summary"]  # type: ignore[index]
    by_side = {sheet.cell(row, 1).value: sheet.cell(row, 3) for row in range(10, 14)}
    assert "≥" in by_side["At the target"].number_format
    assert "≥" not in by_side["Today"].number_format


def test_lines_beyond_the_largest_are_added_up_and_said(make_plan: MakePlan) -> None:
    plan = make_plan()
    every = len(plan.costs.lines)
    sheet = opened(workbook(plan, most=4))["Lines"]  # type: ignore[index]
    assert str(every) in sheet["A1"].value
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert sum(row[7] for row in rows) == every
    whole = sum(line.likely for line in plan.costs.lines)
    assert sum(row[5] for row in rows) == pytest.approx(float(whole))
    assert [row[5] for row in rows[:4]] == [15, 14, 13, 12]


def test_a_plan_without_costs_has_unknown_shares_and_no_zero_percent(make_plan: MakePlan) -> None:
    sheet = opened(workbook(make_plan(empty=True)))["Summary"]  # type: ignore[index]
    assert [sheet.cell(row, 2).value for row in (5, 6, 7)] == ["unknown"] * 3


def without_cached_values(content: bytes) -> bytes:
    """The workbook with every stored result of a formula set to 0."""
    emptied = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(emptied, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>0</v>", data)
            new.writestr(name, data)
    return emptied.getvalue()


def recalculated(content: bytes, folder: Path, soffice: str) -> list[list[str]]:
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    (folder / "costs.xlsx").write_bytes(content)
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,1"
    subprocess.run(  # noqa: S603 - a program found by its name, with our own file
        [soffice, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--convert-to",
         as_csv, "--outdir", str(folder), str(folder / "costs.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    (found,) = folder.glob("costs*.csv")
    return list(csv.reader(io.StringIO(found.read_text(encoding="utf-8"))))


def test_an_office_suite_calculates_the_totals_of_the_plan(
    make_plan: MakePlan, tmp_path: Path
) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is missing: make tools")
        pytest.skip("LibreOffice recalculates the workbook: `make tools` installs it")
    plan = make_plan()
    rows = recalculated(without_cached_values(workbook(plan, most=7)), tmp_path, soffice)
    by_name = {row[0]: row[1:] for row in rows if row}
    costs = plan.costs
    for name, total in (("At the target", costs.then), ("Once", costs.once)):
        low, likely, high, lines, proxies, amount, unpriced = map(float, first(rows, name)[:7])
        assert (low, likely, high) == pytest.approx(
            (float(total.low), float(total.likely), float(total.high)), abs=1e-6
        )
        assert (lines, proxies, unpriced) == (total.lines, total.proxies, total.unpriced)
        assert amount == pytest.approx(float(total.proxy_likely))
    assert float(by_name["Totals"][0]) == pytest.approx(float(costs.now.likely))
    assert float(by_name["Difference a month"][0]) == pytest.approx(
        float(costs.comparable.then.likely - costs.comparable.now.likely)
    )
    assert costs.unpriced_share is not None
    assert costs.comparable.share_of_spend is not None
    compared = by_name["Share of today's priced spend that is compared"][0].removesuffix("%")
    assert float(compared) == pytest.approx(float(costs.comparable.share_of_spend) * 100)


def first(rows: list[list[str]], name: str) -> list[str]:
    return next(row[1:] for row in rows if row and row[0] == name and len(row) > 7 and row[7])
