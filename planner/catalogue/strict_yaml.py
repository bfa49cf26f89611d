"""A safe YAML loader that refuses what would be lost in silence, and finds lines for messages."""

from collections.abc import Hashable
from typing import Any

import yaml

try:  # the C parser is some ten times faster; PyYAML is built without it on a few platforms
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - depends on how PyYAML was built
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


class StrictLoader(_Loader):
    """Refuses a key that is given twice; leaves dates as the text they are."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        """The mapping, unless a key stands in it twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                problem = "a key is not a word"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            if key.value in seen:
                problem = f"the key `{key.value}` is given twice"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


# `2026-11-21` stays text: a date would be another type, and no field of ours is one.
StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
    for first, pairs in _Loader.yaml_implicit_resolvers.items()
}


def holds_alias(content: bytes) -> bool:
    """Whether the text uses an alias, by which a small file becomes a huge value."""
    if b"*" not in content or b"&" not in content:
        return False
    return any(
        isinstance(event, yaml.AliasEvent) for event in yaml.parse(content, Loader=StrictLoader)
    )


def line_of(content: bytes, steps: list[str], key: str | None) -> int:
    """Line (from 1) of the value that `steps` lead to, or of `key` within it; 0 unknown.

    A step `...` stands for any key of a mapping: the first one that holds `key` is taken.
    """
    node = yaml.compose(content, Loader=StrictLoader)
    found = _find(node, steps, key) if node is not None else None
    return found.start_mark.line + 1 if found is not None else 0


def _find(node: yaml.Node, steps: list[str], key: str | None) -> yaml.Node | None:
    if not steps:
        return node if key is None else _key(node, key)
    step, rest = steps[0], steps[1:]
    if isinstance(node, yaml.SequenceNode):
        chosen = node.value if step == "..." else node.value[int(step) : int(step) + 1]
    elif isinstance(node, yaml.MappingNode):
        chosen = [value for name, value in node.value if step in ("...", name.value)]
    else:
        chosen = []
    return next((found for child in chosen if (found := _find(child, rest, key)) is not None), None)


def _key(node: yaml.Node, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((name for name, _ in node.value if name.value == key), None)
