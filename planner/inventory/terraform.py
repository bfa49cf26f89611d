"""What every Terraform format is read into: managed objects, and what could not be read of them."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Raw, Struct

from planner.model.resource import Diagnostic

JSON_ERRORS = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)
"""What decoding hostile JSON raises: `ValidationError` is a `DecodeError`; nesting is recursion."""


class Managed(Struct, frozen=True, gc=False):
    """One managed object as the file holds it; secrets are still in it."""

    type: str
    address: str
    attributes: Raw | dict[str, Any]
    """Raw JSON until it is needed."""
    marked: Raw = Raw(b"")
    """What the file says is sensitive, as JSON; empty where it says nothing."""


class Rejected(Struct, frozen=True, gc=False):
    """Records that became a diagnostic."""

    type: str
    diagnostic: Diagnostic
    records: int = 1


Found = Iterator[Managed | Rejected]


class Contents(Struct, frozen=True):
    """A file that was understood."""

    found: Found
    data: int
    """Records of mode `data`: looked up, not managed; they are counted."""
    looked_up: tuple[Managed, ...] = ()
    """These records, for those of them that tell of managed ones; malformed ones are left out."""
    lineage: str = ""
    """Of a state: it tells two states of one file name apart."""
    as_of: str = ""
    """`YYYY-MM-DD` where the file says when it was written."""
    regions: dict[str, str] = {}
    """Provider name -> region of its configuration, where the file tells (plans do)."""


def decoded(one: Managed) -> dict[str, Any]:
    """The attributes of a record.

    Raises:
        msgspec.DecodeError: where they are not an object.
        RecursionError: where they are nested too deeply.
    """
    if isinstance(one.attributes, dict):
        return one.attributes
    return msgspec.json.decode(one.attributes, type=dict[str, Any])


def words(failure: Exception) -> str:
    """What a decoder says, in a few words and without the input's own."""
    return "nested too deeply" if isinstance(failure, RecursionError) else str(failure)


def address(module: str, native_type: str, name: str, index: str | float | None) -> str:
    """The full address: `module.a.aws_instance.web["k"]`."""
    base = f"{native_type}.{name}"
    if module:
        base = f"{module}.{base}"
    if index is None:
        return base
    if isinstance(index, str):
        return f"{base}[{msgspec.json.encode(index).decode()}]"
    return f"{base}[{int(index) if float(index).is_integer() else index}]"
