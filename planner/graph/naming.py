"""Names of applications: slugs, and the words of resource names that tell which one it is of."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256

from planner.model.resource import Resource, ResourceId

_LONGEST = 40
_WORD = re.compile(r"[a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
_MOST = 0.6
"""A first word that more than this share of all names has says whose estate it is, no more."""
_ENOUGH = 10
"""Names below which shares say nothing."""
_FEW = 2


@lru_cache(maxsize=65536)
def slug(label: str) -> str:
    """The label as `[a-z][a-z0-9-]*` of at most 40 characters; a long one ends in a digest.

    >>> slug("Boutique en Ligne (été)")
    'boutique-en-ligne-ete'
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not word:
        return f"app-{sha256(label.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    if not word[0].isalpha():
        word = f"app-{word}"
    if len(word) > _LONGEST:
        digest = sha256(word.encode()).hexdigest()[:6]
        word = f"{word[: _LONGEST - 7].rstrip('-')}-{digest}"
    return word


def words_of(name: str, common: frozenset[str]) -> tuple[str, ...]:
    """The telling words that a name begins with, at most two; those that say nothing left out."""
    found = _WORD.findall(_CAMEL.sub("-", name).lower())
    telling = [
        word for word in found if word not in common and len(word) > 1 and not word[0].isdigit()
    ]
    return tuple(telling[:_FEW])


def by_name(resources: Iterable[Resource], common: frozenset[str]) -> Mapping[ResourceId, str]:
    """The label that each resource's name gives it, where two or more share it.

    A first word that most names share is the owner's: then the second word counts.
    """
    words = {one.id: words_of(one.name, common) for one in resources}
    named = {id_: found for id_, found in words.items() if found}
    firsts = Counter(found[0] for found in named.values())
    labels: dict[ResourceId, str] = {}
    for id_, found in named.items():
        first = found[0]
        if len(named) >= _ENOUGH and firsts[first] > _MOST * len(named):
            if len(found) == _FEW:
                labels[id_] = "-".join(found)
        else:
            labels[id_] = first
    counts = Counter(labels.values())
    return {id_: label for id_, label in labels.items() if counts[label] >= _FEW}
