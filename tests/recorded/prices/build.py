"""Rebuilds `mappings/prices/*.csv` and `mappings/sizes/*.csv` from collected price tables.

    python tests/recorded/prices/build.py TABLES_FOLDER CHECKOUT

The tables are those that `docs/prices.md` describes; `rules.yaml` beside this file says what each
row becomes. Nothing is estimated: figures are copied, or multiplied by the factor the rules name.
"""

import csv
import itertools
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

TABLES = ("compute", "storage", "network", "kubernetes", "other", "database")
PROVIDERS = ("aws", "azure", "gcp", "ovh", "scaleway", "outscale")
COLUMNS = (
    "service", "sku", "variant", "region", "unit", "price", "currency", "date", "source",
    "tier_from", "tier_to",
)  # fmt: skip
FIELDS = {
    "compute": ("instance_type",),
    "storage": ("service", "kind", "sku", "unit"),
    "network": ("component", "sku", "unit"),
    "kubernetes": ("service", "sku", "unit"),
    "other": ("service", "sku", "unit"),
    "database": ("service", "engine", "sku", "component", "ha", "unit"),
}
EURO_LIST = " (EUR list)"
TIER = re.compile(r" \(tier from (\d+)(?: to (\d+))?\)")
ALLOWANCE = 100  # units: an account's free allowance ends at or below this (AWS and Azure egress)
SIZE_COLUMNS = ("name", "vcpus", "memory_gib", "architecture", "gpus")

Row = dict[str, str]
Line = list[str]


def rows_of(folder: Path, table: str) -> Iterator[Row]:
    """The rows of a table and of its additions."""
    for name in (f"{table}.csv", f"additions_{table}.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                row["price"] = row.get("price") or row.get("price_hour") or ""
                row["unit"] = row.get("unit") or "hour"
                yield row


def plain(value: Decimal) -> str:
    """A decimal without exponent and without final zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Builder:
    """Collects the rows of the book, newest first, and the keys of their sources."""

    def __init__(self, rules: dict[str, Any]) -> None:
        self.units = rules["units"]
        self.rules = {
            (provider, table): [(re.compile(rule[0]), *rule[1:]) for rule in found]
            for provider in PROVIDERS
            for table, found in rules[provider].items()
        }
        self.book: dict[str, dict[tuple[object, ...], tuple[tuple[bool, str, bool], Line]]] = {
            provider: {} for provider in PROVIDERS
        }
        self.sources: dict[str, str] = {}
        self.left_out: Counter[tuple[str, str, str]] = Counter()

    def add(self, table: str, row: Row) -> None:
        """Puts one row in the book, unless a newer one of its key is there."""
        key_of_source = self.source(
            row["source"]
        )  # of every row, so that a new rule renumbers none
        name = "instance_type" if table == "compute" else "sku"
        euro = EURO_LIST in row[name]
        row[name] = row[name].replace(EURO_LIST, "")
        tier = TIER.search(row[name])
        if tier:
            row["tier_from"], row["tier_to"] = tier[1], tier[2] or ""
            row[name] = TIER.sub("", row[name])
        found = self.match(row["provider"], table, row)
        if not row["price"] or found is None:
            self.left_out[row["provider"], table, row.get("service", "")] += 1
            return
        service, sku, variant, unit, factor = found
        variant = variant.lower()
        region = {"global": "global", "tier 2 regions": ""}.get(row["region"], row["region"])
        price = Decimal(row["price"]) * Decimal(str(factor))
        first, last = row.get("tier_from") or "", row.get("tier_to") or ""
        # The same thing priced by the hour and by the month is one key: the better row stays.
        basis = "time" if unit in ("hour", "day", "month") else unit
        key = (service, sku.lower(), variant, region, basis, Decimal(first or 0))
        # Euro list prices are what a European customer pays; a rounded row loses to an exact one.
        rank = (euro, row["price_date"], "rounded" not in (row.get("notes") or ""))
        line = [service, sku, variant, region, unit, plain(price), row["currency"],
                row["price_date"], key_of_source, first, last]  # fmt: skip
        held = self.book[row["provider"]].get(key)
        if region and (held is None or rank > held[0]):
            self.book[row["provider"]][key] = (rank, line)

    def match(
        self, provider: str, table: str, row: Row
    ) -> tuple[str, str, str, str, object] | None:
        """(service, sku, variant, unit, factor) of a row; None where it is left out."""
        label = "|".join((row.get(field) or "").strip() for field in FIELDS[table])
        for pattern, service, sku, variant, *given in self.rules.get((provider, table), ()):
            hit = pattern.search(label)
            if not hit:
                continue
            unit, factor = given or self.units.get(row["unit"], (None, None))
            if not service or unit is None:
                return None
            name, code, kind = (hit.expand(word) for word in (service, sku, variant))
            return name, code, kind, unit, factor
        return None

    def source(self, text: str) -> str:
        """The short key of a source."""
        if text not in self.sources:
            self.sources[text] = f"s{len(self.sources) + 1}"
        return self.sources[text]

    def settled(self, provider: str) -> list[Line]:
        """The rows of a provider in order, free allowances of an account taken out."""
        lines = [line for _, line in self.book[provider].values()]
        by_thing: dict[tuple[str, ...], list[Line]] = {}
        for line in sorted(lines, key=lambda one: Decimal(one[9] or 0)):
            by_thing.setdefault((*line[:4], line[6]), []).append(line)
        kept: list[Line] = []
        for tiers in by_thing.values():
            kept.extend(without_allowance(tiers))
        return sorted(kept)


def without_allowance(tiers: list[Line]) -> list[Line]:
    """Tiers from 0: a free first tier belongs to an account, not to each of its resources."""
    if len(tiers) > 1 and Decimal(tiers[0][5]) == 0:
        tiers = tiers[1:]
    starts = [Decimal(tier[9] or 0) for tier in tiers]
    if len(tiers) > 1 and starts[0] == 0 and starts[1] <= ALLOWANCE:
        tiers = tiers[1:]  # an older row without the allowance stands beside a newer one with it
    tiers[0][9] = ""
    for tier, following in itertools.pairwise(tiers):
        tier[10] = following[9]
    tiers[-1][10] = ""
    if len(tiers) > 1:
        tiers[0][9] = "0"
    return tiers


def write(
    path: Path, columns: tuple[str, ...], lines: Iterable[Sequence[str]], *comments: str
) -> None:
    """One CSV file with unix line ends, comments first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"# {comment}\n" for comment in comments)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)


