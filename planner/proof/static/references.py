"""References of a root to what it does not declare."""

import re
from collections.abc import Iterator

from planner.catalogue.schemas import TypeSchema
from planner.proof.static.hcl import HclBlock, expressions
from planner.proof.static.root import Root, schema_of

_PLAIN = re.compile(r'"(?:[^"\\$%]|\\.|\$(?!\{)|%(?!\{))*"')
_NAMED = re.compile(r"(?<![\w.\-\]])(var|local)\.(\w[\w-]*)")
_DATA = re.compile(r"(?<![\w.\-])data\.(\w+)\.(\w[\w-]*)(?:\[[^\]]*\])?(?:\.(\w+))?")
_RESOURCE = re.compile(r"(?<![\w.\-\]])(\w+_\w+)\.(\w[\w-]*)(?:\[[^\]]*\])?(?:\.(\w+))?")


class Declared:
    """What a root declares, by the way it is referred to."""

    def __init__(self, root: Root) -> None:
        self.root = root
        self.names = {("var", block.words[1]) for block in root.of("variable")}
        self.names |= {("local", name) for b in root.of("locals") for name in b.arguments}
        self.resources = {block.words[1:3] for block in root.of("resource")}
        self.data = {block.words[1:3] for block in root.of("data")}

    def schema(self, kind: str, *, data: bool) -> TypeSchema | None:
        """The schema of a type that one of the providers knows."""
        provider = schema_of(self.root, kind)
        if provider is None:
            return None
        return (provider.data_sources if data else provider.resources).get(kind)


def dangling(block: HclBlock, declared: Declared) -> Iterator[tuple[int, str]]:
    """(line, what is missing) for every reference of a block that leads nowhere."""
    for name, said in block.arguments.items():
        for text in expressions(said):
            for wrong in _in_text(_PLAIN.sub('""', text), declared):
                yield block.lines[name], wrong
    for inner in block.blocks:
        yield from dangling(inner, declared)


def _in_text(text: str, declared: Declared) -> Iterator[str]:
    for match in _NAMED.finditer(text):
        if (match[1], match[2]) not in declared.names:
            yield f"{match[1]}.{match[2]} is not declared"
    for match in _DATA.finditer(text):
        yield from _one(match, declared, data=True)
    for match in _RESOURCE.finditer(text):
        yield from _one(match, declared, data=False)


def _one(match: re.Match[str], declared: Declared, *, data: bool) -> Iterator[str]:
    kind, name, attribute = match[1], match[2], match[3]
    schema = declared.schema(kind, data=data)
    if schema is None:
        return
    if (kind, name) not in (declared.data if data else declared.resources):
        yield f"{'data.' if data else ''}{kind}.{name} is not declared"
    elif attribute and attribute not in {*schema.block.attributes, *schema.block.blocks}:
        yield f"{kind} has no attribute {attribute}"
