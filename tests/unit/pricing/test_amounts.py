from decimal import Decimal

import pytest

from planner.pricing.amounts import euros, percent


@pytest.mark.parametrize(
    ("amount", "english", "french"),
    [
        ("12345.67", "€12,345.67", "12\u202f345,67\u00a0€"),
        ("0.005", "€0.00", "0,00\u00a0€"),
        ("0.015", "€0.02", "0,02\u00a0€"),
        ("-1234567.125", "-€1,234,567.12", "-1\u202f234\u202f567,12\u00a0€"),
        ("0", "€0.00", "0,00\u00a0€"),
    ],
)
def test_euros_are_written_as_each_language_does(amount: str, english: str, french: str) -> None:
    assert euros(Decimal(amount), "en") == english
    assert euros(Decimal(amount), "fr") == french


def test_whole_euros_can_be_asked_for() -> None:
    assert euros(Decimal("2.5"), "en", decimals=0) == "€2"


@pytest.mark.parametrize(
    ("share", "english", "french"),
    [
        ("0.875", "87.5%", "87,5\u00a0%"),
        (None, "unknown", "inconnu"),
        ("1", "100.0%", "100,0\u00a0%"),
    ],
)
def test_a_share_is_a_percentage_or_unknown(share: str | None, english: str, french: str) -> None:
    value = None if share is None else Decimal(share)
    assert (percent(value, "en"), percent(value, "fr")) == (english, french)
