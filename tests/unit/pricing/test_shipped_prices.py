"""The data files hold together: keys, sources, order, vocabulary."""

import csv
import re
from datetime import date
from decimal import Decimal

import pytest

from planner.catalogue.data import data_path
from planner.catalogue.price_rows import PriceRow
from planner.catalogue.price_rules import PriceRules
from planner.catalogue.prices import Asked, PriceBook

PROVIDERS = ("aws", "azure", "gcp", "outscale", "ovh", "scaleway")


def rows(provider: str) -> list[PriceRow]:
    with data_path("mappings", "prices", f"{provider}.csv").open(encoding="utf-8") as file:
        return [PriceRow(*row) for row in list(csv.reader(file))[1:]]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_row_is_sound_and_in_order(provider: str) -> None:
    found = rows(provider)
    assert found == sorted(found)
    keys = [
        (row.service, row.sku.lower(), row.variant, row.region, row.unit, row.tier_from)
        for row in found
    ]
    assert len(set(keys)) == len(keys)
    for row in found:
        assert Decimal(row.price) >= 0
        assert row.variant == row.variant.lower()
        assert date.fromisoformat(row.date) > date(2020, 1, 1)
        assert row.currency in {"EUR", "USD"}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_row_names_a_source_that_is_listed_with_its_licence(provider: str) -> None:
    with data_path("mappings", "prices", "sources.csv").open(encoding="utf-8") as file:
        listed = {row["key"]: row for row in csv.DictReader(file)}
    assert all(
        listed[row.source]["source"] and listed[row.source]["licence"] for row in rows(provider)
    )


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_service_is_in_the_documented_vocabulary(provider: str) -> None:
    page = (data_path("mappings").parent / "docs" / "prices.md").read_text(encoding="utf-8")
    part = page.split(f"\n### {provider}\n")[1].split("\n### ")[0]
    documented = set(re.findall(r"^\| ([a-z0-9-]+) \| ", part, re.MULTILINE)) - {"service", "---"}
    assert documented == {row.service for row in rows(provider)}


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_row_can_be_asked_for_in_its_own_words(provider: str) -> None:
    book = PriceBook.load([provider])
    for row in rows(provider)[::23]:
        quote = book.quote(Asked(provider, row.service, row.sku, row.region, row.unit, row.variant))
        assert quote is not None
        assert quote.price.proxies == ()
        assert quote.price.region == row.region


def test_every_unit_held_converts_to_itself_and_to_its_like() -> None:
    rules = PriceRules(data_path("mappings", "prices"))
    for held, asked in (
        ("hour", "month"),
        ("GB-hour", "GiB-month"),
        ("GiB", "GB"),
        ("day", "month"),
    ):
        there, back = rules.conversion(held, asked), rules.conversion(asked, held)
        assert there is not None
        assert back is not None
        assert abs(there * back - 1) < Decimal("1e-20")


def test_no_data_file_tells_where_it_was_made() -> None:
    for path in data_path("mappings", "prices").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "/work/" not in text
        assert "/root/" not in text


def test_sizes_carry_their_attribution() -> None:
    for cloud in ("aws", "azure", "gcp"):
        text = data_path("mappings", "sizes", f"{cloud}.csv").read_text(encoding="utf-8")
        assert "SpareCores" in text.splitlines()[0]
        assert "CC BY-SA 4.0" in text.splitlines()[1]
