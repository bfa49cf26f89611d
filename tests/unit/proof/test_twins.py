"""Every rule of constraints.json must be able to fail: a broken twin of a value is refused."""

from collections.abc import Iterator
from typing import Any

import pytest

from planner.catalogue.schemas import Block, constraints, provider_names, provider_schema
from planner.proof.check import UNKNOWN, Breach, constraint_breaches
from planner.proof.check.rules_of_many import NAMES as RULES_OF_MANY
from planner.proof.check.rules_of_one import NAMES as RULES_OF_ONE
from planner.proof.check.rules_of_one import complaint
from planner.proof.check.values import Value
from planner.proof.double.plan import replacing

SAYING_OTHERWISE = {"checked", "force_new", "nested", "deprecated"}
TEXTS = ("", "~", "NOT so", "not so!", "x" * 300, "-", "9", "a", "é", "/", "a b", "\n")


def blocks() -> dict[str, Block]:
    schemas = (provider_schema(name) for name in provider_names().values())
    return {kind: one.block for schema in schemas for kind, one in schema.resources.items()}


BLOCKS = blocks()


def seats(
    rules: dict[str, Any], way: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, rule in rules.items():
        yield (*way, name), rule
        yield from seats(rule.get("nested", {}), (*way, name))


def seated(block: Block, way: tuple[str, ...], value: object) -> dict[str, Any]:
    """The value of a resource that holds `value` at the end of the way, and nothing else."""
    step, rest = way[0], way[1:]
    if step in {"_resource", "_block"}:
        return {}
    if not rest:
        return {step: value}
    return {step: wrapped(block, step, seated(below(block, step), rest, value))}


def wrapped(block: Block, step: str, inner: dict[str, Any]) -> Value:
    """An object as the schema nests it."""
    if step in block.blocks:
        return inner if block.blocks[step].nesting == "single" else [inner]
    attribute = block.attributes.get(step)
    if attribute is None:
        return [inner]
    if attribute.nested is not None:
        nesting = attribute.nested.nesting
        return {"a": inner} if nesting == "map" else inner if nesting == "single" else [inner]
    return [inner] if isinstance(attribute.type, list) and attribute.type[0] != "object" else inner


def below(block: Block, step: str) -> Block:
    if step in block.blocks:
        return block.blocks[step].block
    attribute = block.attributes.get(step)
    return Block(attribute.nested.attributes if attribute and attribute.nested else {})


def placed(block: Block, value: dict[str, Any], name: str, way: tuple[str, ...]) -> None:
    """Gives another attribute a value that counts as given, where the rule will look for it."""
    steps = [step for step in name.split(".") if not step.isdigit()]
    here, schema = value, block
    if len(steps) == 1:  # a neighbour, else at the top
        for step in way[:-1]:
            inside = here[step]
            one = inside[0] if isinstance(inside, list) else inside
            schema, here = below(schema, step), one
        if steps[0] not in schema.attributes and steps[0] not in schema.blocks:
            here, schema = (here, schema) if steps[0] not in block.attributes else (value, block)
            if steps[0] in block.blocks:
                here, schema = value, block
    for step in steps[:-1]:
        here.setdefault(step, wrapped(schema, step, {}))
        inside = here[step]
        here = inside[0] if isinstance(inside, list) else inside
        schema = below(schema, step)
    given = wrapped(schema, steps[-1], {"x": "y"}) if steps[-1] in schema.blocks else "given"
    here.setdefault(steps[-1], given)


def wrong_for(rule: str, wanted: Value) -> Value:
    """A value that one rule over one value refuses."""
    if rule == "max_items":
        return [{}] * (wanted + 1)
    if rule == "min_items":
        return [{}] * (wanted - 1)
    if rule == "key_max_length":
        return {"k" * (wanted + 1): "v"}
    if rule == "value_max_length":
        return {"k": "v" * (wanted + 1)}
    if rule in {"max_length", "max_bytes", "max_nonspace_chars", "item_length"}:
        return "x" * (wanted + 1)
    candidates = [*TEXTS, -1, 0, 1, 3, 7, 10**12, "*?*?*?*?", "10.0.0.0/31", "10.0.0.1/8"]
    if rule in {"not_allowed", "allowed"}:
        candidates += [wanted[0]]
    return next(one for one in candidates if complaint(rule, one, wanted))


def broken(block: Block, way: tuple[str, ...], rule: str, wanted: Value) -> dict[str, Any]:
    if rule in RULES_OF_ONE:
        return seated(block, way, wrong_for(rule, wanted))
    if rule in {"exactly_one_of", "also_exactly_one_of", "at_least_one_of", "required"}:
        return seated(block, way, None)
    value = seated(
        block, way, "given" if way[-1] not in below_all(block, way).blocks else [{"x": 1}]
    )
    if rule == "conflicts_with":
        own = {way[-1], ".".join(way)}
        plain = [".".join(s for s in one.split(".") if not s.isdigit()) for one in wanted]
        placed(block, value, next(one for one in plain if one not in own), way)
    elif rule in {"required_if", "required_unless", "by_usage"}:
        return neighbours(block, way, rule, wanted)
    elif rule in {"forbidden_unless", "required_if_true"}:
        value = seated(block, way, value=True)
        placed(block, value, next(iter(wanted)), way)
    elif rule == "min_if":
        value = seated(block, way, wanted["min"] - 1) | {
            name: one for name, one in wanted.items() if name != "min"
        }
    elif rule == "max_ratio":
        value = seated(block, way, wanted["ratio"] + 1) | {wanted["attribute"]: 1}
    return value


def cannot_break(block: Block, way: tuple[str, ...], rule: str, wanted: Value) -> bool:
    """A text has 0 characters or more; a block that is written is there once or more."""
    if rule == "required_with" and [".".join(way[:-1]), "0"] == wanted[0].rsplit(".", 1):
        return True
    is_block = way[-1] in below_all(block, way).blocks
    return (rule, wanted) == ("min_length", 0) or (rule == "min_items" and is_block and wanted == 1)


def neighbours(block: Block, way: tuple[str, ...], rule: str, wanted: Value) -> dict[str, Any]:
    if rule == "by_usage":
        usage, good = next(iter(wanted.items()))
        return {"usage": usage, way[-1]: f"not {good[0]}"}
    value = seated(block, way, None)
    here = value
    for step in way[:-1]:
        here = here[step][0] if isinstance(here[step], list) else here[step]
    for name, one in wanted.items():
        first = one[0] if isinstance(one, list) else one
        here[name] = f"other than {first}" if rule == "required_unless" else first
    return value


def below_all(block: Block, way: tuple[str, ...]) -> Block:
    for step in way[:-1]:
        block = below(block, step)
    return block


def found(kind: str, value: dict[str, Any]) -> list[Breach]:
    return list(constraint_breaches(constraints()[kind], BLOCKS[kind], value))


@pytest.mark.parametrize("kind", sorted(set(constraints()) & set(BLOCKS)))
def test_every_rule_refuses_its_broken_twin(kind: str) -> None:
    for way, rule in seats(constraints()[kind]):
        for name, wanted in rule.items():
            if name in SAYING_OTHERWISE or cannot_break(BLOCKS[kind], way, name, wanted):
                continue
            twin = broken(BLOCKS[kind], way, name, wanted)
            names = tuple(step for step in way if not step.startswith("_"))
            hits = {
                (
                    tuple(step for step in one.path if isinstance(step, str) and step != "a"),
                    one.rule,
                )
                for one in found(kind, twin)
            }
            assert (names, name) in hits, f"{way} {name} {wanted} takes {twin}"


def test_every_kind_of_rule_is_enforced() -> None:
    said = {name for rules in constraints().values() for _, rule in seats(rules) for name in rule}
    assert said <= RULES_OF_ONE | RULES_OF_MANY | SAYING_OTHERWISE


def test_every_constrained_type_has_a_schema() -> None:
    assert set(constraints()) <= set(BLOCKS)


@pytest.mark.parametrize("kind", sorted(set(constraints()) & set(BLOCKS)))
def test_what_is_not_known_yet_breaks_nothing_but_what_is_missing(kind: str) -> None:
    block = BLOCKS[kind]
    value = dict.fromkeys([*block.attributes, *block.blocks], UNKNOWN)
    assert [one for one in found(kind, value) if one.severity == "error"] == []


def test_a_change_of_what_cannot_change_in_place_replaces() -> None:
    checked = 0
    for kind, rules in constraints().items():
        for name, rule in rules.items():
            if rule.get("force_new") and name in BLOCKS[kind].attributes:
                before, after = {name: "a"}, {name: "b"}
                assert name in set(replacing(rules, before, after))
                assert name not in set(replacing(rules, before, before))
                checked += 1
    assert checked > 1000


def test_a_deprecated_argument_is_a_warning() -> None:
    for kind, rules in constraints().items():
        for way, rule in seats(rules):
            if rule.get("deprecated"):
                value = seated(BLOCKS[kind], way, "given")
                hits = [one for one in found(kind, value) if one.rule == "deprecated"]
                assert hits
                assert {one.severity for one in hits} == {"warning"}
