"""A bill of any size to what each thing cost: lines added up batch by batch (Arrow)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from planner.inventory.batches import batches
from planner.inventory.bills.cells import money
from planner.inventory.bills.charge import Bill, Charge, Payer, Period
from planner.inventory.bills.layout import Layout, bills
from planner.inventory.bills.lines import KEYS, TOLD, Lines
from planner.inventory.columns import Roles, plain
from planner.inventory.exports.document import Document, malformed
from planner.inventory.terraform import Rejected

if TYPE_CHECKING:
    import pyarrow as pa

_MANY = 100_000
"""Sums that may wait before they are added up again."""
_TAGS = 20
"""Columns of tags that are read."""

_SUMS = ("cost", "held", "covered", "lines")


def read_bill(document: Document, name: str) -> Iterator[Bill | Rejected]:
    """What could not be read, then the bill."""
    layout = bills().layouts[name]
    sums = _Sums()
    lines = Lines(layout, comma=document.delimiter == ";")
    for batch in batches(document, _roles(document, layout)):
        if isinstance(batch, Rejected):
            yield batch
        elif batch.num_rows:
            sums.add(lines.of(batch))
    if sums.unreadable:
        why = f"{sums.unreadable} × no cost"
        yield Rejected("", malformed(document.file, "", why).diagnostic, sums.unreadable)
    yield sums.bill(document, layout)


def _roles(document: Document, layout: Layout) -> Roles:
    """Columns by role, those of single tags among them."""
    starts = tuple(plain(one) for one in layout.tag_columns)
    tags = [one for one in document.columns if starts and plain(one).startswith(starts)]
    keys = {f"tag:{_key(one)}": (one,) for one in tags[:_TAGS]}
    return {**layout.columns, **keys}


def _key(column: str) -> str:
    word = column.rpartition(":")[2] if ":" in column else column
    return word.removeprefix("resource_tags_user_")


class _Sums:
    """Sums of the lines so far."""

    def __init__(self) -> None:
        self._waiting: list[Any] = []
        self._rows = 0
        self._limit = _MANY
        self._periods: set[tuple[str, str, int, int]] = set()
        self._lines = 0
        self.unreadable = 0
        """Lines whose cost is no amount."""

    def add(self, table: "pa.Table") -> None:
        """The lines of a batch."""
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.compute as pc  # noqa: PLC0415

        rows = table.num_rows
        table = table.filter(pc.is_valid(table["cost"]))
        self.unreadable += rows - table.num_rows
        self._lines += table.num_rows
        usage = table.filter(pc.and_(pc.equal(table["kind"], "usage"), pc.is_valid(table["first"])))
        self._see(usage)
        ones = pa.array([1], pa.int64()).take(pa.array([0] * table.num_rows, pa.int8()))
        self._put(_summed(table.append_column("lines", ones)))

    def _see(self, usage: Any) -> None:  # noqa: ANN401 - Arrow
        seen = usage.group_by(["provider", "payer", "first", "last"], use_threads=False)
        for row in seen.aggregate([]).to_pylist():
            self._periods.add((row["provider"], row["payer"], row["first"], row["last"]))

    def _put(self, table: Any) -> None:  # noqa: ANN401 - Arrow
        self._waiting.append(table)
        self._rows += table.num_rows
        if self._rows > self._limit:
            whole = self._whole()
            self._waiting, self._rows = [whole], whole.num_rows
            # Where there are many things, they must not be added up anew for every batch.
            self._limit = max(_MANY, 2 * whole.num_rows)

    def _whole(self) -> Any:  # noqa: ANN401 - Arrow
        import pyarrow as pa  # noqa: PLC0415

        return _summed(pa.concat_tables(self._waiting))

    def bill(self, document: Document, layout: Layout) -> Bill:
        """All of it."""
        facts = bills()
        known: dict[str, str] = {}

        def cloud(provider: str) -> str:
            if provider not in known:
                known[provider] = layout.cloud or facts.cloud(provider)
            return known[provider]

        periods: dict[Payer, Period] = {}
        for provider, payer, first, last in sorted(self._periods):
            key = (cloud(provider), payer)
            periods.setdefault(key, Period(set(), first, last)).add(first, last)
        charges: list[Charge] = []
        for batch in self._whole().to_batches(max_chunksize=50_000) if self._waiting else ():
            charges += (_charge(row, cloud(row["provider"])) for row in batch.to_pylist())
        charges.sort(key=_order)
        return Bill(
            file=document.file,
            version=layout.version(_columns(document)),
            charges=tuple(charges),
            periods=periods,
            lines=self._lines,
        )


def _columns(document: Document) -> tuple[str, ...]:
    if document.columns:
        return document.columns
    return tuple(paths(document.first))


def paths(value: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """The paths of an object's values: `service.description`."""
    for key, one in value.items():
        if isinstance(one, Mapping):
            yield from paths(one, f"{above}{key}.")
        else:
            yield f"{above}{key}"


def _summed(table: Any) -> Any:  # noqa: ANN401 - Arrow
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    wanted = [(name, "sum") for name in _SUMS] + [("first", "min"), ("last", "max")]
    wanted += [(name, "max") for name in TOLD]
    found = table.group_by(list(KEYS), use_threads=False).aggregate(wanted)
    columns = {name: found[name] for name in KEYS}
    for name, how in wanted:
        column = found[f"{name}_{how}"]
        columns[name] = pc.cast(column, money()) if name == "cost" else column
    return pa.table(columns)


def _charge(row: dict[str, Any], cloud: str) -> Charge:
    row.pop("provider")
    row["size"] = row["size"].partition("|")[2]
    for name in ("first", "last"):
        row[name] = row[name] or 0
    return Charge(cloud=cloud, **row)


def _order(one: Charge) -> tuple[str, str, str, str, str, Decimal]:
    return (one.cloud, one.account, one.service, one.resource, one.kind, one.cost)
