"""Which asset type an object of a list of Google's is of, by its `kind`, link, name or keys."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml

_PLACES = frozenset({"zones", "regions"})
_KIND = re.compile(r"^([a-z]+)#([A-Za-z]+)$")
_KNATIVE = ("serving.knative.dev/", "run.googleapis.com/")


class Candidate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type, and the keys that an object must have to be of it."""

    type: str
    has: tuple[str, ...] = ()


class _Answers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    source: str
    retrieved: str
    kinds: dict[str, str]
    types: dict[str, str | None]
    lists: frozenset[str]
    paths: dict[str, tuple[Candidate, ...]]
    keys: tuple[Candidate, ...]


@lru_cache(maxsize=1)
def _answers() -> _Answers:
    return load_yaml(data_path("mappings", "gcp-answers.yaml"), _Answers)


def is_list(key: str) -> bool:
    """Whether answers have lists under that key."""
    return key in _answers().lists


def asset_type(value: Mapping[str, Any]) -> str | None:
    """The asset type of an object; '' for what is no resource (a zone), None where it is unknown."""
    kind = value.get("kind")
    if isinstance(kind, str) and (found := _KIND.match(kind)):
        return _of_kind(found.group(1), found.group(2))
    version = value.get("apiVersion")
    if isinstance(version, str) and version.startswith(_KNATIVE):
        return f"run.googleapis.com/{kind}" if kind in ("Service", "Job") else None
    for word in (value.get("selfLink"), value.get("name")):
        if isinstance(word, str) and (known := _of_path(word, value)):
            return known
    return _first(_answers().keys, value)


def _of_kind(service: str, noun: str) -> str | None:
    table = _answers()
    host = table.kinds.get(service)
    if host is None:
        return None
    word = table.types.get(noun, noun[:1].upper() + noun[1:])
    return f"{host}/{word}" if word else ""


def _of_path(word: str, value: Mapping[str, Any]) -> str | None:
    shape = _shape(word)
    if shape.startswith("projects/locations/") and "compute" in word[:60]:
        return None
    return _first(_answers().paths.get(shape, ()), value) if shape else None


def _shape(word: str) -> str:
    """The collections that a name or link goes through: `projects/locations/clusters`."""
    start = max(word.find("projects/"), 0)
    pieces = word[start:].split("/")
    if len(pieces) % 2 or len(pieces) > 10:  # noqa: PLR2004 - no name goes deeper
        return ""
    return "/".join("locations" if one in _PLACES else one for one in pieces[::2])


def _first(candidates: tuple[Candidate, ...], value: Mapping[str, Any]) -> str | None:
    fitting = (one.type for one in candidates if all(key in value for key in one.has))
    return next(fitting, None)
