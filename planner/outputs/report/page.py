"""Templates become pages: everything escaped, every sentence in two languages, nothing undefined."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

import jinja2
from markupsafe import Markup, escape

from planner.catalogue.data import data_path
from planner.model.text import Language, Text
from planner.outputs.report import words
from planner.outputs.report.typography import (
    clean,
    duration,
    name,
    number,
    percent,
    typeset,
    volume,
)
from planner.pricing import euros

MOST_WHOLE = 20_000
"""Characters of the longest attribute or description."""


def render(template: str, language: Language, contents: Mapping[str, Any]) -> bytes:
    """One page as UTF-8, from a template under `templates/` and what it prints."""
    page = _environment().get_template(template)
    return page.render(**_language(language), **contents).encode("utf-8", "replace")


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    """One for all pages; a value that is not markup is cleaned on its way in, whoever forgot."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(data_path("templates")),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(name=name, whole=whole)
    environment.globals.update(css=_css)
    return environment


def _harmless(value: object) -> object:
    return clean(value) if type(value) is str else value


def whole(text: str) -> Markup:
    """A long text of ours, harmless, and not cut to the length of a value."""
    return escape(clean(text, MOST_WHOLE))


def _css(path: str) -> Markup:
    """A style sheet of ours, as it is."""
    return Markup(data_path("templates", *path.split("/")).read_text(encoding="utf-8"))  # noqa: S704


def _language(language: Language) -> dict[str, object]:
    """What every template may call, bound to one language."""
    bound: dict[str, Callable[..., str]] = {
        "number": partial(number, language=language),
        "percent": partial(percent, language=language),
        "duration": partial(duration, language=language),
        "volume": partial(volume, language=language),
    }
    return {
        **bound,
        "language": language,
        "t": partial(sentence, language),
        "of": lambda text: typeset(text.of(language), language),
        "counted": lambda word, n: sentence(
            language, words.COUNTED[word].en, words.COUNTED[word].fr, n=n
        ),
        "euros": lambda amount, decimals=2: euros(amount, language, decimals=decimals),
        "words": words,
        "zero": Decimal(0),
    }


def sentence(language: Language, en: str, fr: str, **values: object) -> str:
    """One sentence; `one|many` is chosen by the value `n`, and values fill `{names}`.

    >>> sentence("en", "{n} line|{n} lines", "{n} ligne|{n} lignes", n=2)
    '2 lines'
    """
    text = Text(en, fr).of(language)
    if "|" in text:
        n = values["n"]
        single = isinstance(n, int) and (n == 1 or (language == "fr" and n == 0))
        text = text.split("|")[0 if single else 1]
    shown = {
        key: number(value, language) if isinstance(value, int) else value
        for key, value in values.items()
    }
    return typeset(text, language).format(**shown)
