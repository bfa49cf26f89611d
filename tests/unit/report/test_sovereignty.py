"""What the page of sovereignty says, and that every fact on it bears what shows it."""

from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model import evidence, sovereignty
from planner.model.plan import MigrationPlan
from planner.model.sovereignty import Assessments, Slice
from planner.model.text import LANGUAGES, Language
from planner.outputs.report import sovereignty_words as sovereign
from planner.outputs.report import words
from planner.outputs.report.sovereignty_basis import MOST_EVIDENCE, link_of
from planner.outputs.report.sovereignty_picture import BAR, LOOKS, draw_headline, stripes
from planner.outputs.report.sovereignty_rows import MOST_ROWS
from planner.outputs.report.sovereignty_shares import Draft
from planner.sovereignty.shares import PLACE_UNKNOWN, STANDINGS
from tests.unit.report.assessed import ASSESSMENTS, assessed
from tests.unit.report.crowd import crowd
from tests.unit.report.made import HOSTILE, made
from tests.unit.report.reading import Facts, html, lines, page, unshown

BOTH = pytest.mark.parametrize("language", LANGUAGES)


@BOTH
def test_the_page_is_balanced_and_leads_back(language: Language) -> None:
    read = page(assessed(language), "sovereignty")
    assert read.unbalanced == []
    assert read.open == []
    assert read.tags[0] == ("html", {"lang": language})
    hrefs = [attrs["href"] for tag, attrs in read.tags if tag == "a"]
    assert {"index.html", "decision.html"} <= set(hrefs)
    ids = {attrs["id"] for _, attrs in read.tags if "id" in attrs}
    assert {one[1:] for one in hrefs if one.startswith("#")} <= ids


@BOTH
def test_the_words_of_the_page_are_those_that_were_agreed(language: Language) -> None:
    path = Path(__file__).parent / "expected" / f"sovereignty.{language}.txt"
    expected = path.read_text("utf-8").splitlines()
    assert lines(assessed(language), "sovereignty") == expected, "rewrite.py rewrites it"


@BOTH
def test_every_fact_bears_its_evidence_or_resources(language: Language) -> None:
    for plan in (assessed(language), crowd(6, language)):
        assert unshown(html(plan, "sovereignty")) == []


def test_what_shows_a_fact_is_in_the_plan() -> None:
    plan = assessed()
    found = Facts(html(plan, "sovereignty"))
    assert found.evidence <= {one.id for one in plan.assessments.evidence}
    assert found.resources <= {str(one.id) for one in plan.inventory.resources}


def test_evidence_is_linked_only_where_it_leads_to_the_web() -> None:
    read = page(assessed(), "sovereignty")
    out = [attrs for tag, attrs in read.tags if tag == "a" and "://" in attrs["href"]]
    assert {one["href"] for one in out} == {"https://example.org/fact"}
    assert {one["rel"] for one in out} == {"noreferrer"}
    assert "javascript:alert(1)" in read.text
    assert "contract 2026-17, annex 3" in read.text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "contract 12",
        "https://a b",
        'https://a"b',
        "https://a\nb",
        "",
        "ftp://a",
    ],
)
def test_what_is_no_plain_address_is_no_link(url: str) -> None:
    assert link_of(url) == ""


@BOTH
def test_what_is_stale_contested_or_yours_is_marked(language: Language) -> None:
    text = page(assessed(language), "sovereignty").text
    wanted = {
        "en": ("stale: to be looked at again", "contested by our-contract", "yours, facts.yaml"),
        "fr": ("ancienne", "contestée par our-contract", "vôtre, facts.yaml"),
    }
    for words_ in wanted[language]:
        assert words_ in text


@BOTH
def test_the_advice_is_disclaimed_once(language: Language) -> None:
    text = page(assessed(language), "sovereignty").text
    wanted = {"en": "not legal advice", "fr": "avis juridique"}
    assert text.count(wanted[language]) == 1


@BOTH
def test_hostile_names_are_inert(language: Language) -> None:
    text = html(assessed(language, HOSTILE), "sovereignty")
    read = page(assessed(language, HOSTILE), "sovereignty")
    assert not {tag for tag, _ in read.tags} & {"script", "img", "iframe", "object", "form"}
    assert not set("\x00\x1b\u202e\u2066") & set(text)
    plain = page(assessed(language), "sovereignty")
    assert [tag for tag, _ in read.tags] == [tag for tag, _ in plain.tags]


