"""Columns by what they hold: every tool has its own names, and its own case and signs in them."""

import re
from collections.abc import Iterable, Mapping
from unicodedata import normalize

_PLAIN = re.compile(r"[^a-z0-9]+")

Roles = Mapping[str, tuple[str, ...]]
"""Role -> names of the columns that may hold it, the best first; case and signs do not count."""


def plain(name: str) -> str:
    """A column's name without case, signs and accents: `lineItem/ResourceId` is `line_item_resource_id`."""
    if not name.isascii():
        name = normalize("NFKD", name)
    return _PLAIN.sub("", name.lower())


def chosen(columns: Iterable[str], roles: Roles) -> dict[str, str]:
    """The column of each role, by name; a role that no column holds is left out."""
    known: dict[str, str] = {}
    for name in columns:
        known.setdefault(plain(name), name)
    found = {}
    for role, names in roles.items():
        there = [known[word] for one in names if (word := plain(one)) in known]
        if there:
            found[role] = there[0]
    return found
