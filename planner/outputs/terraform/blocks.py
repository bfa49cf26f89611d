"""The `.tf` files of one root: a block a resource, one block for those that are alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import jinja2

from planner.catalogue.mappings import Mapping as Way
from planner.catalogue.mappings import TargetCatalogue
from planner.model.choice import Choice
from planner.model.plan import Address
from planner.model.resource import Resource, ResourceId
from planner.model.text import Language
from planner.outputs.terraform.code import RootCode
from planner.outputs.terraform.comments import comment, losses
from planner.outputs.terraform.encode import aligned, indented, key
from planner.outputs.terraform.shape import Fields, Shapes, write_fields
from planner.plan.names import identifier

Member = tuple[Resource, Choice, Address]


@dataclass(frozen=True, slots=True)
class Printer:
    """Templates and data of one target, shared by all its roots."""

    catalogue: TargetCatalogue
    loader: jinja2.BaseLoader
    shapes: Shapes
    language: Language


@dataclass(slots=True)
class RootText:
    """What the blocks of one root became."""

    files: dict[str, list[str]] = field(default_factory=dict)
    """`compute` -> pieces of compute.tf."""
    types: set[str] = field(default_factory=set)
    mappings: dict[str, Way] = field(default_factory=dict)
    protected: list[tuple[str, str]] = field(default_factory=list)
    """(type, name) of stores of data."""
    texts: dict[str, str] = field(default_factory=dict)
    """Files beside the `.tf` files, such as cloud-init."""


def write_blocks(members: Iterable[Member], code: RootCode, printer: Printer) -> RootText:
    """All blocks of one root; members come in order of mapping, name and key."""
    root = RootText()
    for together in _blocks(members):
        choice = together[0][1]
        way = printer.catalogue.by_stem[choice.mapping]
        pieces = root.files.setdefault(way.file, [])
        if way.stem not in root.mappings:
            root.mappings[way.stem] = way
            root.types.update(way.types)
            pieces.append(_heading(way, printer.language))
        pieces.append(_block(together, code, printer))
        root.protected.extend((type_, together[0][2].name) for type_ in way.holds_data)
        for name, text in choice.design.files:
            root.texts[name] = text
    return root


def _blocks(members: Iterable[Member]) -> list[list[Member]]:
    blocks: dict[tuple[str, str, bool], list[Member]] = {}
    for member in members:
        address = member[2]
        blocks.setdefault((member[1].mapping, address.name, bool(address.key)), []).append(member)
    return list(blocks.values())


def _heading(way: Way, language: Language) -> str:
    if not way.losses:
        return ""
    every = "Every" if language == "en" else "Pour chaque"
    return comment(f"{every} {way.service.of(language)}:") + losses(way.losses, language) + "\n"


def _block(together: list[Member], code: RootCode, printer: Printer) -> str:
    language = printer.language
    _, choice, address = together[0]
    template = f"{printer.catalogue.settings.name}/{choice.mapping}.tf.j2"
    written = [write_fields(choice.design.values, code) for _, choice, _ in together]
    if not address.key:
        resource = together[0][0]
        body = printer.shapes.block(template, written[0], name=address.name)
        return _above(resource, choice, language) + body + "\n"
    table = f"{address.name}_{identifier(choice.mapping)}"
    shared, differing = _apart(written)
    entries = [
        (member, {name: fields[name] for name in differing})
        for member, fields in zip(together, written, strict=True)
    ]
    body = printer.shapes.block(template, shared, name=address.name, table=table)
    return _table(table, entries, language) + body + "\n"


def _above(resource: Resource, choice: Choice, language: Language) -> str:
    return comment(f"{resource.id} ({resource.name})") + losses(
        choice.losses[len(choice.losses) - len(choice.design.losses) :], language
    )


def _apart(written: list[Fields]) -> tuple[Fields, list[str]]:
    """The fields that all share, with `each.value.<name>` for those that differ; and which differ."""
    first, *others = written
    shared: Fields = {}
    differing = []
    for name, value in first.items():
        if all(fields[name] == value for fields in others):
            shared[name] = value
        else:
            shared[name] = f"each.value.{name}"
            differing.append(name)
    return shared, differing


def _table(name: str, entries: list[tuple[Member, Fields]], language: Language) -> str:
    lines = []
    for (resource, choice, address), fields in entries:
        lines.append(_above(resource, choice, language))
        cells = [(cell, text if isinstance(text, str) else "null") for cell, text in fields.items()]
        inner = "".join(f"  {indented(line)}\n" for line in aligned(cells))
        lines.append(
            f"{key(address.key)} = {{\n{inner}}}\n" if cells else f"{key(address.key)} = {{}}\n"
        )
    body = "".join(f"    {line}\n" for line in "".join(lines).splitlines())
    return f"locals {{\n  {name} = {{\n{body}  }}\n}}\n\n"


def in_order(
    ids: Iterable[ResourceId],
    resources: Mapping[ResourceId, Resource],
    choices: Mapping[ResourceId, Choice],
    addresses: Mapping[ResourceId, Address],
) -> list[Member]:
    """Members of a root by mapping, name and key, so that one more changes nothing else."""
    members = [(resources[id_], choices[id_], addresses[id_]) for id_ in ids]
    members.sort(
        key=lambda member: (member[1].mapping, member[2].name, member[2].key, member[0].id)
    )
    return members
