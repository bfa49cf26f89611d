"""What may be wrong with one entry, whatever the others say."""

import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

from planner.model.evidence import Evidence, EvidenceKind, Qualified
from planner.model.text import Text
from planner.sovereignty.values import DAY, FACTS, FORMS, Fault, nearest

MAX_QUOTE = 200
_MAX_WORDS = 600
_MAX_NAMES = 100
_STARS = 3

_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,99}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"\d{4}")
_WEB = re.compile(r"https?://[^\s]+")

_MEND = Text(en="Correct the entry.", fr="Corrigez l'entrée.")


def check_entry(entry: Evidence) -> Iterator[Fault]:
    """What is wrong with an entry before its value is looked at, worst first."""
    yield from _words(entry)
    yield from _identity(entry)
    yield from _source(entry)
    yield from _dates(entry)
    yield from _subject(entry)


def check_value(entry: Evidence) -> Iterator[Fault]:
    """What is wrong with an entry whose value is typed."""
    if entry.fact == "qualification":
        yield from _qualification(entry)


def _words(entry: Evidence) -> Iterator[Fault]:
    """Hostile content: control characters, sizes that no entry has."""
    for path, word, most in _texts(entry):
        if any(not letter.isprintable() and letter not in "\u00a0\u202f" for letter in word):
            yield Fault(
                path,
                Text(
                    en="it holds characters that do not print",
                    fr="il contient des caractères qui ne s'impriment pas",
                ),
                Text(
                    en="Write it on one line of plain text.",
                    fr="Écrivez-le sur une ligne de texte.",
                ),
            )
        if len(word) > most:
            yield Fault(
                path,
                Text(
                    en=f"it has {len(word)} characters, {most} at most",
                    fr=f"il a {len(word)} caractères, {most} au plus",
                ),
                Text(en="Shorten it.", fr="Raccourcissez-le."),
            )


def _texts(entry: Evidence) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """(path, text, most characters) of every text of an entry, those within the value too."""
    about = entry.about
    yield from (((name,), getattr(entry, name), _MAX_WORDS) for name in ("id", "url"))
    yield ("quote",), entry.quote, MAX_QUOTE
    yield ("claim", "en"), entry.claim.en, _MAX_WORDS
    yield ("claim", "fr"), entry.claim.fr, _MAX_WORDS
    for name in ("provider", "law", "scheme"):
        yield ("about", name), getattr(about, name), _MAX_NAMES
    for name in ("regions", "services"):
        yield from ((("about", name), word, _MAX_NAMES) for word in getattr(about, name))
    yield from ((("value",), word, _MAX_WORDS) for word in _within(entry.value))


