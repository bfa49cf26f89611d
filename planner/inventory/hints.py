"""Account and region of a file, where the ids in it agree; the record's own word always wins."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml

_LOOKED_AT = 4 * 2**20
"""Bytes of a file in which ids are looked for: enough to see whether it holds one account."""


class MadeFrom(Struct, frozen=True, forbid_unknown_fields=True):
    """Tags by which what runs names the template that it was made from."""

    name: str
    """Holds what the template calls it."""
    stack: str
    """Holds what the template was deployed as."""


class _Hints(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    retrieved: str
    ids: dict[str, str]
    paths: dict[str, str]
    placeless: dict[str, str]
    regions: tuple[str, ...]
    identities: tuple[str, ...]
    same: dict[str, str]
    made_from: dict[str, MadeFrom]


class Place(Struct, frozen=True, gc=False):
    """Account and region; empty where not known."""

    account: str = ""
    region: str = ""


@lru_cache(maxsize=1)
def hints() -> _Hints:
    """The table `mappings/hints.yaml`."""
    return load_yaml(data_path("mappings", "hints.yaml"), _Hints)


@lru_cache(maxsize=8)
def _pattern(cloud: str) -> re.Pattern[str] | None:
    pattern = hints().ids.get(cloud)
    return re.compile(pattern) if pattern else None


def place_of_file(cloud: str, content: bytes) -> Place:
    """The account and region that every id in the file names; empty where they differ."""
    pattern = _pattern(cloud)
    if pattern is None:
        return Place()
    text = content[:_LOOKED_AT].decode("utf-8", "replace")
    found: dict[str, set[str]] = {"account": set(), "region": set()}
    for match in pattern.finditer(text):
        for name, word in match.groupdict().items():
            if word:
                found[name].add(word)
    alone = {name: next(iter(seen)) for name, seen in found.items() if len(seen) == 1}
    return Place(account=alone.get("account", ""), region=alone.get("region", ""))


def place_of_path(cloud: str, parts: tuple[str, ...]) -> Place:
    """The account and region that the folders and the name of a file tell, the nearest first."""
    pattern = hints().paths.get(cloud)
    found: dict[str, str] = {}
    for part in reversed(parts) if pattern else ():
        for match in re.finditer(pattern or "", part):
            for name, word in match.groupdict().items():
                if word:
                    found.setdefault(name, word)
    return Place(account=found.get("account", ""), region=found.get("region", ""))


def is_placeless(cloud: str, identity: str) -> bool:
    """Whether an id lacks the region that things of its service have."""
    pattern = hints().placeless.get(cloud)
    return bool(pattern and re.match(pattern, identity))


def place_of_record(cloud: str, attributes: Mapping[str, Any], usual: Place) -> Place:
    """Account and region of a record of a type that no rule reads."""
    account = region = ""
    pattern = _pattern(cloud)
    for word in identities(attributes) if pattern is not None else ():
        match = pattern.search(word) if pattern is not None else None
        if match is not None:
            told = match.groupdict()
            account = account or told.get("account") or ""
            region = region or told.get("region") or ""
    for name in hints().regions:
        written = attributes.get(name)
        if not region and isinstance(written, str):
            region = written.replace(" ", "").lower()
    return Place(account=account or usual.account, region=region or usual.region)


def identities(attributes: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids and names that a record of an unknown type gives itself."""
    found = (attributes.get(name) for name in hints().identities)
    return tuple(dict.fromkeys(word for word in found if isinstance(word, str) and word))
