"""What the report says, in both languages, of a plan made by hand."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.model.text import LANGUAGES, Language
from planner.outputs.report.typography import NARROW
from tests.unit.report.assessed import assessed
from tests.unit.report.made import HOSTILE, made
from tests.unit.report.reading import html, lines, page

BOTH = pytest.mark.parametrize("language", LANGUAGES)


@BOTH
def test_the_page_is_balanced_and_says_its_language(language: Language) -> None:
    read = page(made(language))
    assert read.unbalanced == []
    assert read.open == []
    assert read.tags[0] == ("html", {"lang": language})


@BOTH
def test_the_sections_come_in_the_order_of_the_readers(language: Language) -> None:
    found = [attrs["id"] for tag, attrs in page(made(language)).tags if tag == "section"]
    assert found == [
        "verdict", "sovereignty", "applications", "architecture", "losses", "waves", "costs", "gaps",
        "details", "made",
    ]  # fmt: skip


def test_the_key_figures_are_those_of_the_plan() -> None:
    keys = page(made("en")).keys
    assert keys["exact"] == "19%"  # 234.06 of 1,234.56
    assert keys["proxy"] == "81%"
    assert keys["unpriced"] == "33%"  # one component of three
    assert keys["now"] == "≥\u00a0€1,235"
    assert keys["then"] == "≥\u00a0€1,011"
    assert keys["once"] == "€12"
    assert (keys["read"], keys["resources"], keys["mapped"], keys["unmapped"]) == tuple("8651")


def test_the_key_figures_are_set_the_french_way() -> None:
    keys = page(made("fr")).keys
    assert keys["now"] == f"≥\u00a01{NARROW}235\u00a0€"
    assert keys["exact"] == "19\u00a0%"


def test_like_is_compared_with_like_and_the_share_said() -> None:
    text = page(made("en")).text
    assert "On the 2 resources whose every line is priced on both sides, 100%" in text
    assert "€223 less a month" in text
    assert "+ 1 unpriced line" in text


@BOTH
def test_what_was_not_read_is_said_with_what_to_grant(language: Language) -> None:
    text = page(made(language)).text
    assert "DescribeDBInstances" in text
    wanted = {"en": "Grant the reader this operation", "fr": "Accordez cette opération"}
    assert wanted[language] in text


@BOTH
def test_losses_gaps_circles_and_messages_are_said(language: Language) -> None:
    text = page(made(language)).text
    wanted = {
        "en": ("A rule cannot be built.", "Write it by hand.", "Build it by hand.", "web-1 routes",
               "leads nowhere", "to be verified", "SecNumCloud: in process", "not known"),
        "fr": ("Une règle ne peut pas être construite.", "Écrivez-la à la main.",
               "Construisez-le à la main.", "ne mène nulle part", "à vérifier",
               "en cours", "inconnu"),
    }  # fmt: skip
    for words in wanted[language]:
        assert words.replace("web-1 routes", "orders routes to web-1") in text
    assert "Knative" in text
    assert "dangling-reference" in text


@BOTH
def test_what_a_duty_refuses_is_told_apart_from_what_has_no_equivalent(language: Language) -> None:
    text = page(assessed(language)).text
    wanted = {
        "en": ("Refused: a duty of its data is not met here (1)", "1 refused by a duty",
               "Take it to cloudgouv-eu-west-1."),
        "fr": ("Refusée : une exigence de ses données n’est pas satisfaite ici (1)",
               "1 refusée par une exigence", "Placez-la à cloudgouv-eu-west-1."),
    }  # fmt: skip
    for words in wanted[language]:
        assert words in text.replace("\u202f", " ")


def test_an_application_that_lacks_a_price_has_a_lower_bound() -> None:
    plan = made("en")
    now, then, once = plan.costs.by_application["pay"]
    assert (now.unpriced, then.unpriced, once.unpriced) == (1, 1, 0)
    assert "≥ €1,000 + 1 unpriced" in page(plan).text.replace("€1,000+", "€1,000 +")


@BOTH
def test_hostile_names_are_inert(language: Language) -> None:
    read = page(made(language, HOSTILE))
    tags = {tag for tag, _ in read.tags}
    assert not tags & {"script", "img", "iframe", "object", "form"}
    assert [tag for tag, _ in read.tags].count("style") == 1
    for _, attrs in read.tags:
        assert not [name for name in attrs if name.startswith("on")]
        assert not attrs.get("href", "").startswith("javascript")
    assert not set("\x00\x1b\u202e\u2066") & set(html(made(language, HOSTILE)))
    assert "49" not in read.keys.values()


def test_a_name_of_ten_thousand_letters_is_cut() -> None:
    assert "x" * 200 not in html(made("en", HOSTILE))


@BOTH
def test_the_words_of_the_page_are_those_that_were_agreed(language: Language) -> None:
    expected = (Path(__file__).parent / "expected" / f"{language}.txt").read_text("utf-8")
    assert lines(made(language)) == expected.splitlines(), "rewrite.py beside this file rewrites it"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=40))
def test_no_name_changes_the_page_around_it(name: str) -> None:
    plain = page(made("en", ("plain",)))
    odd = page(made("en", (name,)))
    assert [tag for tag, _ in odd.tags] == [tag for tag, _ in plain.tags]
    assert odd.unbalanced == []


@BOTH
def test_the_same_plan_gives_the_same_bytes(language: Language) -> None:
    assert html(made(language)) == html(made(language))


@BOTH
def test_nothing_is_loaded_from_elsewhere(language: Language) -> None:
    beside = ("sovereignty.html", "decision.html", "decision.odt")
    for tag, attrs in page(assessed(language)).tags:
        assert "src" not in attrs
        if tag == "link":
            assert attrs["href"] == "data:,"
        elif "href" in attrs:
            assert attrs["href"].startswith("#") or attrs["href"].partition("#")[0] in beside


@BOTH
def test_every_link_within_the_page_leads_somewhere(language: Language) -> None:
    tags = page(made(language)).tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs in tags:
        if attrs.get("href", "").startswith("#"):
            assert attrs["href"][1:] in ids


@BOTH
def test_every_heading_cell_has_a_scope_and_every_drawing_a_name(language: Language) -> None:
    for tag, attrs in page(made(language)).tags:
        if tag == "th":
            assert attrs["scope"] in {"col", "row"}
        if tag == "svg":
            assert attrs["role"] == "img"
            assert attrs["aria-labelledby"]
