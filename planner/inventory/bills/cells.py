"""Cells of a bill as text, amounts and hours, whole columns at a time (Arrow)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

import msgspec

SCALE = 12
"""Decimals of a cost that are kept."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}):(\d{2}))?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d{2}))?")
_NULLS = ("NULL", "null", "None", "NaN", "\\N")
_MONTHS = 12
_NUMBER = re.compile(r"\s*[+-]?(\d+([.]\d*)?|[.]\d+)([eE][+-]?\d{1,2})?\s*$")
_LARGEST = Decimal(10) ** 12


def as_text(column: Any) -> Any:  # noqa: ANN401 - Arrow
    """A column as text; what stands for nothing is empty."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    if pa.types.is_timestamp(kind):
        column = pc.strftime(column, "%Y-%m-%dT%H:%M:%S")
    elif pa.types.is_nested(kind):
        column = pa.array(
            [None if one is None else _json(one) for one in column.to_pylist()], pa.string()
        )
    elif not pa.types.is_string(kind):
        column = column.cast(pa.string())
    column = pc.fill_null(column, "")
    nulls = pc.is_in(column, pa.array(_NULLS))
    return pc.if_else(nulls, "", column) if pc.any(nulls).as_py() else column


def _json(value: Any) -> str:  # noqa: ANN401 - a cell of Parquet
    pairs = isinstance(value, list) and all(isinstance(one, tuple) for one in value)
    found = dict(value) if pairs else value
    return msgspec.json.encode(found, enc_hook=str).decode("utf-8", "replace")


def first_of(column: Any, other: Any) -> Any:  # noqa: ANN401 - Arrow
    """A column, and where it is empty the other."""
    import pyarrow.compute as pc  # noqa: PLC0415

    return pc.if_else(pc.equal(column, ""), other, column)


def extracted(column: Any, pattern: str) -> Any:  # noqa: ANN401 - Arrow
    """The group `word` of a pattern; '' where it does not match."""
    import pyarrow.compute as pc  # noqa: PLC0415

    found = pc.extract_regex(column, pattern)
    return pc.fill_null(pc.struct_field(found, "word"), "")


def stamped(column: Any, hours: Any) -> Any:  # noqa: ANN401 - Arrow
    """Words with their hour before them, so that the greatest is the last."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if not pc.any(pc.not_equal(column, "")).as_py():
        return column
    stamp = pc.utf8_lpad(pc.cast(hours, pa.string()), 8, "0")
    joined = pc.binary_join_element_wise(stamp, column, "|")
    return pc.if_else(pc.equal(column, ""), "", joined)


def mapped(column: Any, function: Callable[[str], Any], kind: Any) -> Any:  # noqa: ANN401 - Arrow
    """A function of each distinct word of a column."""
    import pyarrow as pa  # noqa: PLC0415

    encoded = column.dictionary_encode()
    values = pa.array([function(one) for one in encoded.dictionary.to_pylist()], kind)
    return values.take(encoded.indices)


@lru_cache(maxsize=8192)
def hour(word: str) -> int:
    """Hours since 1970 of a date or time in one of the ways bills write them; 0 where it is none."""
    if found := _ISO.match(word):
        year, month, day, hour, _ = (int(one or 0) for one in found.groups())
    elif found := _SLASHED.match(word):
        month, day, year, hour, _ = (int(one or 0) for one in found.groups())
        if month > _MONTHS:
            month, day = day, month
    else:
        return 0
    try:
        time = datetime(year, month, day, hour, tzinfo=UTC)
    except ValueError:
        return 0
    return max(0, int((time - _EPOCH).total_seconds()) // 3600)


def money() -> Any:  # noqa: ANN401 - Arrow
    """The type of amounts; a sum of two still fits what Arrow has."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.decimal128(37, SCALE)


def decimals(column: Any, *, comma: bool) -> Any:  # noqa: ANN401 - Arrow
    """Amounts; null where there is none that can be read, or one that no bill has."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if comma:
        plain = pc.replace_substring(pc.replace_substring(column, ".", ""), ",", ".")
        column = pc.if_else(pc.match_substring(column, ","), plain, column)
    try:
        found = pc.cast(column, money(), safe=False)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        found = mapped(column, _amount, money())
    largest = pa.scalar(_LARGEST, money())
    return pc.if_else(pc.less(pc.abs(found), largest), found, pa.scalar(None, money()))


def _amount(word: str) -> Decimal | None:
    try:
        found = Decimal(word) if _NUMBER.match(word) else None
    except InvalidOperation:
        return None
    return round(found, SCALE) if found is not None and abs(found) < _LARGEST else None


@lru_cache(maxsize=65536)
def credit(word: str, counted: frozenset[str]) -> Decimal:
    """The sum of those credits of a cell that are part of the price."""
    try:
        found = msgspec.json.decode(word) if word else []
    except (msgspec.DecodeError, RecursionError):
        return Decimal(0)
    some = found if isinstance(found, list) else []
    amounts = [
        one.get("amount") for one in some if isinstance(one, dict) and one.get("type") in counted
    ]
    return sum((_amount(str(one)) or Decimal(0) for one in amounts), Decimal(0))
