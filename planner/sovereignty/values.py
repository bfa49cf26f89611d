"""What kind of value each fact has, and what it may be about."""

import re
from difflib import get_close_matches
from typing import Any, NamedTuple, get_args

import msgspec

from planner.model.evidence import Entity, FactName, KeyCustody, Label, Law, Qualified
from planner.model.text import Text

SAID = ("unknown", "not-applicable")
"""Values of any fact: found out not to be known, not to make sense."""


class Fault(NamedTuple):
    """Something wrong in an entry."""

    path: tuple[str, ...]
    """Keys that lead to it; empty for the whole entry."""
    why: Text
    """What is wrong, to stand behind file and line."""
    remedy: Text


class Form(NamedTuple):
    """What an entry of a fact must and may be about, and the type of its value."""

    type: Any
    needs: tuple[str, ...]
    """One of these."""
    may: tuple[str, ...] = ()


_SERVICES = ("regions", "services")
_PROVIDER = ("provider",)

FORMS: dict[FactName, Form] = {
    "qualification": Form(Qualified, _PROVIDER, (*_SERVICES, "scheme")),
    "offered": Form(bool, _PROVIDER, _SERVICES),
    "keys": Form(KeyCustody, _PROVIDER, _SERVICES),
    "location": Form(str, _PROVIDER, ("regions",)),
    "owner": Form(Entity, _PROVIDER, ("regions",)),
    "contract": Form(Entity, _PROVIDER, ("regions",)),
    "operator": Form(Entity, _PROVIDER, ("regions",)),
    "technology": Form(Entity, _PROVIDER, _SERVICES),
    "establishments": Form(tuple[str, ...], _PROVIDER),
    "isolation": Form(bool, _PROVIDER, ("regions",)),
    "subprocessors": Form(tuple[str, ...], _PROVIDER, _SERVICES),
    "law": Form(Law, ("law",)),
    "label": Form(Label, ("scheme",)),
    "clause": Form(bool | int | float | str, ("law", "scheme")),
    "statement": Form(
        bool | int | float | str,
        ("provider", "law", "scheme"),
        ("provider", "law", "scheme", *_SERVICES),
    ),
}

FACTS: tuple[FactName, ...] = get_args(FactName)

_UNKNOWN_KEY = re.compile(r"unknown field `(?P<key>[^`]*)`")
_PATH = re.compile(r" - at `\$(?P<path>.*)`$")
_COUNTRY = re.compile(r"[A-Z]{2}")

DAY = Text(
    en="Write it as 2026-11-22, in quotes or not.",
    fr="Écrivez-la comme 2026-11-22, avec ou sans guillemets.",
)


def typed(fact: FactName, value: Any) -> Any:  # noqa: ANN401 - by fact
    """The value as the fact types it, or what is wrong with it."""
    if value in SAID:
        return value
    form = FORMS[fact]
    try:
        found = msgspec.convert(value, form.type)
    except (msgspec.ValidationError, RecursionError) as failure:
        return _misfit(form.type, str(failure))
    for path, word in _countries(fact, found):
        if not _COUNTRY.fullmatch(word):
            return Fault(
                ("value", *path),
                Text(
                    en=f"{word!r} is no ISO 3166 country code",
                    fr=f"{word!r} n'est pas un code pays ISO 3166",
                ),
                Text(
                    en='Two capital letters: FR; Norway in quotes: "NO".',
                    fr='Deux majuscules : FR ; la Norvège entre guillemets : "NO".',
                ),
            )
    return found


def _countries(fact: FactName, value: Any) -> list[tuple[tuple[str, ...], str]]:  # noqa: ANN401
    if fact == "location":
        return [((), value)]
    if fact in ("establishments", "subprocessors"):
        return [((), word) for word in value]
    if isinstance(value, Entity):
        return [(("seat",), value.seat)]
    if isinstance(value, Law):
        return [
            *((("seats",), word) for word in value.seats),
            *((("establishments",), word) for word in value.establishments),
        ]
    return []


def _misfit(wanted: Any, message: str) -> Fault:  # noqa: ANN401 - a type, or a union of types
    unknown = _UNKNOWN_KEY.search(message)
    if unknown:
        key = unknown["key"]
        fields = getattr(wanted, "__struct_fields__", ())
        return Fault(
            ("value", key),
            Text(en=f"unknown key `{key}`", fr=f"clé inconnue `{key}`"),
            nearest(key, fields),
        )
    place = _PATH.search(message)
    steps = (
        [one for one in re.findall(r"[\w-]+", place["path"]) if not one.isdigit()] if place else []
    )
    why = message.partition(" - at ")[0].replace("`", "'")
    return Fault(
        ("value", *steps),
        Text(
            en=f"the value is not one of this fact: {why}",
            fr=f"la valeur n'est pas celle de ce fait : {why}",
        ),
        Text(
            en="See docs/evidence.md for the value of each fact; `unknown` and `not-applicable` are "
            "values of all.",
            fr="Voir docs/evidence.md pour la valeur de chaque fait ; `unknown` et `not-applicable` "
            "valent pour tous.",
        ),
    )


def nearest(word: str, valid: Any) -> Text:  # noqa: ANN401 - any words
    """The nearest of the valid words; all of them where none is near."""
    words = sorted(valid)
    near = get_close_matches(word, words, n=1, cutoff=0.5)
    if near:
        return Text(en=f"Did you mean `{near[0]}`?", fr=f"Vouliez-vous dire `{near[0]}` ?")
    listed = ", ".join(words) or "-"
    return Text(en=f"Valid: {listed}.", fr=f"Valables : {listed}.")
