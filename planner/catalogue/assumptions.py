"""The quantities that a policy may assume, and the one name of each.

Bill rules of different clouds name the same thing in their own words; a policy written once serves
all of them through `canonical`.
"""

from fnmatch import fnmatchcase
from functools import lru_cache

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml
from planner.model.text import Text


class AssumptionKey(Struct, frozen=True, forbid_unknown_fields=True):
    """One quantity: what it is, in which unit, and its other names."""

    unit: str
    text: Text
    also: tuple[str, ...] = ()


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    retrieved: str
    keys: dict[str, AssumptionKey]


@lru_cache(maxsize=1)
def load_assumptions() -> dict[str, AssumptionKey]:
    """Every key of `mappings/assumptions.yaml`, in the order of the file."""
    return load_yaml(data_path("mappings", "assumptions.yaml"), _File).keys


@lru_cache(maxsize=1024)
def canonical(key: str) -> str:
    """The name under which a policy gives a quantity; the key itself where no entry knows it.

    The longest pattern that matches wins, so that a name of its own comes before a family's.

    >>> canonical("storage.object_bucket.gib")
    'bucket_gib'
    """
    known = load_assumptions()
    if key in known:
        return key
    found = [
        (len(pattern), name)
        for name, entry in known.items()
        for pattern in entry.also
        if fnmatchcase(key, pattern)
    ]
    return max(found)[1] if found else key
