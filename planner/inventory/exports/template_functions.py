"""The functions of a CloudFormation template, as far as the template alone decides them.

A reference to a resource stays one: `{Ref: X}`, `{Fn::GetAtt: [X, Attribute]}`, or
`{Fn::Sub: "…${X}…"}` where it stands within a text. What the template does not decide is None.
"""

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any

_NAMED = re.compile(r"\$\{(?!!)\s{0,8}([A-Za-z0-9:._]{1,255})\s{0,8}\}")
_MISSING: Any = object()
NO_VALUE: Any = object()
"""What takes a property away."""

_DEEPEST = 100
_PLACES = {"AWS::Region": "region", "AWS::AccountId": "account", "AWS::StackId": "stack"}
"""What only AWS knows, as it is named within a text."""
_PSEUDO: dict[str, Any] = {
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::NotificationARNs": [],
}


class Scope:
    """What names mean in one template."""

    def __init__(self, template: Mapping[str, Any], stack: str) -> None:
        self._stack = stack
        self._parameters = _mapping(template.get("Parameters"))
        self._mappings = _mapping(template.get("Mappings"))
        self._conditions = _mapping(template.get("Conditions"))
        self._resources = _mapping(template.get("Resources"))
        self._decided: dict[str, bool | None] = {}
        self.unknown: set[str] = set()
        """Parameters that something depends on and that have no default."""
        self._functions: dict[str, Callable[[Any, int], Any]] = {
            "Ref": self._ref,
            "Condition": lambda name, _: self._condition(name),
            "Fn::Base64": self._base64,
            "Fn::FindInMap": self._find,
            "Fn::GetAtt": self._attribute,
            "Fn::If": self._if,
            "Fn::ImportValue": self._import,
            "Fn::Join": self._join,
            "Fn::Select": self._select,
            "Fn::Split": self._split,
            "Fn::Sub": self._sub,
            "Fn::Equals": self._equals,
            "Fn::And": self._and,
            "Fn::Or": self._or,
            "Fn::Not": self._not,
        }

    def is_made(self, resource: Mapping[str, Any]) -> bool | None:
        """Whether the condition of a resource holds; None where the template does not decide it."""
        name = resource.get("Condition")
        return True if name is None else self._condition(name)

    def resolved(self, value: object, depth: int = 0) -> Any:  # noqa: ANN401 - JSON
        """The value with its functions applied.

        Raises:
            RecursionError: where it is nested more deeply than any template is.
        """
        if depth > _DEEPEST:
            raise RecursionError
        if isinstance(value, list):
            items = [self.resolved(one, depth + 1) for one in value]
            return [one for one in items if one is not NO_VALUE]
        if not isinstance(value, Mapping):
            return value
        if len(value) == 1:
            ((name, inner),) = value.items()
            function = self._functions.get(name) if isinstance(name, str) else None
            if function is not None and (name != "Condition" or isinstance(inner, str)):
                return function(inner, depth + 1)
            if isinstance(name, str) and name.startswith("Fn::"):
                return None  # of the region or of a macro: only AWS knows
        found = {str(key): self.resolved(one, depth + 1) for key, one in value.items()}
        return {key: one for key, one in found.items() if one is not NO_VALUE}

    def _ref(self, name: object, _depth: int) -> Any:  # noqa: ANN401 - JSON
        if not isinstance(name, str):
            return None
        if name == "AWS::NoValue":
            return NO_VALUE
        if name in self._resources:
            return {"Ref": name}
        value = self._parameter(name)
        return None if value is _MISSING else value

    def _parameter(self, name: str) -> Any:  # noqa: ANN401 - JSON
        if name in _PSEUDO:
            return _PSEUDO[name]
        if name == "AWS::StackName":
            return self._stack
        parameter = _mapping(self._parameters.get(name))
        if "Default" in parameter:
            value = parameter["Default"]
            listed = "List" in str(parameter.get("Type")) and isinstance(value, str)
            return [one.strip() for one in value.split(",") if one.strip()] if listed else value
        if name in self._parameters:
            self.unknown.add(name)
        return _MISSING

    def _condition(self, name: object) -> bool | None:
        if not isinstance(name, str):
            return None
        if name not in self._decided:
            self._decided[name] = None  # a condition that names itself decides nothing
            found = self.resolved(self._conditions.get(name))
            self._decided[name] = found if isinstance(found, bool) else None
        return self._decided[name]

    def _attribute(self, value: object, _depth: int) -> Any:  # noqa: ANN401 - JSON
        words = value.split(".", 1) if isinstance(value, str) else value
        if not isinstance(words, list) or not words or not isinstance(words[0], str):
            return None
        attribute = words[1] if len(words) > 1 and isinstance(words[1], str) else ""
        return {"Fn::GetAtt": [words[0], attribute]}

    def _base64(self, value: object, depth: int) -> Any:  # noqa: ANN401 - JSON
        text = self.resolved(value, depth)
        if not isinstance(text, str):
            return "present"  # a script with references in it: that there is one is enough
        return base64.b64encode(text.encode("utf-8", "replace")).decode()

    def _find(self, value: object, depth: int) -> Any:  # noqa: ANN401 - JSON
        keys = [self.resolved(one, depth) for one in value] if isinstance(value, list) else []
        found: Any = self._mappings
        for key in keys[:3]:
            found = found.get(str(key)) if isinstance(found, Mapping) else None
        return self.resolved(found, depth)

    def _if(self, value: object, depth: int) -> Any:  # noqa: ANN401 - JSON
        if not isinstance(value, list) or len(value) != 3:  # noqa: PLR2004 - condition, then, else
            return None
        holds = self._condition(value[0])
        return None if holds is None else self.resolved(value[1 if holds else 2], depth)

    def _import(self, value: object, depth: int) -> Any:  # noqa: ANN401 - JSON
        name = self.resolved(value, depth)
        return name if isinstance(name, str) else None

    def _join(self, value: object, depth: int) -> Any:  # noqa: ANN401 - JSON
        if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - separator, parts
            return None
        parts = self.resolved(value[1], depth)
        if not isinstance(parts, list):
            return None
        words = [_as_text(one) for one in parts]
        if None in words:
            return None
        return _text(str(value[0]).join(word for word in words if word is not None))

    def _select(self, value: object, depth: int) -> Any:  # noqa: ANN401 - JSON
        if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - index, list
            return None
        index, listed = self.resolved(value[0], depth), self.resolved(value[1], depth)
        if not isinstance(listed, list) or not str(index).isdecimal():
            return None
        return listed[int(index)] if int(index) < len(listed) else None

    def _split(self, value: object, depth: int) -> Any:  # noqa: ANN401 - JSON
        if not isinstance(value, list) or len(value) != 2 or not value[0]:  # noqa: PLR2004
            return None
        text = self.resolved(value[1], depth)
        return text.split(str(value[0])) if isinstance(text, str) else None

    def _sub(self, value: object, depth: int) -> Any:  # noqa: ANN401 - JSON
        given = value[1] if isinstance(value, list) and len(value) > 1 else {}
        text = value[0] if isinstance(value, list) and value else value
        if not isinstance(text, str):
            return None
        own = {key: self.resolved(one, depth) for key, one in _mapping(given).items()}
        lacking = False

        def put(found: re.Match[str]) -> str:
            nonlocal lacking
            name = found.group(1)
            if name in own:
                word = _as_text(own[name])
            elif name.split(".")[0] in self._resources:
                word = f"${{{name}}}"
            else:
                parameter = self._parameter(name)
                word = _PLACES.get(name, name) if parameter is _MISSING else _as_text(parameter)
                lacking = lacking or (parameter is _MISSING and name in self._parameters)
            lacking = lacking or word is None
            return word or ""

        told = _NAMED.sub(put, text)
        return None if lacking else _text(told)

    def _equals(self, value: object, depth: int) -> bool | None:
        if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 - two to compare
            return None
        one, other = (self.resolved(item, depth) for item in value)
        if one is None or other is None or isinstance(one, dict) or isinstance(other, dict):
            return None
        return _word(one) == _word(other)

    def _and(self, value: object, depth: int) -> bool | None:
        found = self._all(value, depth)
        return False if False in found else None if None in found else True

    def _or(self, value: object, depth: int) -> bool | None:
        found = self._all(value, depth)
        return True if True in found else None if None in found else False

    def _not(self, value: object, depth: int) -> bool | None:
        found = self._all(value, depth)
        return not found[0] if len(found) == 1 and found[0] is not None else None

    def _all(self, value: object, depth: int) -> list[bool | None]:
        found = self.resolved(value, depth)
        listed = found if isinstance(found, list) else []
        return [one if isinstance(one, bool) else None for one in listed]


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _word(value: object) -> str:
    """A value as the text that CloudFormation compares: `true` for a YAML true."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _as_text(value: object) -> str | None:
    """A value within a text; references in the form that `Sub` has."""
    if isinstance(value, dict):
        if "Ref" in value:
            return f"${{{value['Ref']}}}"
        if "Fn::GetAtt" in value:
            return "${" + ".".join(value["Fn::GetAtt"]) + "}"
        return str(value["Fn::Sub"]) if "Fn::Sub" in value else None
    if isinstance(value, list):
        words = [_as_text(one) for one in value]
        return None if None in words else ",".join(word for word in words if word is not None)
    return None if value is None else _word(value)


def _text(told: str) -> Any:  # noqa: ANN401 - JSON
    """A text, or a function where it still names resources."""
    found = _NAMED.fullmatch(told)
    if found:
        words = found.group(1).split(".", 1)
        return {"Ref": words[0]} if len(words) == 1 else {"Fn::GetAtt": words}
    return {"Fn::Sub": told} if _NAMED.search(told) else told.replace("${!", "${")
