"""Lines of a bill, as many at a time as a batch holds, with one meaning whatever wrote them (Arrow).

Each table that comes out has the columns of `KEYS` and of `TOLD` as text, and `cost` (decimal), `held`
(GiB-months), `first` and `last` (hours since 1970), `covered`.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache, reduce
from typing import TYPE_CHECKING, Any

import msgspec

from planner.inventory.bills.layout import Bills, Layout, bills

if TYPE_CHECKING:
    import pyarrow as pa

KEYS = ("provider", "payer", "account", "service", "resource", "kind", "currency")
"""What lines are added up by."""
TOLD = (
    "region", "zone", "name", "type", "size", "os", "engine", "vcpus", "memory", "meter", "tags",
)  # fmt: skip
"""What is kept of each: the greatest text, for `size` that of the last hour."""

SCALE = 12
"""Decimals of a cost that are kept."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}):(\d{2}))?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d{2}))?")
_NULLS = ("NULL", "null", "None", "NaN", "\\N")
_MONTHS = 12
_NUMBER = r"^\s*[+-]?(\d+([.]\d*)?|[.]\d+)([eE][+-]?\d{1,2})?\s*$"
_LARGEST = Decimal(10) ** 18


class Lines:
    """Turns the batches of one file into tables of one form."""

    def __init__(self, layout: Layout, *, comma: bool) -> None:
        self._layout = layout
        self._comma = comma
        """Whether decimals have a comma, as where cells are parted by semicolons."""
        self._facts: Bills = bills()

    def of(self, batch: "pa.Table") -> "pa.Table":
        """The lines of one batch."""
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.compute as pc  # noqa: PLC0415

        get = _Getter(batch)
        word = pc.utf8_lower(get.text("class"))
        cost, covered = self._cost(get, word)
        first = _mapped(get.text("start"), _hour, pa.int64())
        end = _mapped(get.text("end"), _hour, pa.int64())
        last = pc.if_else(pc.greater(end, first), end, pc.add(first, 24))
        dated = pc.greater(first, 0)
        kind = _mapped(word, self._kind, pa.string())
        columns = {name: get.text(name) for name in (*KEYS, *TOLD) if name in batch.column_names}
        columns |= self._told(get)
        columns["size"] = _stamped(columns["size"], first)
        columns["tags"] = self._tags(get)
        empty = pa.array([""] * batch.num_rows, pa.string())
        whole = {name: columns.get(name, empty) for name in (*KEYS, *TOLD)}
        return pa.table(
            whole
            | {
                "kind": kind,
                "cost": cost,
                "covered": pc.cast(covered, pa.int64()),
                "held": self._held(get),
                "first": pc.if_else(dated, first, pa.scalar(None, pa.int64())),
                "last": pc.if_else(dated, last, pa.scalar(None, pa.int64())),
            }
        )

    def _kind(self, word: str) -> str:
        return self._layout.classes.get(word, "usage")

    def _cost(self, get: "_Getter", word: Any) -> tuple[Any, Any]:  # noqa: ANN401 - Arrow
        """Cost of each line, and whether a commitment paid it so that it has none here."""
        import pyarrow.compute as pc  # noqa: PLC0415

        plain = get.text("cost")
        covered = pc.and_(pc.equal(plain, "\0"), False)  # noqa: FBT003 - a column of `false`
        for name, role in self._layout.costs.items():
            is_it = pc.equal(word, name)
            told = get.text(role)
            there = pc.not_equal(told, "")
            covered = pc.or_(covered, pc.and_(is_it, pc.invert(there)))
            plain = pc.if_else(pc.and_(is_it, there), told, plain)
        cost = _decimal(plain, comma=self._comma)
        if "model" in get and self._layout.covered:
            model = pc.utf8_lower(get.text("model"))
            paid = reduce(pc.or_, (pc.equal(model, name) for name in self._layout.covered))
            covered = pc.and_(pc.and_(paid, pc.equal(word, "usage")), pc.equal(cost, 0))
        if "credits" in get and self._layout.price_credits:
            counted = frozenset(self._layout.price_credits)
            cost = pc.cast(
                pc.add(cost, _mapped(get.text("credits"), lambda one: _credit(one, counted), _money())),
                _money(),
            )
        return cost, covered

    def _told(self, get: "_Getter") -> dict[str, Any]:
        """Sizes and systems that a column, a cell of JSON or the name of a meter holds."""
        import pyarrow.compute as pc  # noqa: PLC0415

        found = {role: get.text(role) for role in ("size", "os", "engine", "vcpus", "memory")}
        for role, key in (("size", "instance_type"), ("engine", "database_engine"),
                          ("os", "operating_system")):  # fmt: skip
            if "product" in get:
                found[role] = _first(found[role], get.within("product", key))
        if "details" in get:
            for role, pattern in self._facts.details.items():
                found[role] = _first(found[role], _extracted(get.text("details"), pattern))
        if self._layout.cloud in ("", "aws"):
            found["size"] = _first(
                found["size"], _extracted(get.text("meter"), self._facts.meter_size)
            )
        # What a store holds is no size of a machine.
        found["size"] = pc.if_else(
            pc.match_substring_regex(found["size"], r"^[A-Za-z][\w.-]*$"), found["size"], ""
        )
        return found

    def _held(self, get: "_Getter") -> Any:  # noqa: ANN401 - Arrow
        """GiB-months of each line; zero where it is not for bytes held."""
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.compute as pc  # noqa: PLC0415

        factor = _mapped(get.text("unit"), self._factor, pa.int64())
        if pc.max(factor).as_py() in (0, None):
            return pa.array([0.0] * len(factor))
        other = pc.match_substring_regex(get.text("meter"), self._facts.held_not)
        factor = pc.if_else(other, 0, factor)
        amount = _decimal(get.text("quantity"), comma=self._comma)
        return pc.multiply(pc.cast(amount, pa.float64()), pc.cast(factor, pa.float64()))

    def _factor(self, unit: str) -> int:
        word = unit.strip().lower()
        found = (size for one, size in self._facts.held_units.items() if re.search(one, word))
        return int(next(found, Decimal(0)))

    def _tags(self, get: "_Getter") -> Any:  # noqa: ANN401 - Arrow
        """Tags as written; those of columns of their own as `key=value`, one a line."""
        import pyarrow.compute as pc  # noqa: PLC0415

        found = get.text("tags")
        for role in sorted(one for one in get if one.startswith("tag:")):
            value = get.text(role)
            there = pc.not_equal(value, "")
            line = pc.binary_join_element_wise(role[4:] + "=", value, "\n", "")
            found = pc.binary_join_element_wise(found, pc.if_else(there, line, ""), "")
        return found


