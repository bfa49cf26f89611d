"""What the columns of lists of machines and of registers mean (`mappings/machines.yaml`)."""

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`mappings/machines.yaml`: role -> names of its column."""

    source: str
    retrieved: str
    machines: dict[str, tuple[str, ...]]
    disks: dict[str, tuple[str, ...]]
    tags: dict[str, tuple[str, ...]]
    register: dict[str, tuple[str, ...]]
    systems: dict[str, str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The table."""
    return load_yaml(data_path("mappings", "machines.yaml"), Words)


_VERSION = re.compile(r"(?<![\d.])(\d{1,4}(?:\.\d{1,2})?)(?![\d]*-?bit)")


def system(name: str, version: str = "") -> str:
    """A system as `<family>[-<version>]`; '' where no family is known by that name.

    >>> system("Microsoft Windows Server 2019 (64-bit)")
    'windows-2019'
    """
    for pattern, family in words().systems.items():
        if re.search(pattern, name):
            found = _VERSION.search(re.sub(r"\(?(?:32|64)-?bit\)?", "", f"{name} {version}"))
            return f"{family}-{found.group(1)}" if found and family != "linux" else family
    return ""


_NUMBER = re.compile(r"^\s*(\d+(?:[.,]\d+)?)\s*([a-zA-Z]*)\s*$")
_THOUSANDS = re.compile(r"(?<=\d)[\s\u00a0\u202f'](?=\d{3}(?:\D|$))")
_UNITS: Mapping[str, float] = {
    "": 1, "g": 1, "gb": 1, "gib": 1, "go": 1,
    "m": 1 / 1024, "mb": 1 / 1024, "mib": 1 / 1024, "mo": 1 / 1024,
    "t": 1024, "tb": 1024, "tib": 1024, "to": 1024,
}  # fmt: skip


def number(word: str) -> float | None:
    """A number above zero, thousands apart or not; None where there is none."""
    plain = _THOUSANDS.sub("", word.strip())
    found = _NUMBER.match(plain)
    value = float(found.group(1).replace(",", ".")) if found and not found.group(2) else 0.0
    return value or None


def gib(word: str) -> tuple[float | None, bool]:
    """An amount of memory or disk in GiB, and whether its unit stood with it."""
    plain = _THOUSANDS.sub("", word.strip())
    found = _NUMBER.match(plain)
    factor = _UNITS.get(found.group(2).lower()) if found else None
    if found is None or factor is None:
        return None, False
    return float(found.group(1).replace(",", ".")) * factor or None, bool(found.group(2))
