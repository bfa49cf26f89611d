"""The flat attributes of old states (`tags.%`, `ingress.4029.from_port`), made nested again."""

from collections.abc import Mapping
from typing import Any

_Tree = dict[str, Any]
_DEEPEST = 64
"""Levels that a flat key may make; no provider's schema comes near."""


def nested(flat: Mapping[str, str]) -> dict[str, Any]:
    """The attributes as later states write them, though every scalar stays text.

    >>> nested({"id": "i-1", "tags.%": "1", "tags.a.b": "c", "sg.#": "1", "sg.77": "x"})
    {'id': 'i-1', 'tags': {'a.b': 'c'}, 'sg': ['x']}
    """
    tree: _Tree = {}
    for key, value in flat.items():
        node = tree
        *path, last = key.split(".", _DEEPEST)
        for step in path:
            below = node.get(step)
            if not isinstance(below, dict):
                # A key that is both a value and a prefix of others: the deeper reading wins.
                below = node[step] = {}
            node = below
        if not isinstance(node.get(last), dict):
            node[last] = value
    return {name: _shape(value) for name, value in tree.items()}


def _shape(value: Any) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(value, dict):
        return value
    if "%" in value:
        return dict(_leaves({name: item for name, item in value.items() if name != "%"}, ""))
    shaped = {name: _shape(item) for name, item in value.items() if name != "#"}
    if "#" not in value:
        return shaped
    order = sorted(shaped, key=lambda name: (not name.isdecimal(), len(name), name))
    return [shaped[name] for name in order]


def _leaves(value: _Tree, prefix: str) -> list[tuple[str, str]]:
    """The entries of a map, whose own keys may hold dots."""
    found: list[tuple[str, str]] = []
    for name, item in value.items():
        if isinstance(item, dict):
            found += _leaves(item, f"{prefix}{name}.")
        else:
            found.append((f"{prefix}{name}", item))
    return found
