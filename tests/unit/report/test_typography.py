"""Figures and sentences as each language sets them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.outputs.report import typography
from planner.outputs.report.fitting import shortened, width_of
from planner.outputs.report.page import sentence


@pytest.mark.parametrize(
    ("share", "english", "french"),
    [
        (None, "unknown", "inconnu"),
        (Decimal(0), "0%", "0\u00a0%"),
        (Decimal("0.001"), "<1%", "<1\u00a0%"),
        (Decimal("0.999"), "99%", "99\u00a0%"),
        (Decimal(1), "100%", "100\u00a0%"),
    ],
)
def test_a_share_is_all_or_nothing_only_where_it_is(
    share: Decimal | None, english: str, french: str
) -> None:
    assert typography.percent(share, "en") == english
    assert typography.percent(share, "fr") == french


def test_numbers_keep_what_they_are_small_by() -> None:
    assert typography.number(1234567, "en") == "1,234,567"
    assert typography.number(1234567, "fr") == "1\u202f234\u202f567"
    assert typography.number(Decimal("0.00001234"), "en") == "0.00001234"
    assert typography.number(Decimal("730.0000"), "fr") == "730"
    assert typography.number(Decimal("12.345"), "fr") == "12,34"


def test_durations_read_as_people_say_them() -> None:
    assert typography.duration(45, "en") == "45\u00a0min"
    assert typography.duration(65, "en") == "1\u00a0h\u00a005"
    assert typography.duration(120, "en") == "2\u00a0h"
    assert typography.duration(60 * 100, "fr") == "4\u00a0j\u00a04\u00a0h"


def test_volumes_grow_into_the_next_unit() -> None:
    assert typography.volume(300, "en") == "300\u00a0GiB"
    assert typography.volume(Decimal(1536), "fr") == "1,5\u00a0Tio"


def test_french_is_set_with_its_spaces() -> None:
    assert typography.typeset("« Oui » : l'un ; l'autre ?", "fr") == (
        "«\u202fOui\u202f»\u202f: l’un\u202f; l’autre\u202f?"
    )
    assert typography.typeset("It's: so", "en") == "It's: so"


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    forms = ("{n} line|{n} lines", "{n} ligne|{n} lignes")
    assert [sentence("en", *forms, n=n) for n in (0, 1, 2)] == ["0 lines", "1 line", "2 lines"]
    assert [sentence("fr", *forms, n=n) for n in (0, 1, 2)] == ["0 ligne", "1 ligne", "2 lignes"]


def test_a_value_with_braces_or_bars_is_only_a_value() -> None:
    assert sentence("en", "for {x}", "pour {x}", x="{n}|b") == "for {n}|b"


@given(st.text(max_size=2000))
def test_what_is_cleaned_is_one_short_line_that_can_be_seen(text: str) -> None:
    cleaned = typography.clean(text)
    assert len(cleaned) <= typography.MOST
    assert not set("\n\r\x00\u202e\u2066\u200b\ufeff") & set(cleaned)
    assert typography.clean(cleaned) == cleaned
    cleaned.encode()


@given(st.text(max_size=60), st.floats(min_value=20, max_value=400))
def test_what_is_shortened_fits(text: str, room: float) -> None:
    assert width_of(shortened(text, room)) <= room
