"""Lines of a bill, as many at a time as a batch holds, with one meaning whatever wrote them (Arrow).

Each table that comes out has the columns of `KEYS` and of `TOLD` as text, and `cost` (decimal), `held`
(GiB-months), `first` and `last` (hours since 1970), `covered`.
"""

import re
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Any

from planner.inventory.bills.cells import (
    as_text,
    credit,
    decimals,
    extracted,
    first_of,
    hour,
    mapped,
    money,
    stamped,
)
from planner.inventory.bills.layout import Bills, Layout, bills

if TYPE_CHECKING:
    import pyarrow as pa

KEYS = ("provider", "payer", "account", "service", "resource", "kind", "currency")
"""What lines are added up by."""
TOLD = (
    "region", "zone", "name", "type", "size", "os", "engine", "vcpus", "memory", "meter", "tags",
)  # fmt: skip
"""What is kept of each: the greatest text, for `size` that of the last hour."""


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
        first = mapped(get.text("start"), hour, pa.int64())
        end = mapped(get.text("end"), hour, pa.int64())
        last = pc.if_else(pc.greater(end, first), end, pc.add(first, 24))
        dated = pc.greater(first, 0)
        kind = mapped(word, self._kind, pa.string())
        columns = {name: get.text(name) for name in (*KEYS, *TOLD) if name in batch.column_names}
        columns |= self._told(get)
        columns["size"] = stamped(columns["size"], first)
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
        cost = decimals(plain, comma=self._comma)
        if "model" in get and self._layout.covered:
            model = pc.utf8_lower(get.text("model"))
            paid = reduce(pc.or_, (pc.equal(model, name) for name in self._layout.covered))
            covered = pc.and_(pc.and_(paid, pc.equal(word, "usage")), pc.equal(cost, 0))
        if "credits" in get and self._layout.price_credits:
            counted = frozenset(self._layout.price_credits)
            cost = pc.cast(
                pc.add(
                    cost, mapped(get.text("credits"), lambda one: credit(one, counted), money())
                ),
                money(),
            )
        return cost, covered

    def _told(self, get: "_Getter") -> dict[str, Any]:
        """Sizes and systems that a column, a cell of JSON or the name of a meter holds."""
        import pyarrow.compute as pc  # noqa: PLC0415

        found = {role: get.text(role) for role in ("size", "os", "engine", "vcpus", "memory")}
        for role, key in (("size", "instance_type"), ("engine", "database_engine"),
                          ("os", "operating_system")):  # fmt: skip
            if "product" in get:
                found[role] = first_of(found[role], get.within("product", key))
        if "details" in get:
            for role, pattern in self._facts.details.items():
                found[role] = first_of(found[role], extracted(get.text("details"), pattern))
        for role, column, pattern in (
            ("size", "meter", self._facts.meter_size),
            ("engine", "description", self._facts.described_engine),
        ):
            if column in get and self._layout.cloud in ("", "aws"):
                found[role] = first_of(found[role], extracted(get.text(column), pattern))
        # What a store holds is no size of a machine.
        found["size"] = pc.if_else(
            pc.match_substring_regex(found["size"], r"^[A-Za-z][\w.-]*$"), found["size"], ""
        )
        return found

    def _held(self, get: "_Getter") -> Any:  # noqa: ANN401 - Arrow
        """GiB-months of each line; zero where it is not for bytes held."""
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.compute as pc  # noqa: PLC0415

        factor = mapped(get.text("unit"), self._factor, pa.int64())
        if pc.max(factor).as_py() in (0, None):
            return pa.array([0.0] * len(factor))
        other = pc.match_substring_regex(get.text("meter"), self._facts.held_not)
        factor = pc.if_else(other, 0, factor)
        amount = pc.fill_null(decimals(get.text("quantity"), comma=self._comma), Decimal(0))
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
        return extracted(as_text(column), rf'"{key}"\s*:\s*"(?P<word>[^"]*)"')
