"""Records of flow logs added up to flows, whatever wrote them (Arrow).

A batch has columns `a`, `b` (ends, as text), `aport`, `bport`, `protocol` (text), `bytes` (from a to
b), `start`, `end` (seconds) and `seen` (the interface that recorded it). The end with the lower port
is the one that serves; what several interfaces recorded of one flow counts once. Addresses of no
private network are one end, `internet`: scanners alone would make millions.
"""

from typing import Any

from msgspec import Struct

from planner.model.resource import Flow

INTERNET = "internet"
"""The end that stands for every address of no private network."""

EPHEMERAL = 32768
"""Ports from here on are what clients are given: a flow between two of them tells no service."""

_PRIVATE = (
    r"^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|"
    r"169\.254\.|[fF][cCdDeE]|//|[^0-9.:]*[g-zG-Z_/-])"
)
"""Private addresses, and names: what is no address at all."""

_KEYS = ["source", "target", "port", "protocol", "forward", "seen", "account", "network"]
_MANY = 200_000
_NAMES = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmp"}


class Traffic(Struct, kw_only=True):
    """What one file of flow logs tells."""

    flows: tuple[Flow, ...]
    records: int
    """Records that went into flows."""
    apart: dict[str, int]
    """Why others did not -> how many: `no-data`, `skipped`, `denied`, `malformed`."""
    cloud: str


class Seen:
    """Flows so far."""

    def __init__(self, cloud: str) -> None:
        self._cloud = cloud
        self._waiting: list[Any] = []
        self._rows = 0
        self._limit = _MANY
        self._records = 0
        self.apart: dict[str, int] = {}

    def miss(self, why: str, count: int = 1) -> None:
        """Records that tell of no flow."""
        if count:
            self.apart[why] = self.apart.get(why, 0) + count

    def rows(self, rows: list[tuple[Any, ...]]) -> None:
        """Records as tuples, in the order of the columns; a flow with bytes back gives two."""
        import pyarrow as pa  # noqa: PLC0415 - 0.2 s, only where there are logs

        if rows:
            names = ("a", "b", "aport", "bport", "protocol", "bytes", "start", "end", "seen", "n")
            columns = dict(zip(names, (list(one) for one in zip(*rows, strict=True)), strict=True))
            counts = columns.pop("n")
            self.add(pa.table(columns), counts=counts)

    def add(self, table: Any, counts: list[int] | None = None) -> None:  # noqa: ANN401 - Arrow
        """The records of a batch; `counts` where several rows are of one record."""
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.compute as pc  # noqa: PLC0415

        ones = pa.array(counts if counts is not None else [1] * table.num_rows, pa.int64())
        self._records += pc.sum(ones).as_py() or 0
        put = _summed(_turned(table).append_column("records", ones))
        self._waiting.append(put)
        self._rows += put.num_rows
        if self._rows > self._limit:
            whole = _summed(pa.concat_tables(self._waiting))
            self._waiting, self._rows = [whole], whole.num_rows
            self._limit = max(_MANY, 2 * whole.num_rows)

    def traffic(self) -> Traffic:
        """All of it."""
        return Traffic(
            flows=self._flows(), records=self._records, apart=self.apart, cloud=self._cloud
        )

    def _flows(self) -> tuple[Flow, ...]:
        import pyarrow as pa  # noqa: PLC0415

        if not self._waiting:
            return ()
        whole = _summed(pa.concat_tables(self._waiting))
        once = whole.group_by(
            ["source", "target", "port", "protocol", "forward", "account", "network"],
            use_threads=False,
        ).aggregate([("bytes", "max"), ("records", "max"), ("start", "min"), ("end", "max")])
        both = once.group_by(
            ["source", "target", "port", "protocol", "account", "network"], use_threads=False
        ).aggregate(
            [("bytes_max", "sum"), ("records_max", "sum"), ("start_min", "min"), ("end_max", "max")]
        )
        return tuple(sorted(_flow(row) for row in both.to_pylist()))


def _flow(row: dict[str, Any]) -> Flow:
    return Flow(
        source=row["source"],
        target=row["target"],
        port=row["port"],
        protocol=_NAMES.get(row["protocol"], row["protocol"]),
        bytes=row["bytes_max_sum"],
        records=row["records_max_sum"],
        first=row["start_min_min"],
        last=row["end_max_max"],
        account=row["account"],
        network=row["network"],
    )


def _turned(table: Any) -> Any:  # noqa: ANN401 - Arrow
    """Rows from the one that asks to the one that serves."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    a, b = _end(table["a"]), _end(table["b"])
    aport, bport = (pc.cast(table[name], pa.int64()) for name in ("aport", "bport"))
    forward = pc.less_equal(bport, aport)
    port = pc.min_element_wise(aport, bport)
    empty = pa.array([""] * table.num_rows, pa.string())
    return pa.table(
        {
            "source": pc.if_else(forward, a, b),
            "target": pc.if_else(forward, b, a),
            "port": pc.if_else(pc.less(port, EPHEMERAL), port, 0),
            "protocol": table["protocol"],
            "forward": forward,
            "seen": table["seen"],
            "account": table["account"] if "account" in table.column_names else empty,
            "network": table["network"] if "network" in table.column_names else empty,
            "bytes": pc.cast(table["bytes"], pa.int64()),
            "start": pc.cast(table["start"], pa.int64()),
            "end": pc.cast(table["end"], pa.int64()),
        }
    )


def _end(column: Any) -> Any:  # noqa: ANN401 - Arrow
    import pyarrow.compute as pc  # noqa: PLC0415

    return pc.if_else(pc.match_substring_regex(column, _PRIVATE), column, INTERNET)


def _summed(table: Any) -> Any:  # noqa: ANN401 - Arrow
    import pyarrow as pa  # noqa: PLC0415

    wanted = [("bytes", "sum"), ("records", "sum"), ("start", "min"), ("end", "max")]
    found = table.group_by(_KEYS, use_threads=False).aggregate(wanted)
    columns = {name: found[name] for name in _KEYS}
    return pa.table(columns | {name: found[f"{name}_{how}"] for name, how in wanted})
