"""Which format a document is of; where none, which is the nearest."""

from difflib import SequenceMatcher

from planner.errors import InputError
from planner.inventory.exports import Document, Format, formats
from planner.inventory.exports.words import not_recognised

_NEAR = 0.8
_KEYS = 40


def recognise(document: Document) -> Format | None:
    """The format of a document, None where it is of none."""
    return next((one for one in formats() if one.matches(document)), None)


def refusal(document: Document) -> InputError:
    """The error about a document of no format, with the nearest one and how to make such a file."""
    return not_recognised(document.file, seen(document), formats(), nearest(document))


def seen(document: Document) -> tuple[str, ...]:
    """The keys or columns that a document begins with."""
    found = document.columns or tuple(str(key) for key in document.first)
    return found[:_KEYS]


def nearest(document: Document) -> Format | None:
    """The format whose signs the document shows most of; None where it shows none of any."""
    keys = tuple(key.lower() for key in seen(document))
    text = document.head.lower()
    rated = [
        (
            sum(_shown(sign.lower(), keys, text) for sign in one.SIGNS) / len(one.SIGNS),
            one.NAME,
            one,
        )
        for one in formats()
        if one.SIGNS
    ]
    best = max(rated, key=lambda pair: (pair[0], pair[1]), default=(0.0, "", None))
    return best[2] if best[0] > 0 else None


def _shown(sign: str, keys: tuple[str, ...], text: str) -> float:
    """How much of one sign is there: 1 for the very word, less for one like it."""
    if sign in keys or sign in text:
        return 1.0
    near = max((SequenceMatcher(None, sign, key).ratio() for key in keys), default=0.0)
    return near / 2 if near >= _NEAR else 0.0
