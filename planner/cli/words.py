"""How the command line speaks: language, progress, errors, tables."""

import json
import os
import sys
import time
from collections.abc import Iterable

import click

from planner.errors import PlanError
from planner.model.text import LANGUAGES, Language, Text


def language_of(asked: str | None) -> Language:
    """The language asked for, else the locale's, else English."""
    for language in LANGUAGES:
        if asked == language:
            return language
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return "fr" if (locale or "").lower().startswith("fr") else "en"


_STAGES = {
    "read": Text(en="reading", fr="lecture"),
    "connect": Text(en="connecting", fr="mise en relation"),
    "choose": Text(en="choosing equivalents", fr="choix des équivalents"),
    "estimate": Text(en="estimating costs", fr="estimation des coûts"),
    "order": Text(en="ordering waves", fr="mise en vagues"),
}


class Words:
    """Data goes to stdout, words to stderr."""

    def __init__(self, language: Language, *, quiet: bool = False) -> None:
        self.language = language
        self._quiet = quiet or not sys.stderr.isatty()
        self._since = time.monotonic()

    @property
    def colon(self) -> str:
        """A colon as the language sets it."""
        return self.t(": ", " : ")

    def of(self, text: Text) -> str:
        """A sentence in the language of this run."""
        return text.of(self.language)

    def t(self, english: str, french: str) -> str:
        """One of two sentences."""
        return french if self.language == "fr" else english

    def say(self, text: str) -> None:
        """A line for people."""
        click.echo(text, err=True)

    def progress(self, stage: str) -> None:
        """Says what begins, on a terminal, once a run takes over a second."""
        if not self._quiet and time.monotonic() - self._since > 1:
            name = _STAGES.get(stage)
            click.echo(f"  … {self.of(name) if name else stage}", err=True)

    def error(self, error: PlanError) -> None:
        """Summary, place, detail, remedy."""
        place = " · ".join(printable(word) for word in (error.source, error.place) if word)
        title = self.t("Error", "Erreur")
        self.say(f"{title}{self.colon}{self.of(error.summary)}{f' ({place})' if place else ''}")
        self.say(f"  {printable(self.of(error.detail))}")
        self.say(f"  {printable(self.of(error.remedy))}")

    def table(self, rows: Iterable[dict[str, object]], *, as_json: bool) -> None:
        """Rows on stdout, aligned for people or as JSON for programs."""
        listed = list(rows)
        if as_json:
            click.echo(json.dumps(listed, ensure_ascii=False, indent=2, default=str))
            return
        if not listed:
            return
        names = list(listed[0])
        cells = [names, *([printable(str(row[name])) for name in names] for row in listed)]
        widths = [max(len(row[column]) for row in cells) for column in range(len(names))]
        for row in cells:
            click.echo(
                "  ".join(
                    f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)
                ).rstrip()
            )


_SPACES = "\u00a0\u202f"
"""No-break spaces, which French sets between a number and its unit."""


def printable(text: str) -> str:
    """Text that cannot move a terminal's cursor: control characters are spelt out."""
    return "".join(
        character
        if character.isprintable() or character in _SPACES
        else character.encode("unicode_escape").decode()
        for character in text
    )