class _Getter:
    """The columns of a batch as text without nulls."""

    def __init__(self, batch: "pa.Table") -> None:
        self._batch = batch
        self._names = frozenset(batch.column_names)
        self._known: dict[str, Any] = {}

    def __contains__(self, role: str) -> bool:
        return role in self._names

    def __iter__(self) -> Any:  # noqa: ANN401 - names
        return iter(self._names)

    def text(self, role: str) -> Any:  # noqa: ANN401 - Arrow
        """The column of a role; empty text where there is none."""
        import pyarrow as pa  # noqa: PLC0415

        if role not in self._known:
            if role in self._names:
                self._known[role] = as_text(self._batch.column(role))
            else:
                self._known[role] = pa.array([""] * self._batch.num_rows, pa.string())
        return self._known[role]

    def within(self, role: str, key: str) -> Any:  # noqa: ANN401 - Arrow
        """What a key of a map (or of its text) holds."""
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.compute as pc  # noqa: PLC0415

        column = self._batch.column(role)
        if pa.types.is_map(column.type):
            return as_text(pc.map_lookup(column, pa.scalar(key), "first"))
        if pa.types.is_struct(column.type):
            if column.type.get_field_index(key) < 0:
                return pa.array([""] * len(column), pa.string())
            return as_text(pc.struct_field(column, key))
        return _extracted(as_text(column), rf'"{key}"\s*:\s*"(?P<word>[^"]*)"')


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


def _first(column: Any, other: Any) -> Any:  # noqa: ANN401 - Arrow
    import pyarrow.compute as pc  # noqa: PLC0415

    return pc.if_else(pc.equal(column, ""), other, column)


def _extracted(column: Any, pattern: str) -> Any:  # noqa: ANN401 - Arrow
    """The group `word` of a pattern; '' where it does not match."""
    import pyarrow.compute as pc  # noqa: PLC0415

    found = pc.extract_regex(column, pattern)
    return pc.fill_null(pc.struct_field(found, "word"), "")


def _stamped(column: Any, hours: Any) -> Any:  # noqa: ANN401 - Arrow
    """Words with their hour before them, so that the greatest is the last."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if not pc.any(pc.not_equal(column, "")).as_py():
        return column
    stamp = pc.utf8_lpad(pc.cast(hours, pa.string()), 8, "0")
    joined = pc.binary_join_element_wise(stamp, column, "|")
    return pc.if_else(pc.equal(column, ""), "", joined)


def _mapped(column: Any, function: Callable[[str], Any], kind: Any) -> Any:  # noqa: ANN401 - Arrow
    """A function of each distinct word of a column."""
    import pyarrow as pa  # noqa: PLC0415

    encoded = column.dictionary_encode()
    values = pa.array([function(one) for one in encoded.dictionary.to_pylist()], kind)
    return values.take(encoded.indices)


@lru_cache(maxsize=8192)
def _hour(word: str) -> int:
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


def _money() -> Any:  # noqa: ANN401 - Arrow
    import pyarrow as pa  # noqa: PLC0415

    return pa.decimal128(38, SCALE)


def _decimal(column: Any, *, comma: bool) -> Any:  # noqa: ANN401 - Arrow
    """Amounts; nothing where there is none that can be read."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if comma:
        column = pc.replace_substring(column, ",", ".")
    column = pc.if_else(pc.equal(column, ""), "0", column)
    try:
        return pc.cast(column, _money(), safe=False)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        good = pc.match_substring_regex(column, _NUMBER)
        column = pc.utf8_trim_whitespace(pc.if_else(good, column, "0"))
        return _mapped(column, _amount, _money())


def _amount(word: str) -> Decimal:
    try:
        found = Decimal(word)
    except InvalidOperation:
        return Decimal(0)
    return round(found, SCALE) if abs(found) < _LARGEST else Decimal(0)


@lru_cache(maxsize=65536)
def _credit(word: str, counted: frozenset[str]) -> Decimal:
    """The sum of those credits of a cell that are part of the price."""
    try:
        found = msgspec.json.decode(word) if word else []
    except (msgspec.DecodeError, RecursionError):
        return Decimal(0)
    some = found if isinstance(found, list) else []
    amounts = [
        one.get("amount") for one in some if isinstance(one, dict) and one.get("type") in counted
    ]
    return sum((_amount(str(one)) for one in amounts), Decimal(0))
