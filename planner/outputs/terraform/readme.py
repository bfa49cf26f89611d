"""The README of a root: what an engineer needs to know before applying it."""

import re
from collections.abc import Mapping
from functools import lru_cache

import jinja2
from msgspec import Struct

from planner.catalogue.data import data_path
from planner.catalogue.mappings import TargetCatalogue
from planner.model.choice import Choice, Variable
from planner.model.plan import FOUNDATION, MigrationPlan
from planner.outputs.terraform.blocks import Member, RootText
from planner.outputs.terraform.code import RootCode

MOST_ROWS = 400
"""Resources listed; a longer root says where the whole list is."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\ud800-\udfff]+")


@lru_cache(maxsize=65536)
def plain(text: object) -> str:
    """Text that Markdown prints as it is, on one line."""
    return _MARKDOWN.sub(r"\\\1", _CONTROL.sub(" ", str(text)))


def fenced(text: object) -> str:
    """Text between back-ticks, on one line; a back-tick in it becomes an apostrophe."""
    return "`" + _CONTROL.sub(" ", str(text)).replace("`", "'").replace("|", "¦") + "`"


class Row(Struct, frozen=True):
    """One resource of the root."""

    source: str
    name: str
    address: str
    service: str
    fit: str
    losses: tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    """One for all roots: compiling the template costs more than filling it."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(data_path("templates")),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # noqa: S701 - Markdown; values pass `plain` or `fenced`
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(plain=plain, fenced=fenced)
    return environment


def readme(
    name: str,
    members: list[Member],
    text: RootText,
    code: RootCode,
    plan: MigrationPlan,
    catalogue: TargetCatalogue,
) -> str:
    """Markdown in the plan's language."""
    language = plan.header.language

    def t(english: str, french: str) -> str:
        return french if language == "fr" else english

    ways = [text.mappings[stem] for stem in sorted(text.mappings)]
    return (
        _environment()
        .get_template("terraform/README.md.j2")
        .render(
            t=t,
            name=name,
            is_foundation=name == FOUNDATION,
            header=plan.header,
            title=catalogue.settings.title,
            rows=[_row(member, language) for member in members[:MOST_ROWS]],
            count=len(members),
            variables=sorted(code.variables.items()),
            of_language=lambda sentence: sentence.of(language),
            is_required=_is_required,
            taken=sorted(code.taken),
            bought=[
                (way.service.of(language), way.bought.of(language)) for way in ways if way.bought
            ],
            protected=sorted(set(text.protected)),
            public=sorted({type_ for way in ways for type_ in way.new_public_addresses}),
            migrations=[
                (way.service.of(language), way.migrate.of(language)) for way in ways if way.migrate
            ],
            replaced=_replaced(text),
            lossy=[(way.service.of(language), _losses(way.losses, language)) for way in ways],
            backend=catalogue.raw.get("backend_example", ""),
            environment=catalogue.raw.get("environment", ()),
        )
    )


def _is_required(variable: Variable) -> bool:
    return variable.default is None and variable.required


def _losses(losses: object, language: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (loss.weight, loss.problem.of(language), loss.fallback.of(language))
        for loss in losses  # type: ignore[attr-defined]
    )


def _row(member: Member, language: str) -> Row:
    resource, choice, address = member
    own = choice.losses[len(choice.losses) - len(choice.design.losses) :]
    return Row(
        source=resource.id,
        name=resource.name,
        address=address.text,
        service=choice.service.of(language),  # type: ignore[arg-type]
        fit=choice.fit,
        losses=_losses(own, language),
    )


def _replaced(text: RootText) -> list[tuple[str, list[str]]]:
    """Type -> arguments whose change makes a new object, for the types that hold data."""
    from planner.catalogue.schemas import constraints  # noqa: PLC0415 - 170 KB, only here

    rules: Mapping[str, Mapping[str, Mapping[str, object]]] = constraints()
    found = []
    for type_ in sorted({type_ for type_, _ in text.protected}):
        arguments = sorted(
            argument
            for argument, rule in rules.get(type_, {}).items()
            if isinstance(rule, dict) and rule.get("force_new")
        )
        if arguments:
            found.append((type_, arguments))
    return found


__all__ = ["Choice", "fenced", "plain", "readme"]
