"""Values of an ARM template with its parameters and variables put in, as far as the file tells."""

from collections.abc import Iterator, Mapping
from typing import Any

from planner.inventory.exports.arm_functions import (
    MARK,
    UnresolvedError,
    call,
    is_marked,
    marked,
    other_id,
    resource_id,
    shown,
    surroundings,
    word,
)
from planner.inventory.exports.arm_syntax import (
    Call,
    Literal,
    Node,
    Step,
    SyntaxProblemError,
    is_expression,
    parse,
)

DEEPEST = 60
MOST_STEPS = 1_000_000
"""Values looked at for one template; a template that wants more was made to hang its reader."""
MOST_COPIES = 800
"""As many as Azure itself makes of one resource."""

_SECRET = frozenset({"securestring", "secureobject"})


class Budget:
    """What may still be looked at, for a template and all in it."""

    def __init__(self) -> None:
        self.left = MOST_STEPS

    def spend(self, depth: int) -> None:
        """One value that lies so deep.

        Raises:
            UnresolvedError: where all is spent, or it lies too deep.
        """
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            raise UnresolvedError


class Values:
    """What the expressions of one template may ask."""

    def __init__(
        self,
        template: Mapping[str, Any],
        scope: str,
        *,
        given: Mapping[str, Any] | None = None,
        budget: Budget | None = None,
    ) -> None:
        self.scope = scope
        self.budget = budget or Budget()
        self.unresolved: dict[str, str] = {}
        self.named: set[str] = set()
        """Ids that `reference` asks for what runs: needed, though their values are unknown."""
        self.asked: set[str] = set()
        """Parameters without a default."""
        self.copies: dict[str, int] = {}
        self._parameters = _mapping(template.get("parameters"))
        self._variables = _mapping(template.get("variables"))
        self._given = given or {}
        self._known: dict[tuple[str, str], Any] = {}
        self._open: set[tuple[str, str]] = set()

    def resolved(self, value: Any, path: str = "") -> Any:  # noqa: ANN401 - JSON
        """The value; what only Azure knows is None, and its text is kept in `unresolved`.

        Names and ids are kept with what is unknown in them in braces: they fit each other still.
        """
        found = self._resolved(value, path, 0)
        return self._shown(found, path) if is_marked(found) else found

    def _shown(self, value: Any, path: str) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, list):
            return [self._shown(one, f"{path}[{at}]") for at, one in enumerate(value)]
        if isinstance(value, Mapping):
            below = ((key, f"{path}.{key}" if path else key) for key in value)
            return {key: self._shown(value[key], at) for key, at in below}
        if not isinstance(value, str) or MARK not in value:
            return value
        if value.startswith("/") or path.endswith("name") or path.startswith("dependsOn"):
            return shown(value)
        self.unresolved[path] = shown(value)
        return None

    def _resolved(self, value: Any, path: str, depth: int) -> Any:  # noqa: ANN401 - JSON
        try:
            self.budget.spend(depth)
            if isinstance(value, str):
                return self.text(value)
        except UnresolvedError:
            self.unresolved[path] = value if isinstance(value, str) else ""
            return None
        if isinstance(value, list):
            return [
                self._resolved(one, f"{path}[{number}]", depth + 1)
                for number, one in enumerate(value)
            ]
        if isinstance(value, Mapping):
            return self._object(value, path, depth)
        return value

    def _object(self, value: Mapping[str, Any], path: str, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, item in value.items():
            name = self.name(key)
            below = f"{path}.{name}" if path else name
            if key == "copy" and isinstance(item, list):
                found |= self._copied(item, below, depth)
            else:
                found[name] = self._resolved(item, below, depth + 1)
        return found

    def name(self, key: str) -> str:
        """A key, which may be an expression (ids of identities are keys); itself if unresolved."""
        try:
            found = self.text(key)
        except UnresolvedError:
            return key
        return shown(found) if isinstance(found, str) else key

    def _copied(self, loops: list[Any], path: str, depth: int) -> dict[str, Any]:
        """Properties that are written once for several: `copy: [{name, count, input}]`."""
        found: dict[str, Any] = {}
        for loop in loops:
            if not isinstance(loop, Mapping) or not isinstance(name := loop.get("name"), str):
                continue
            found[name] = [
                self._resolved(loop.get("input"), f"{path}.{name}[{number}]", depth + 1)
                for number in self.counted(name, loop.get("count"))
            ]
        return found

    def counted(self, name: str, count: Any) -> Iterator[int]:  # noqa: ANN401 - JSON
        """The numbers of a loop, which expressions ask by `copyIndex` meanwhile."""
        number = self.resolved(count, f"copy.{name}")
        most = number if isinstance(number, int) and not isinstance(number, bool) else 0
        outer = dict(self.copies)
        for at in range(min(most, MOST_COPIES)):
            if self.budget.left < 0:
                break
            self.copies = {**outer, name: at, "": at}
            yield at
        self.copies = outer

    def text(self, text: str) -> Any:  # noqa: ANN401 - JSON
        """What a text stands for.

        Raises:
            UnresolvedError: where only Azure knows.
        """
        if not is_expression(text):
            return text[1:] if text.startswith("[[") else text
        try:
            return self._value(parse(text), 0)
        except (SyntaxProblemError, RecursionError) as failure:
            raise UnresolvedError from failure

    def _value(self, node: Node, depth: int) -> Any:  # noqa: ANN401 - JSON
        self.budget.spend(depth)
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Step):
            return _step(self._value(node.of, depth + 1), self._value(node.key, depth + 1))
        if node.name in ("if", "and", "or"):
            return self._chosen(node, depth)
        arguments = [self._value(one, depth + 1) for one in node.arguments]
        return self._asked(node, arguments)

    def _chosen(self, node: Call, depth: int) -> Any:  # noqa: ANN401 - JSON
        """What need not know all it is given."""
        if node.name == "if":
            if len(node.arguments) != 3:  # noqa: PLR2004 - condition, then, else
                raise UnresolvedError
            condition, then, other = node.arguments
            chosen = then if self._value(condition, depth + 1) else other
            return self._value(chosen, depth + 1)
        stops = node.name == "or"
        return next(
            (stops for one in node.arguments if bool(self._value(one, depth + 1)) is stops),
            not stops,
        )

    def _asked(self, node: Call, arguments: list[Any]) -> Any:  # noqa: ANN401 - JSON
        """A function that asks the template, else one of text and numbers."""
        first = arguments[0] if arguments else ""
        if node.name in ("parameters", "variables"):
            return self._declared(node.name, word(first))
        if node.name == "copyindex":
            return self._index(arguments)
        if node.name == "resourceid":
            return resource_id(self.scope, arguments)
        if node.name in ("subscriptionresourceid", "tenantresourceid", "extensionresourceid"):
            return other_id(node.name, self.scope, arguments)
        if node.name in ("subscription", "resourcegroup"):
            return surroundings(node.name, self.scope)
        if node.name in ("reference", "listkeys") and isinstance(first, str):
            self.named.add(first)
        return call(node.name, arguments)

    def _index(self, arguments: list[Any]) -> int:
        name = next((one for one in arguments if isinstance(one, str)), "")
        offset = next((one for one in arguments if isinstance(one, int)), 0)
        if name not in self.copies:
            raise UnresolvedError
        return self.copies[name] + offset

    def _declared(self, what: str, name: str) -> Any:  # noqa: ANN401 - JSON
        key = (what, name.lower())
        if key in self._known:
            return self._known[key]
        if key in self._open:  # a variable that asks for itself
            raise UnresolvedError
        self._open.add(key)
        try:
            found = self._parameter(name) if what == "parameters" else self._variable(name)
        finally:
            self._open.discard(key)
        self._known[key] = found
        return found

    def _parameter(self, name: str) -> Any:  # noqa: ANN401 - JSON
        if name in self._given:
            return self._given[name]
        declared = _named(self._parameters, name)
        kind = str(declared.get("type", "")).lower() if isinstance(declared, Mapping) else ""
        if not isinstance(declared, Mapping) or kind in _SECRET:
            raise UnresolvedError
        if declared.get("defaultValue") is not None:
            return self._whole(declared["defaultValue"])
        self.asked.add(name)
        if kind != "string":
            raise UnresolvedError
        return marked(name)

    def _variable(self, name: str) -> Any:  # noqa: ANN401 - JSON
        if (written := _named(self._variables, name)) is not None:
            return self._whole(written)
        loops = self._variables.get("copy")
        for loop in loops if isinstance(loops, list) else ():
            if isinstance(loop, Mapping) and loop.get("name") == name:
                found = self.counted(name, loop.get("count"))
                return [self._whole(loop.get("input")) for _ in found]
        raise UnresolvedError

    def _whole(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        """A declared value with what is in it; unresolved as a whole where a part of it is."""
        outer, self.unresolved = self.unresolved, {}
        found = self._resolved(value, "", 0)
        inner, self.unresolved = self.unresolved, outer
        if "" in inner:
            raise UnresolvedError
        return found


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _named(declared: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - JSON
    if name in declared:
        return declared[name]
    lowered = name.lower()
    return next((one for key, one in declared.items() if key.lower() == lowered), None)


def _step(of: Any, key: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(of, Mapping) and isinstance(key, str):
        found = _named(of, key)
        if found is None:
            raise UnresolvedError
        return found
    if isinstance(of, list | str) and isinstance(key, int) and 0 <= key < len(of):
        return of[key]
    raise UnresolvedError
