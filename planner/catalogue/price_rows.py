"""The rows of a price book as they lie in `mappings/prices/`, and the rates beside them."""

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from planner.errors import DataError
from planner.model.text import Text

COLUMNS = [
    "service", "sku", "variant", "region", "unit", "price", "currency", "date", "source",
    "tier_from", "tier_to",
]  # fmt: skip

Key = tuple[str, str, str]
"""(service, sku, variant), the last two in lower case: clouds are careless of case."""


class PriceRow(NamedTuple):
    """One line of a price book, as text; figures become decimals when they are asked for."""

    service: str
    sku: str
    variant: str
    region: str
    unit: str
    price: str
    currency: str
    date: str
    source: str
    tier_from: str
    tier_to: str


class Rate(NamedTuple):
    """How many units of a currency make one euro, with date and source."""

    rate: Decimal
    date: str
    source: str


Shelf = dict[Key, dict[str, list[PriceRow]]]
"""Key -> region -> its tiers in order."""


def read_shelf(path: Path) -> Shelf:
    """The prices of one provider.

    Raises:
        DataError: where the file is missing or its columns are not those documented.
    """
    shelf: Shelf = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            if next(lines, None) != COLUMNS:
                raise _wrong(path, "the first line is not the list of columns")
            for row in map(PriceRow._make, lines):
                regions = shelf.setdefault((row[0], row[1].lower(), row[2]), {})
                regions.setdefault(row[3], []).append(row)
    except (OSError, UnicodeDecodeError, csv.Error, TypeError) as failure:
        raise _wrong(path, str(failure)) from failure
    for regions in shelf.values():
        for tiers in regions.values():
            if len(tiers) > 1:
                tiers.sort(key=lambda row: decimal(row.tier_from or "0", path))
    return shelf


def read_sources(path: Path) -> dict[str, str]:
    """Short key -> what the source is."""
    return {row[0]: row[1] for row in _lines(path, 3)}


def read_rates(path: Path) -> dict[tuple[str, str], Rate]:
    """(currency, provider or "") -> units of it for one euro."""
    return {
        (currency, provider): Rate(decimal(rate, path), date, source)
        for currency, provider, rate, date, source in _lines(path, 5)
    }


def decimal(text: str, path: Path) -> Decimal:
    """A figure of a data file.

    Raises:
        DataError: where it is no finite number.
    """
    try:
        value = Decimal(text)
    except InvalidOperation as failure:
        raise _wrong(path, f"{text!r} is not a number") from failure
    if not value.is_finite():
        raise _wrong(path, f"{text!r} is not a finite number")
    return value


def _lines(path: Path, width: int) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
    except (OSError, UnicodeDecodeError, csv.Error) as failure:
        raise _wrong(path, str(failure)) from failure
    if any(len(row) != width for row in rows):
        raise _wrong(path, f"a line has not {width} columns")
    return rows


def _wrong(path: Path, why: str) -> DataError:
    return DataError(
        Text(en="A price file cannot be used", fr="Un fichier de prix est inutilisable"),
        Text(en=f"{path.name}: {why}.", fr=f"{path.name} : {why}."),
        Text(
            en="Install the package again, or rebuild the file as docs/prices.md says.",
            fr="Réinstallez le paquet, ou reconstruisez le fichier comme l'indique docs/prices.md.",
        ),
        source=path.name,
    )