def test_long_lists_are_capped_with_their_number_and_table() -> None:
    plan = crowd(MOST_ROWS + 3)
    read = page(plan, "sovereignty")
    assert "and 3 more applications, in tables/assessments.parquet" in read.text
    assert "more, in tables/residuals.parquet" in read.text
    rows = [attrs for tag, attrs in read.tags if tag == "tr" and "id" in attrs]
    assert len(rows) <= MOST_EVIDENCE


@BOTH
def test_a_plan_without_data_says_so_on_every_page(language: Language) -> None:
    plan = made(language)
    wanted = {"en": "Nothing was assessed", "fr": "Rien n’a été évalué"}
    for name in ("index", "sovereignty"):
        assert wanted[language] in page(plan, name).text


@BOTH
def test_the_headline_stands_on_the_first_page_too(language: Language) -> None:
    read = page(assessed(language))
    first, own = (
        page(assessed(language), name).keys["landing"] for name in ("index", "sovereignty")
    )
    assert first == own
    assert [attrs["role"] for tag, attrs in read.tags if tag == "svg"].count("img") >= 1
    assert "headline-desc" in {attrs.get("id") for _, attrs in read.tags}


def test_every_value_of_an_assessment_has_its_word() -> None:
    assert set(get_args(sovereignty.ExposureClass)) == set(sovereign.EXPOSURES)
    assert set(get_args(sovereignty.Way)) == set(sovereign.WAYS)
    assert set(get_args(evidence.EvidenceKind)) == set(sovereign.KINDS)
    assert set(sovereign.FACTS) <= set(sovereignty.Exposure.__struct_fields__)
    assert set(sovereign.CONTINUITY) <= set(sovereignty.Continuity.__struct_fields__)
    assert "refused" in words.REASONS
    assert set(sovereign.PARTS) == {*sovereign.EXPOSURES, PLACE_UNKNOWN}
    assert set(sovereign.QUALIFIED) == set(STANDINGS)
    assert set(LOOKS) == {*sovereign.PARTS, *sovereign.QUALIFIED}


AMOUNTS = st.dictionaries(
    st.tuples(st.sampled_from(["before", "after"]), st.sampled_from(["applications", "data"]),
              st.sampled_from(sorted(sovereign.PARTS))),
    st.decimals(min_value=0, max_value=10**9, places=2), max_size=20,
)  # fmt: skip


@given(AMOUNTS, st.sampled_from(LANGUAGES), st.integers(0, 5))
def test_the_parts_of_a_bar_fill_it_and_no_more(
    amounts: dict[tuple[str, str, str], Decimal], language: Language, unknown: int
) -> None:
    slices = tuple(
        Slice(side=side, measure=measure, by="exposure", name=name, amount=amount)  # type: ignore[arg-type]
        for (side, measure, name), amount in sorted(amounts.items())
    )
    picture = draw_headline(Draft(slices, language, unknown))
    for panel in picture.panels:
        for group in panel.groups:
            for bar in group.bars:
                if bar.parts:
                    assert abs(sum(part.width for part in bar.parts) - (panel.width - 92)) < 1
                    assert bar.parts[-1].x + bar.parts[-1].width <= panel.x + panel.width + 1
                assert bar.y + BAR < picture.height


@given(st.floats(1, 500), st.floats(5, 60))
def test_stripes_stay_within_their_box(width: float, height: float) -> None:
    numbers = stripes((10, 20), width, height).replace("M", " ").replace("L", " ").split()
    xs, ys = [float(one) for one in numbers[::2]], [float(one) for one in numbers[1::2]]
    assert all(9.9 <= x <= 10.1 + width for x in xs)
    assert all(19.9 <= y <= 20.1 + height for y in ys)


def test_removing_the_picture_leaves_its_figures_in_words() -> None:
    read = page(assessed(), "sovereignty")
    assert "E1 owner outside the EU 2." in read.text
    assert "1.5 TiB" in read.text


def with_assessments(found: Assessments) -> MigrationPlan:
    return replace(assessed(), assessments=found)


def test_an_application_that_nothing_refuses_needs_no_table_of_refusals() -> None:
    calm = with_assessments(replace(ASSESSMENTS, refused={}))
    assert "No option was refused" in page(calm, "sovereignty").text
