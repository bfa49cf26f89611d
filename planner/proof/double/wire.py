"""Values as they travel: msgpack, with a mark for what is not known yet."""

from typing import Any

import msgspec

from planner.proof.check.values import UNKNOWN, Value, is_unknown

_UNKNOWN_CODE = 0
_REFINED_CODE = 12
"""Unknown, with hints on what it may become; the hints are not needed here."""


def _from_extension(code: int, data: memoryview) -> Value:
    if code in {_UNKNOWN_CODE, _REFINED_CODE}:
        return UNKNOWN
    return msgspec.msgpack.Ext(code, bytes(data))


def _to_extension(value: object) -> msgspec.msgpack.Ext:
    if is_unknown(value):
        return msgspec.msgpack.Ext(_UNKNOWN_CODE, b"\0")
    raise TypeError(type(value).__name__)


_DECODER = msgspec.msgpack.Decoder(ext_hook=_from_extension)
_ENCODER = msgspec.msgpack.Encoder(enc_hook=_to_extension)


def read_value(dynamic: Any) -> Value:  # noqa: ANN401 - a DynamicValue
    """The value in a message."""
    if dynamic.msgpack:
        return _DECODER.decode(dynamic.msgpack)
    return msgspec.json.decode(dynamic.json) if dynamic.json else None


def write_value(value: Value) -> dict[str, bytes]:
    """Fields of the DynamicValue that holds the value."""
    return {"msgpack": _ENCODER.encode(value)}
