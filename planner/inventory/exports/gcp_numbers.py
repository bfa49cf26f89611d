"""Projects of Google Cloud have a number and an id; exports name some things by the one, some by both.

A file that shows which id a number has is read as if it said the id everywhere, so that a secret
(named by number) and the machine that reads it (named by id) are of one project.
"""

import re
from collections.abc import Iterable, Mapping

_NAME = rb'"name"\s*:\s*"//[a-z.-]+/projects/([a-z][^/"\\]{4,60})[/"]'
_NUMBER = re.compile(
    rb'"(?:ancestors"\s*:\s*\[\s*|project"\s*:\s*|parent(?:FullResourceName)?"\s*:\s*)'
    rb'"(?://cloudresourcemanager\.googleapis\.com/)?projects/(\d{3,20})"'
)
_ID = re.compile(_NAME)
_OWN = re.compile(rb'"project_?(Id|Number)"\s*:\s*"?([a-z0-9][a-z0-9:.-]{2,60})"?', re.IGNORECASE)
_NUMBERED = re.compile(rb"projects/(\d{3,20})(?![\w-])")
_BUILDING = b"cloudresourcemanager.googleapis.com/Project"

Numbers = Mapping[bytes, bytes]


def numbers(parts: Iterable[bytes]) -> Numbers:
    """Number -> id of every project that the assets tell; those told of twice differently left out."""
    found: dict[bytes, bytes] = {}
    unsure: set[bytes] = set()
    for part in parts:
        pair = _pair(part)
        if pair is not None and found.setdefault(pair[0], pair[1]) != pair[1]:
            unsure.add(pair[0])
    return {number: word for number, word in found.items() if number not in unsure}


def _pair(part: bytes) -> tuple[bytes, bytes] | None:
    if _BUILDING + b'"' in part:
        told = {key.lower(): word for key, word in _OWN.findall(part)}
        number, word = told.get(b"number", b""), told.get(b"id", b"")
        return (number, word) if number.isdigit() and not word.isdigit() and word else None
    name, number_found = _ID.search(part), _NUMBER.search(part)
    if name is None or number_found is None:
        return None
    return number_found.group(1), name.group(1)


def by_id(part: bytes, known: Numbers) -> bytes:
    """The text of an asset with the ids of projects for their numbers."""
    if not known or b"projects/" not in part:
        return part
    return _NUMBERED.sub(lambda one: b"projects/" + known.get(one.group(1), one.group(1)), part)
