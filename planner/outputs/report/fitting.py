"""How wide words are in the drawing, and what of them fits: no font is at hand to measure with."""

import unicodedata

NARROW_LETTERS = frozenset("iljtfrI.,:;'|!()[]-/ ")
SIZE = 11
"""Pixels of the letters that the widths below are for."""


def width_of(text: str, size: float = SIZE) -> float:
    """Pixels that a text takes in a wide sans-serif; a narrower font leaves some air."""
    return sum(map(_letter, text)) * size / SIZE


def _letter(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return 4.4
    if letter.isupper() or letter in "mwMW@…×":
        return 8.4
    return 11.0 if unicodedata.east_asian_width(letter) in "WF" else 7.0


def shortened(text: str, room: float, size: float = SIZE) -> str:
    """The text, cut with an ellipsis where it does not fit in `room` pixels."""
    if len(text) * 4.4 * size / SIZE <= room and width_of(text, size) <= room:
        return text
    left = room - width_of("…", size)
    kept = 0
    for letter in text:
        left -= _letter(letter) * size / SIZE
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def with_tail(head: str, tail: str, room: float) -> str:
    """`head tail`, where the head gives way first: what stands last tells things apart."""
    whole = f"{head} {tail}" if tail else head
    left = room - width_of(f" {tail}")
    if not tail or width_of(whole) <= room or left < width_of("abc…"):
        return shortened(whole if left >= width_of("abc…") else tail or whole, room)
    return f"{shortened(head, left)} {tail}"
