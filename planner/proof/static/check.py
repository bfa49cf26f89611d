"""Every block of a root against the schemas and rules that ship."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from planner.catalogue.schemas import Block, TypeSchema, constraints
from planner.proof.check import UNKNOWN, Breach, constraint_breaches, shape_breaches
from planner.proof.check.breach import Path as Place
from planner.proof.check.values import Value, is_unknown
from planner.proof.static.hcl import HclBlock, Scope, literal
from planner.proof.static.references import Declared, dangling
from planner.proof.static.root import META, META_BLOCKS, Root, read_root, schema_of

_GROUPS = {"resource": "resources", "data": "data_sources", "ephemeral": "ephemeral"}


class Finding(Struct, frozen=True, order=True):
    """One thing that is wrong in a root, where it stands."""

    file: str
    line: int
    address: str
    rule: str
    message: str
    severity: Literal["error", "warning"] = "error"


def check_root(folder: Path) -> list[Finding]:
    """What is wrong in the root module of a folder, sorted; empty where nothing is."""
    root = read_root(folder)
    found = [Finding(error.partition(":")[0], 0, "", "syntax", error) for error in root.errors]
    declared = Declared(root)
    seen: set[tuple[str, ...]] = set()
    for block in root.blocks:
        if block.words[0] in {*_GROUPS, "variable", "output", "provider"}:
            if block.words in seen and block.words[0] != "provider":
                found.append(_finding(block, "duplicate", "declared twice"))
            seen.add(block.words)
        found += _of_block(root, block)
        if not root.errors:  # else what is missing may stand in the file that could not be read
            found += [
                Finding(block.file, line, _address(block), "reference", wrong)
                for line, wrong in dangling(block, declared)
            ]
    return sorted(set(found))


def _of_block(root: Root, block: HclBlock) -> Iterator[Finding]:
    yield from _doubled(block, block)
    if block.words[0] == "provider":
        schema = schema_of(root, "", block.words[1])
        if schema is None:
            yield _finding(block, "no-schema", "no schema of this provider ships", "warning")
        else:
            yield from _against(block, schema.provider, {})
    elif block.words[0] in _GROUPS:
        yield from _of_type(root, block)


def _doubled(top: HclBlock, block: HclBlock) -> Iterator[Finding]:
    for name in block.twice:
        yield Finding(block.file, block.lines[name], _address(top), "duplicate", f"{name} twice")
    for inner in block.blocks:
        yield from _doubled(top, inner)


def _of_type(root: Root, block: HclBlock) -> Iterator[Finding]:
    group, kind = block.words[0], block.words[1]
    if kind in {"terraform_remote_state", "terraform_data"}:  # built into the CLIs
        return
    provider = schema_of(root, kind)
    if provider is None:
        yield _finding(block, "no-schema", f"no schema ships for {kind}", "warning")
        return
    schema: TypeSchema | None = getattr(provider, _GROUPS[group]).get(kind)
    if schema is None:
        yield _finding(block, "unknown-type", f"the provider has no {group} {kind}")
        return
    for scope in _scopes(root, block):
        yield from _against(block, schema.block, scope)


def _scopes(root: Root, block: HclBlock) -> list[Scope]:
    """What is known of references, once for each entry of a `for_each` that is known."""
    entries = literal(block.arguments.get("for_each"), root.scope)
    if not isinstance(entries, dict) or not entries:
        return [root.scope]
    return [_scope_of(root.scope, key, value) for key, value in entries.items()]


def _scope_of(outer: Scope, key: str, value: Value) -> Scope:
    fields = value if isinstance(value, dict) else {}
    each = {f"each.value.{name}": one for name, one in fields.items()}
    return {**outer, **each, "each.key": key, "each.value": value}


def _against(block: HclBlock, schema: Block, scope: Scope) -> Iterator[Finding]:
    value, dynamic = _value(block, schema, scope, ())
    for name in META if block.words[0] in _GROUPS else {"alias", "version"}:
        value.pop(name, None)
    breaches = list(shape_breaches(schema, value, open_blocks=frozenset(dynamic)))
    if schema.deprecated:
        breaches.append(Breach((), "deprecated", "deprecated", "warning"))
    rules = constraints().get(block.words[1], {}) if block.words[0] == "resource" else {}
    if not any(breach.rule in {"type", "unknown-argument"} for breach in breaches):
        breaches += constraint_breaches(rules, schema, _closed(value, schema))
    for breach in breaches:
        yield Finding(
            block.file, _line(block, breach.path), _address(block), breach.rule,
            f"{breach.place}: {breach.message}" if breach.path else breach.message,
            breach.severity,
        )  # fmt: skip


def _value(
    block: HclBlock, schema: Block, scope: Scope, path: Place
) -> tuple[dict[str, Value], set[Place]]:
    """The block's value, its arguments beside its blocks; and the paths of dynamic blocks."""
    value: dict[str, Value] = {k: literal(said, scope) for k, said in block.arguments.items()}
    dynamic: set[Place] = set()
    for inner in block.blocks:
        name = inner.words[0]
        if not path and name in META_BLOCKS and name not in schema.blocks:
            continue
        body, scope_here = inner, scope
        if name == "dynamic" and len(inner.words) > 1:
            name = inner.words[1]
            dynamic.add((*path, name))
            body = next((one for one in inner.blocks if one.words[0] == "content"), inner)
        nested = schema.blocks.get(name)
        below = nested.block if nested else Block({})
        made, more = _value(body, below, scope_here, (*path, name))
        dynamic |= more
        if nested is not None and nested.nesting == "single" and name not in value:
            value[name] = made
        else:
            value.setdefault(name, [])
            if isinstance(value[name], list):
                value[name].append(made)
            elif isinstance(value[name], dict):
                value[name] = [value[name], made]  # a single block twice: the shape refuses it
    return value, dynamic


def _closed(value: dict[str, Value], schema: Block) -> dict[str, Value]:
    """The value as a provider sees it: every name of the schema is there."""
    absent = {name: None for name in schema.attributes if name not in value}
    nothing: dict[str, Value] = {
        name: None if nested.nesting == "single" else []
        for name, nested in schema.blocks.items()
        if name not in value
    }
    return {**value, **absent, **nothing}


def _line(block: HclBlock, path: Place) -> int:
    """Line of the deepest part of the path that the file names."""
    line, here = block.line, block
    for step, after in zip(path, (*path[1:], 0), strict=False):
        if not isinstance(step, str):
            continue
        if step in here.lines:
            return here.lines[step]
        named = [one for one in here.blocks if step in {one.words[0], one.words[-1]}]
        if not named:
            break
        here = named[after if isinstance(after, int) and after < len(named) else 0]
        line = here.line
    return line


def _address(block: HclBlock) -> str:
    words = block.words[1:] if block.words[0] == "resource" else block.words
    return ".".join(words)


def _finding(
    block: HclBlock, rule: str, message: str, severity: Literal["error", "warning"] = "error"
) -> Finding:
    return Finding(block.file, block.line, _address(block), rule, message, severity)


__all__ = ["UNKNOWN", "Finding", "check_root", "is_unknown"]