def _within(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _within(key)
            yield from _within(below)
    elif isinstance(value, list):
        for below in value:
            yield from _within(below)


def _identity(entry: Evidence) -> Iterator[Fault]:
    if not _ID.fullmatch(entry.id):
        yield Fault(
            ("id",),
            Text(en=f"{entry.id!r} cannot be an id", fr=f"{entry.id!r} ne peut pas être un id"),
            Text(
                en="Lower-case letters, digits, `.` and `-`: acme-contract-2026.",
                fr="Minuscules, chiffres, `.` et `-` : acme-contrat-2026.",
            ),
        )
    kinds = get_args(EvidenceKind) if entry.yours else get_args(EvidenceKind)[:-1]
    for key, word, valid in (("fact", entry.fact, FACTS), ("kind", entry.kind, kinds)):
        if word not in valid:
            yield Fault(
                (key,),
                Text(en=f"{key} {word!r} is not known", fr=f"{key} {word!r} est inconnu"),
                nearest(word, valid),
            )
    for language in ("en", "fr"):
        if not getattr(entry.claim, language).strip():
            yield Fault(
                ("claim", language),
                Text(en="the claim says nothing", fr="l'affirmation ne dit rien"),
                Text(en="Say it in one sentence.", fr="Dites-le en une phrase."),
            )


def _source(entry: Evidence) -> Iterator[Fault]:
    if not entry.url.strip() or not (entry.yours or _WEB.fullmatch(entry.url)):
        yield Fault(
            ("url",),
            Text(en="it names no source", fr="elle ne nomme aucune source"),
            Text(
                en="Give the address of the source; in your own file also a document: "
                "`contract 2026-17, annex 3`.",
                fr="Donnez l'adresse de la source ; dans votre propre fichier aussi un document : "
                "`contrat 2026-17, annexe 3`.",
            ),
        )
    if entry.kind == "analysis" and not entry.based_on:
        yield Fault(
            ("kind",),
            Text(
                en="an analysis names nothing that it is based on",
                fr="une analyse ne nomme rien sur quoi elle se fonde",
            ),
            Text(
                en="List the ids of the entries under `based_on`.",
                fr="Listez les id des entrées sous `based_on`.",
            ),
        )


def _dates(entry: Evidence) -> Iterator[Fault]:
    for key, day, needed in (
        ("retrieved", entry.retrieved, True),
        ("published", entry.published, False),
        ("expires", entry.expires, False),
    ):
        if (needed or day) and not (is_day(day) or (key == "published" and is_date(day))):
            yield _no_date((key,), day)
    if entry.published > entry.retrieved:
        yield Fault(
            ("published",),
            Text(
                en=f"published {entry.published}, after it was looked at ({entry.retrieved})",
                fr=f"publié le {entry.published}, après consultation ({entry.retrieved})",
            ),
            _MEND,
        )
    if entry.expires and entry.expires < entry.retrieved:
        yield Fault(
            ("expires",),
            Text(
                en=f"looked at {entry.retrieved}, after its last day ({entry.expires})",
                fr=f"consulté le {entry.retrieved}, après son dernier jour ({entry.expires})",
            ),
            _MEND,
        )


def _no_date(path: tuple[str, ...], word: str) -> Fault:
    return Fault(
        path,
        Text(en=f"{path[-1]} {word!r} is not a date", fr=f"{path[-1]} {word!r} n'est pas une date"),
        DAY,
    )


def is_day(word: str) -> bool:
    """Whether it is a day as 2026-11-22."""
    try:
        return date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False


def is_date(word: str) -> bool:
    """Whether it is a day, a month or a year."""
    return bool(is_day(word) or _MONTH.fullmatch(word) or _YEAR.fullmatch(word))


def _subject(entry: Evidence) -> Iterator[Fault]:
    form = FORMS[entry.fact]
    about = entry.about
    if not any(getattr(about, name) for name in form.needs):
        needs = " / ".join(form.needs)
        yield Fault(
            ("about",),
            Text(
                en=f"an entry of fact `{entry.fact}` names its {needs}",
                fr=f"une entrée du fait `{entry.fact}` nomme : {needs}",
            ),
            Text(en=f"Add it under `about`: {needs}.", fr=f"Ajoutez sous `about` : {needs}."),
        )
    for name in about.__struct_fields__:
        if getattr(about, name) and name not in (*form.needs, *form.may):
            yield Fault(
                ("about", name),
                Text(
                    en=f"an entry of fact `{entry.fact}` is not about `{name}`",
                    fr=f"une entrée du fait `{entry.fact}` ne porte pas sur `{name}`",
                ),
                Text(en="Take the key out.", fr="Retirez la clé."),
            )
    for name in ("regions", "services"):
        for word in getattr(about, name):
            if not word.strip() or any(sign in word for sign in "?[]") or word.count("*") > _STARS:
                yield Fault(
                    ("about", name),
                    Text(en=f"{word!r} names nothing", fr=f"{word!r} ne nomme rien"),
                    Text(
                        en=f"Write the name; `*` stands for any letters, {_STARS} times at most.",
                        fr=f"Écrivez le nom ; `*` remplace des lettres quelconques, {_STARS} fois "
                        "au plus.",
                    ),
                )


def _qualification(entry: Evidence) -> Iterator[Fault]:
    value, about = entry.value, entry.about
    if isinstance(value, Qualified):
        yield from _attached(entry)
        yield from _spell(value)
    if not (about.scheme or isinstance(value, Qualified)):
        yield Fault(
            ("about",),
            Text(en="it names no scheme", fr="elle ne nomme aucun référentiel"),
            Text(en="Add `scheme` under `about`.", fr="Ajoutez `scheme` sous `about`."),
        )
    if about.scheme and isinstance(value, Qualified) and about.scheme != value.scheme:
        yield Fault(
            ("about", "scheme"),
            Text(
                en=f"it is about {about.scheme!r}, its value about {value.scheme!r}",
                fr=f"elle porte sur {about.scheme!r}, sa valeur sur {value.scheme!r}",
            ),
            Text(en="Keep the one in the value.", fr="Gardez celui de la valeur."),
        )


def _attached(entry: Evidence) -> Iterator[Fault]:
    """A qualification is one of services in regions, never of a provider as a whole."""
    for name, french in (("regions", "région"), ("services", "service")):
        if not [word for word in getattr(entry.about, name) if word.strip("*")]:
            yield Fault(
                ("about", name),
                Text(
                    en=f"a qualification that names no {name} would be the whole provider's",
                    fr=f"une qualification qui ne nomme aucun(e) {french} serait celle du "
                    "fournisseur entier",
                ),
                Text(
                    en="Name the services and the regions that it was granted to.",
                    fr="Nommez les services et les régions auxquels elle a été accordée.",
                ),
            )


def _spell(value: Qualified) -> Iterator[Fault]:
    for name in ("since", "until"):
        day = getattr(value, name)
        if day and not is_date(day):
            yield _no_date(("value", name), day)
    if value.until and value.since > value.until:
        yield Fault(
            ("value", "until"),
            Text(
                en=f"it ends ({value.until}) before it begins ({value.since})",
                fr=f"elle finit ({value.until}) avant de commencer ({value.since})",
            ),
            _MEND,
        )