def write_prices(builder: Builder, checkout: Path) -> None:
    """The books and the list of their sources."""
    used: set[str] = set()
    for provider in PROVIDERS:
        lines = builder.settled(provider)
        used.update(line[8] for line in lines)
        write(checkout / "mappings/prices" / f"{provider}.csv", COLUMNS, lines)
        print(provider, len(lines))  # noqa: T201 - a program with its own command
    licences = yaml.safe_load(Path(__file__).with_name("licences.yaml").read_text("utf-8"))
    listed = [
        (key, text, next((note for word, note in licences.items() if word in text), "not stated"))
        for text, key in builder.sources.items()
        if key in used
    ]
    listed.sort(key=lambda one: int(one[0][1:]))
    write(checkout / "mappings/prices/sources.csv", ("key", "source", "licence"), listed)


MACHINES = (
    "Sizes of machines; vCPU, memory, architecture and GPU figures: SpareCores, sc-data-dumps",
    "commit e8749bef, CC BY-SA 4.0 (this file is shared alike). retrieved: 2026-11-21",
)
CLASSES = (
    "Database and cache classes; figures as the price lists print them.",
    "source: price tables of this project (docs/prices.md); retrieved: 2026-11-21",
)


def write_sizes(folder: Path, checkout: Path) -> None:
    """The sizes of the three clouds that estates come from, machines and databases apart."""
    sizes = checkout / "mappings/sizes"
    for cloud in ("aws", "azure", "gcp"):
        machines: dict[str, tuple[str, ...]] = {}
        for row in rows_of(folder, "compute"):
            name = row["instance_type"]
            if row["provider"] == cloud and " " not in name and row["vcpus"] and row["memory_gib"]:
                size = (name, row["vcpus"], row["memory_gib"], row["arch"] or "x86_64", row["gpu"])
                machines.setdefault(name, size)
        write(sizes / f"{cloud}.csv", SIZE_COLUMNS, sorted(machines.values()), *MACHINES)
        classes: dict[str, tuple[str, ...]] = {}
        for row in rows_of(folder, "database"):
            named = " " not in row["sku"] and row["component"] == "instance"
            if row["provider"] == cloud and named and row["memory_gib"]:
                classes.setdefault(row["sku"], (row["sku"], row["vcpus"], row["memory_gib"]))
        if len(classes) > 1:  # the other clouds name database classes after their machines
            found = sorted(classes.values())
            write(sizes / f"{cloud}-db.csv", SIZE_COLUMNS[:3], found, *CLASSES)


def main(folder: Path, checkout: Path) -> None:
    """Builds everything and says how much was left out."""
    rules = yaml.safe_load(Path(__file__).with_name("rules.yaml").read_text("utf-8"))
    builder = Builder(rules)
    for table in TABLES:
        for row in rows_of(folder, table):
            builder.add(table, row)
    write_prices(builder, checkout)
    write_sizes(folder, checkout)
    for key, count in sorted(builder.left_out.items()):
        print("left out", *key, count, file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
