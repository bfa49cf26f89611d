"""One name written in several ways: `DBInstanceClass`, `dBInstanceClass`, `db_instance_class`.

An API answers in the first, AWS Config records in the second, tables and Terraform use the third.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PLURALS = (("ARNs", "Arns"), ("IDs", "Ids"), ("IPs", "Ips"), ("URLs", "Urls"), ("CIDRs", "Cidrs"))

VERBATIM = frozenset({
    "variables", "labels", "policy_document", "assume_role_policy_document", "parameters", "tags",
    "tags_all", "default_arguments", "node_labels", "log_driver_options", "options", "definition",
    "container_definitions", "attributes_map", "configuration_overrides", "redrive_policy",
})  # fmt: skip
"""What holds names of people's own, which must stay as they are."""

DEEPEST = 60
"""Levels of nesting that are rewritten; what lies deeper stays as it is."""


@lru_cache(maxsize=8192)
def snake(name: str) -> str:
    """The name as Terraform writes it; words that are already so stay."""
    for plural, plain in _PLURALS:
        name = name.replace(plural, plain)
    name = name[:1].upper() + name[1:]
    return _WORD.sub("_", name).replace("-", "_").replace(" ", "_").lower()


def snaked(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - JSON
    """The value with the keys of all its objects in Terraform's writing, but for people's own."""
    if depth > DEEPEST:
        return value
    if isinstance(value, Mapping):
        found = {}
        for key, item in value.items():
            name = snake(key) if isinstance(key, str) else str(key)
            found[name] = item if name in VERBATIM else snaked(item, depth + 1)
        return found
    if isinstance(value, list):
        return [snaked(item, depth + 1) for item in value]
    return value


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """What all writings of a name have in common."""
    return name.replace("_", "").replace("-", "").lower()


class Loose(Mapping[str, Any]):
    """An object whose keys are found however they are written, so that an API's adapter reads it."""

    __slots__ = ("_of", "_plain")

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self._plain = plain
        self._of = {fold(key): key for key in reversed(list(plain)) if type(key) is str}

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - JSON
        return _loose(self._plain[self._of[fold(key)]])

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON
        """What stands under the key; asked for so often that it has a way of its own."""
        own = self._of.get(fold(key))
        return default if own is None else _loose(self._plain[own])

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and fold(key) in self._of

    def __iter__(self) -> Iterator[str]:
        return iter(self._of.values())

    def __len__(self) -> int:
        return len(self._of)


def _loose(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The value, its objects loose: a copy of a level at a time, as it is asked for."""
    if type(value) is dict:
        return Loose(value)
    if type(value) is list:
        return [_loose(item) for item in value]
    return value


def plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The value with its loose objects as they were."""
    if type(value) is Loose:
        return {key: plain(item) for key, item in value.items()}
    if type(value) is dict:
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if type(value) is list else value
