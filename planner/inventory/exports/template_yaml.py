"""YAML of templates and cassettes, read safely; with the short forms of functions (`!Ref`, `!Sub`)."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

import yaml

_SAFE: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TEMPLATE = 1 << 22
"""Bytes of a template that are read; CloudFormation takes 1 MB."""
CASSETTE = 1 << 26
"""Bytes of a cassette that are read."""


class _Loader(_SAFE):  # type: ignore[misc]
    """Reads nothing but plain values: no dates, no numbers to base 60 or 8, no `yes` for true."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


def _words(tag: str, pattern: str, first: str) -> None:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


_words("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF")
_words("int", r"^[-+]?(?:0|[1-9][0-9]{0,17})$", "-+0123456789")
_words("float", r"^[-+]?[0-9]{1,17}\.[0-9]{1,17}$", "-+0123456789")
_words("null", r"^(?:~|null|Null|NULL|)$", "~nN\0")
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^$"), [""])


def _function(loader: Any, suffix: str, node: Any) -> Any:  # noqa: ANN401 - PyYAML has no types here
    """`!Sub x` as `{Fn::Sub: x}`."""
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix in ("Ref", "Condition"):
        return {suffix: value}
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {f"Fn::{suffix}": value}


def _plain(loader: Any, _suffix: str, node: Any) -> Any:  # noqa: ANN401 - PyYAML has no types here
    """`!!python/unicode x` of old cassettes as the text that it is; nothing of Python is made."""
    return loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else None


_Loader.add_multi_constructor("!", _function)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _plain)


def load_yaml_text(content: bytes, most: int = TEMPLATE) -> Mapping[str, Any] | str:
    """The document; a few words on why not, where it cannot be read."""
    if len(content) > most:
        return f"larger than {most} bytes"
    try:
        if b"*" in content and _has_alias(content):
            return "aliases, which neither templates nor cassettes have"
        found = yaml.load(content, _Loader)  # noqa: S506 - the loader is safe: plain values alone
    except yaml.MarkedYAMLError as failure:
        line = failure.problem_mark.line + 1 if failure.problem_mark else 0
        return f"line {line}: {failure.problem}"[:200]
    except yaml.YAMLError as failure:
        return type(failure).__name__
    except (RecursionError, ValueError, TypeError) as failure:
        return type(failure).__name__
    return found if isinstance(found, Mapping) else "not a mapping"


def _has_alias(content: bytes) -> bool:
    return any(isinstance(one, yaml.AliasEvent) for one in yaml.parse(content, _SAFE))
