"""Where the data that ships with the package lies, and how a YAML file of it becomes a typed value.

Data is in `planner/_data` inside the wheel and at the root of the checkout otherwise: an editable
install does not see what the build copies. The policy and the overrides file are read by the same
function, with `error=UsageError`.
"""

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml
from msgspec import inspect

from planner.catalogue.strict_yaml import StrictLoader, holds_alias, line_of
from planner.errors import DataError, PlanError
from planner.model.text import Text

T = TypeVar("T")

_PACKAGE = Path(__file__).resolve().parent.parent

_UNKNOWN = re.compile(r"unknown field `(?P<key>[^`]*)`(?: - at `(?P<path>.*)`)?$")
_PLACE = re.compile(r" - at `(?:key in )?(?P<path>.*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[([^\]]*)\]")


def data_path(*parts: str) -> Path:
    """Path of a shipped file or folder, e.g. `data_path("mappings", "kinds.yaml")`.

    The first part is `mappings` or `templates`; nothing is promised about the path's existence.
    """
    shipped = _PACKAGE / "_data"
    return (shipped if shipped.is_dir() else _PACKAGE.parent).joinpath(*parts)


def load_yaml(path: Path, wanted: type[T], *, error: type[PlanError] = DataError) -> T:
    """The YAML file at `path` as `wanted`, every key known and every value of its type.

    Raises:
        PlanError: of class `error`, where the file is missing, is not YAML, or does not fit.
    """
    try:
        content = path.read_bytes()
    except OSError as failure:
        raise error(
            Text(en="A file cannot be read", fr="Un fichier ne peut pas être lu"),
            Text(
                en="{name} cannot be opened: {why}.", fr="{name} ne peut pas être ouvert : {why}."
            ).filled(name=path.name, why=failure.strerror or type(failure).__name__),
            Text(
                en="Check the path and the rights on the file.",
                fr="Vérifiez le chemin et les droits sur le fichier.",
            ),
            source=path.name,
        ) from failure
    return parse_yaml(content, wanted, source=path.name, error=error)


def parse_yaml(
    content: bytes, wanted: type[T], *, source: str, error: type[PlanError] = DataError
) -> T:
    """The YAML text as `wanted`; `source` is the name that an error quotes.

    Raises:
        PlanError: of class `error`, with the line and, for an unknown key, the nearest valid one.
    """
    try:
        if holds_alias(content):
            raise _refusal(error, source, "", "aliases (`*name`) are not accepted", _NO_ALIAS)
        value = yaml.load(content, Loader=StrictLoader)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, RecursionError, UnicodeDecodeError, ValueError) as failure:
        mark = getattr(failure, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else ""
        why = getattr(failure, "problem", None) or type(failure).__name__
        raise _refusal(error, source, place, str(why), _NOT_YAML) from failure
    try:
        return msgspec.convert({} if value is None else value, wanted)
    except (msgspec.ValidationError, RecursionError) as failure:
        raise _misfit(error, source, content, wanted, str(failure)) from failure


_NO_ALIAS = Text(
    en="Write the value out where it is used.", fr="Écrivez la valeur là où elle est utilisée."
)
_NOT_YAML = Text(
    en="Correct the YAML at that place; indentation is the usual cause.",
    fr="Corrigez le YAML à cet endroit ; l'indentation est la cause habituelle.",
)


def _refusal(error: type[PlanError], source: str, place: str, why: str, remedy: Text) -> PlanError:
    where = f"{source}, {place}" if place else source
    return error(
        Text(en="A YAML file does not fit", fr="Un fichier YAML n'est pas conforme"),
        Text(en=f"{where}: {why}.", fr=f"{where} : {why}."),
        remedy,
        source=source,
        place=place,
    )


def _misfit(
    error: type[PlanError], source: str, content: bytes, wanted: type[T], message: str
) -> PlanError:
    unknown = _UNKNOWN.search(message)
    place = _PLACE.search(message)
    path = (place["path"] if place else "") or "$"
    steps = [name or index for name, index in _STEP.findall(path)]
    line = line_of(content, steps, unknown["key"] if unknown else None)
    spot = f"line {line}" if line else path
    if unknown is None:
        remedy = Text(
            en="Give the value the type that is asked for.",
            fr="Donnez à la valeur le type demandé.",
        )
        return _refusal(error, source, spot, message.replace("`", "'"), remedy)
    key = unknown["key"]
    valid = sorted(_keys(inspect.type_info(wanted), steps))
    near = get_close_matches(key, valid, n=1, cutoff=0.5)
    remedy = (
        Text(en="Did you mean `{near}`?", fr="Vouliez-vous dire `{near}` ?").filled(near=near[0])
        if near
        else Text(en="Valid keys: {keys}.", fr="Clés valables : {keys}.").filled(
            keys=", ".join(valid) or "-"
        )
    )
    return _refusal(error, source, spot, f"unknown key `{key}`", remedy)


def _keys(kind: inspect.Type, steps: list[str]) -> set[str]:
    """Names of the fields that are valid where `steps` lead within the type."""
    if isinstance(kind, inspect.UnionType):
        return set[str]().union(*(_keys(member, steps) for member in kind.types))
    fields = kind.fields if isinstance(kind, inspect.StructType) else ()
    if not steps:
        return {field.encode_name for field in fields}
    below: list[inspect.Type] = [field.type for field in fields if field.encode_name == steps[0]]
    if isinstance(kind, inspect.DictType):
        below = [kind.value_type]
    elif isinstance(kind, inspect.ListType | inspect.VarTupleType):
        below = [kind.item_type]
    return set[str]().union(*(_keys(member, steps[1:]) for member in below))
