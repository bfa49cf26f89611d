"""The beginning of a value, decoded: enough to tell what wrote it, whatever its size."""

from typing import Any

import msgspec
from msgspec import Raw

_SMALL = 1 << 16
_ELEMENTS = 3
_LEVELS = 5

ERRORS = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)
"""What decoding hostile JSON raises."""


def preview(raw: Raw | bytes, levels: int = _LEVELS) -> Any:  # noqa: ANN401 - JSON
    """The value as it is where it is small; of large lists the first elements.

    Raises:
        ERRORS: where it is not JSON, or nested too deeply.
    """
    content = bytes(raw)
    if len(content) <= _SMALL:
        return msgspec.json.decode(content)
    if levels == 0:
        return None
    if content[:1] == b"[":
        some = msgspec.json.decode(content, type=list[Raw])[:_ELEMENTS]
        return [preview(one, levels - 1) for one in some]
    if content[:1] == b"{":
        found = msgspec.json.decode(content, type=dict[str, Raw])
        return {key: preview(one, levels - 1) for key, one in found.items()}
    return msgspec.json.decode(content)
