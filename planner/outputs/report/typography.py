"""How words and figures are set: harmless, of bounded length, in the manner of each language."""

import re
from decimal import ROUND_HALF_EVEN, Decimal

from planner.model.text import Language

NARROW = "\u202f"
"""Narrow no-break space: before French high punctuation and between thousands."""

MOST = 900
"""Characters of one value; a name can be ten thousand."""

MOST_OF_A_NAME = 160

_WIDE = "\u00a0"
_BREAK = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_UNSEEN = re.compile(  # controls, marks of direction, zero widths, lone surrogates, no characters
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff]+"
)
_HIGH = re.compile(r" (?=[;:?!»%€])")
_OPEN = re.compile(r"« ")
_MINUTES_AN_HOUR = 60
_HOURS_A_DAY = 24
_LONG = 96
_GIB_A_TIB = 1024


def clean(text: str, most: int = MOST) -> str:
    r"""The text on one line, at most `most` characters; what cannot be seen becomes U+FFFD.

    >>> clean("a\u202eb\nc")
    'a\ufffdb c'
    """
    if len(text) > most:
        text = text[: most - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("\ufffd", _BREAK.sub(" ", text))


def name(text: str) -> str:
    """A name from the input: cleaned and short enough that a page of them stays small."""
    return clean(text, MOST_OF_A_NAME)


def typeset(text: str, language: Language) -> str:
    """A sentence of ours with the spaces and the apostrophe of its language."""
    if language == "fr":
        text = _OPEN.sub(f"«{NARROW}", _HIGH.sub(NARROW, text)).replace("'", "’")
    return text


def number(value: float | Decimal, language: Language) -> str:
    """A count with its thousands apart; a fraction keeps at most three significant decimals."""
    text = f"{value:,}" if isinstance(value, int) else _decimal(Decimal(value))
    if language == "fr":
        text = text.replace(",", NARROW).replace(".", ",")
    return text


def _decimal(value: Decimal) -> str:
    """Two decimals above one, four significant figures below, no useless zero."""
    if value == value.to_integral_value():
        return f"{value.to_integral_value():,f}"
    digits = 2 if abs(value) >= 1 else 3 - value.adjusted()
    rounded = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    return f"{rounded:,f}".rstrip("0").rstrip(".")


def percent(share: Decimal | float | None, language: Language) -> str:
    """`51%` or `51 %` of a share from 0 to 1; a word where it is unknown.

    What is not all and not nothing is never printed as 100 or 0.
    """
    if share is None:
        return "inconnu" if language == "fr" else "unknown"
    whole = int((Decimal(share) * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    if share < 1:
        whole = min(whole, 99)
    sign = "<" if share > 0 and whole == 0 else ""
    space = _WIDE if language == "fr" else ""
    return f"{sign}{max(whole, 1) if sign else whole}{space}%"


def duration(minutes: float, language: Language) -> str:
    """`45 min`, `9 h 24`, `3 d 4 h` (French: `3 j 4 h`); days have 24 hours."""
    whole = round(minutes)
    if whole < _MINUTES_AN_HOUR:
        return f"{whole}{_WIDE}min"
    hours, rest = divmod(whole, _MINUTES_AN_HOUR)
    if hours < _LONG:
        return f"{hours}{_WIDE}h{_WIDE}{rest:02d}" if rest else f"{hours}{_WIDE}h"
    days, hours = divmod(round(whole / _MINUTES_AN_HOUR), _HOURS_A_DAY)
    day = "j" if language == "fr" else "d"
    return f"{number(days, language)}{_WIDE}{day}" + (f"{_WIDE}{hours}{_WIDE}h" if hours else "")


def volume(gib: Decimal | float, language: Language) -> str:
    """`300 GiB` or `1.2 TiB`; in French `Gio` and `Tio`."""
    amount, unit = Decimal(gib), "G"
    if amount >= _GIB_A_TIB:
        amount, unit = amount / _GIB_A_TIB, "T"
    rounded = amount.quantize(Decimal("0.1") if unit == "T" else Decimal(1))
    return f"{number(rounded, language)}{_WIDE}{unit}{'io' if language == 'fr' else 'iB'}"
