"""Tables of an assessment: a row a resource and duty, with the ids of its evidence."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from planner.model.plan import MigrationPlan
from planner.model.text import LANGUAGES, Language
from planner.outputs.assessed import assessment_summary
from planner.outputs.document import checksum, document, read, written
from planner.outputs.tables import write
from tests.unit.report.assessed import ASSESSMENTS, SECOND, assessed
from tests.unit.report.made import made


def table(plan: MigrationPlan, name: str) -> list[dict[str, Any]]:
    files = {file.path: file.content for file in write(plan)}
    rows: list[dict[str, Any]] = parquet.read_table(
        io.BytesIO(files[f"tables/{name}.parquet"])
    ).to_pylist()
    return rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_resource_with_data_has_a_row_for_each_duty(language: Language) -> None:
    rows = table(assessed(language), "assessments")
    assert [(row["resource"], row["duty"], row["state"]) for row in rows] == [
        ("db-1", "", ""),
        ("vm-1", "health-hds", "met"),
        ("vm-1", "register", "open"),
        ("vm-2", "health-hds", "to-be-verified"),
    ]


def test_a_refusal_names_clause_evidence_and_the_ways_out() -> None:
    row = next(one for one in table(assessed(), "assessments") if one["resource"] == SECOND)
    assert (row["outcome"], row["provider"], row["region"]) == ("refused", "scaleway", "fr-par")
    assert row["clause"] == "health-code"
    assert row["evidence"] == ["health-code"]
    assert row["classes"] == ["health"]
    assert row["origins"] == ["inherited: vm-1"]
    assert row["alternatives"][0].startswith("target: outscale cloudgouv-eu-west-1, OUTSCALE")


def test_exposure_landings_residuals_and_evidence_have_tables() -> None:
    plan = assessed()
    exposures = table(plan, "exposures")
    assert [(row["application"], row["side"], row["exposure"], row["at_best"]) for row in exposures] == [
        ("pay", "before", "E1", "E1"), ("pay", "after", "E4", "E5"), ("shop", "before", "E1", "E1"),
        ("shop", "after", "E1", "E1"), ("shop", "after", "E5", "E5"),
    ]  # fmt: skip
    assert exposures[0]["laws"] == ["The CLOUD Act reaches it."]
    assert exposures[1]["unknown"] == ["technology"]
    assert {row["landing"] for row in table(plan, "landings")} == {"lands", "in-part"}
    assert [row["what"] for row in table(plan, "residuals")] == ["login.example.com", "docker.io"]
    before, after = table(plan, "continuity")
    assert (before["zones"], after["zones"], after["replicas"]) == (3, 2, None)
    assert (after["asked_rto_minutes"], after["gets_worse"]) == (
        30,
        ["Backups are kept 7 days, not 30."],
    )
    known = {row["id"]: row for row in table(plan, "evidence")}
    assert known["scaleway-old"]["stale"]
    assert known["our-contract"]["yours"]
    cited = {one for name in ("assessments", "exposures", "residuals") for row in table(plan, name)
             for one in row["evidence"]}  # fmt: skip
    assert cited <= set(known)


def test_the_evidence_of_an_edge_stays_one_word() -> None:
    assert {row["evidence"] for row in table(assessed(), "edges")} == {"reference"}


def test_a_plan_without_data_has_the_same_tables_empty() -> None:
    for name in ("assessments", "exposures", "landings", "residuals", "continuity", "evidence"):
        assert table(made(), name) == []


def test_the_document_sums_the_assessment_up() -> None:
    found = document(assessed(), ()).assessments
    assert found == assessment_summary(ASSESSMENTS)
    assert found.landings == {"no-data": 1, "lands": 1, "in-part": 1}
    assert (found.resources, found.refused, found.unknown_class, found.stale) == (3, 1, 1, 1)
    shop = next(one for one in found.applications if one.application == "shop")
    assert shop.before is not None
    assert shop.after is not None
    assert (shop.before.exposure, shop.after.exposure) == ("E1", "E1")
    assert shop.continuity_after is not None
    assert (shop.continuity_after.zones, shop.continuity_after.replicas) == (2, None)


def test_a_document_reads_back_as_it_was_written() -> None:
    one = document(assessed(), ())
    assert read(written(one)) == one
    assert checksum(one) == one.checksum


def test_the_page_of_tables_lists_all_of_them() -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "tables.md").read_text("utf-8")
    listed = re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE)
    written_ = [
        file.path.removeprefix("tables/").removesuffix(".parquet") for file in write(made())
    ]
    assert sorted(listed) == sorted(written_)
