"""Names in Terraform and on disk, made from names at the source."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_NUMBERED = re.compile(
    r"(?:(?P<apart>.*[A-Za-z0-9])[-_. ](?:\d{1,4}|[a-c])|(?P<joined>.*[A-Za-z])\d{1,4})\Z"
)

LONGEST = 60


def identifier(name: str, otherwise: str = "unnamed") -> str:
    """A Terraform name: lower case, underscores, starting with a letter, at most 60 characters.

    >>> identifier("Web Front-01")
    'web_front_01'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    word = _NOT_WORD.sub("_", plain).strip("_")[:LONGEST].strip("_") or otherwise
    return word if word[0].isalpha() else f"r_{word}"


def without_number(name: str) -> str:
    """The name that numbered or zoned siblings share, or '' where it carries no number.

    >>> without_number("web-2"), without_number("private-b"), without_number("database")
    ('web', 'private', '')
    """
    found = _NUMBERED.fullmatch(name)
    return (found["apart"] or found["joined"]) if found else ""


def unique(name: str, taken: set[str]) -> str:
    """The name, or the first of name_2, name_3 … that is free; it is taken from then on."""
    chosen, number = name, 2
    while chosen in taken:
        chosen = f"{name}_{number}"
        number += 1
    taken.add(chosen)
    return chosen
