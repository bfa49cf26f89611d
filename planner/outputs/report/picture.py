"""The target architecture as a drawing: rows are applications, columns are zones, arrows are needs.

A drawing of boxes at computed places, so that it reads alike for one application and for sixty; the
template only prints it.
"""

from collections import Counter

from msgspec import Struct, field

from planner.outputs.report.applications import ApplicationRow, Applications, carries
from planner.outputs.report.fitting import shortened, width_of
from planner.outputs.report.links import Link, Need, lanes, needs_between
from planner.outputs.report.networks import NetworkBox, networks
from planner.outputs.report.survey import Service, Survey

WIDTH = 1120
MARGIN = 14
NAME = 168
GUTTER = 96
TILE = 22
LINE = 26
PAD = 9
ROW = 54
"""Least height of a row: a name and two lines under it."""

MOST_ROWS = 24
MOST_TILES = 12
MOST_TILES_OF_MANY = 6
MANY = 12
"""Rows from which each shows fewer tiles."""

REGIONAL = 0.42
"""Part of the width for what is of the whole region, where there are several zones."""


LEAST_SERVICE = 40
"""Pixels under which a cut service says nothing."""


class Tile(Struct, frozen=True):
    """A counted service at its place."""

    x: float
    y: float
    width: float
    label: str
    full: str
    look: str
    """Its fit; `gap` for what has no equivalent, `more` for what is not shown."""
    count: int = 0
    """For `gap` and `more`: how many."""


class Row(Struct):
    """An application with its tiles."""

    row: ApplicationRow
    y: float
    height: float
    tiles: list[Tile] = field(default_factory=list)
    label: str = ""
    supporting: int = 0


class Column(Struct, frozen=True):
    """A zone, or the whole region."""

    x: float
    width: float
    zone: str
    """Empty for what is of the whole region."""


class Edge(Struct, frozen=True):
    """The way in: counts of what stands between the internet and the applications."""

    zones: int
    records: int
    addresses: int
    balancers: list[tuple[str, int]]


class Picture(Struct, frozen=True, kw_only=True):
    """Everything at its place."""

    title: str
    width: float
    height: float
    region_y: float
    region_height: float
    head_y: float
    columns: list[Column]
    only_zone: str
    rows: list[Row]
    more: int
    links: list[Link]
    more_links: int
    needs: list[Need]
    networks: list[NetworkBox]
    more_networks: int
    networks_y: float
    edge: Edge


REGION_TOP = 78
NETWORKS_TOP = REGION_TOP + 40


def draw(survey: Survey, applications: Applications, title: str) -> Picture:
    """Lays out the drawing from top to bottom."""
    boxes, more_networks = networks(survey, MARGIN + PAD, NETWORKS_TOP, WIDTH - 2 * (MARGIN + PAD))
    bottom = max((box.y + box.height for box in boxes), default=float(NETWORKS_TOP - 8))
    head = bottom + 30
    columns = _columns(survey)
    chosen = _chosen(applications)
    rows, y = [], head + 12
    most = MOST_TILES_OF_MANY if len(chosen) > MANY else MOST_TILES
    for row in chosen:
        laid = _row(row, columns, y, most)
        rows.append(laid)
        y += laid.height + 8
    needs = needs_between(survey)
    places = {laid.row.application.name: laid for laid in rows if laid.row.application}
    right = WIDTH - MARGIN - GUTTER
    links, more_links = lanes(
        needs, {name: (laid.y, laid.height) for name, laid in places.items()}, right, GUTTER - 20
    )
    shown = len(rows)
    more = applications.total - sum(laid.row.application is not None for laid in rows)
    y += 22 if more > 0 else 0
    return Picture(
        title=title,
        width=WIDTH,
        height=y + MARGIN + 4,
        region_y=REGION_TOP,
        region_height=y + 4 - REGION_TOP,
        head_y=head,
        columns=columns,
        only_zone=survey.zones[0] if len(survey.zones) == 1 else "",
        rows=rows,
        more=more if shown else 0,
        links=links,
        more_links=more_links,
        needs=needs,
        networks=boxes,
        more_networks=more_networks,
        networks_y=NETWORKS_TOP,
        edge=_edge(survey),
    )


def _chosen(applications: Applications) -> list[ApplicationRow]:
    """The largest applications in the table's order, the foundation last: it carries the others."""
    by_size = sorted(
        applications.rows, key=lambda one: (not one.shared, -one.share.resources, one.anchor)
    )
    kept = {one.anchor for one in by_size[:MOST_ROWS]}
    return sorted(
        (one for one in applications.rows if one.anchor in kept), key=lambda one: one.shared
    )


def _columns(survey: Survey) -> list[Column]:
    left = MARGIN + PAD + NAME
    whole = WIDTH - MARGIN - GUTTER - left
    zones = survey.zones
    if len(zones) <= 1:
        return [Column(left, whole, "")]
    regional = whole * REGIONAL
    each = (whole - regional) / len(zones)
    return [
        Column(left, regional, ""),
        *(Column(left + regional + each * n, each, zone) for n, zone in enumerate(zones)),
    ]


def _row(row: ApplicationRow, columns: list[Column], y: float, most: int) -> Row:
    shown = [one for one in row.services if carries(one.kind) or (row.shared and _rests(one.kind))]
    laid = Row(row, y, 0, label=shortened(row.label, NAME - 12, 13))
    mapped = row.share.resources - row.share.unmapped - row.share.stays
    laid.supporting = mapped - sum(one.count for one in shown)
    deepest = 0
    for column in columns:
        own = _merged([one for one in shown if _column_of(one, columns) == column.zone])
        gaps = row.share.unmapped if not column.zone else 0
        limit = most // 2 if column.zone else most
        deepest = max(deepest, _place(laid, column, own, limit, gaps))
    laid.height = max(ROW, deepest * LINE + 2 * PAD - (LINE - TILE))
    return laid


class Counted(Struct, frozen=True):
    """Services of one cell that read alike."""

    service: str
    size: str
    fit: str
    count: int

    @property
    def full(self) -> str:
        """The count, the service and its size, as they are said."""
        times = f"{self.count} × " if self.count > 1 else ""
        return f"{times}{self.service} {self.size}".rstrip()

    def within(self, room: float) -> str:
        """The same as far as it fits: the service gives way to the size, which says more."""
        times = f"{self.count} × " if self.count > 1 else ""
        if not self.size or width_of(self.full) <= room:
            return shortened(self.full, room)
        left = room - width_of(f"{times} {self.size}")
        if left < LEAST_SERVICE:
            return shortened(times + self.size, room)
        return f"{times}{shortened(self.service, left)} {self.size}"


def _place(laid: Row, column: Column, own: list[Counted], most: int, gaps: int) -> int:
    """Puts the tiles of one cell; returns how many lines they take."""
    across = max(1, min(4, int(column.width // 170)))
    width = (column.width - PAD) / across - 6
    kept = own if len(own) <= most else own[: most - 1]
    cells = [(one.within(width - 14), one.full, one.fit, 0) for one in kept]
    if left := sum(one.count for one in own[len(kept) :]):
        cells.append(("", "", "more", left))
    if gaps:
        cells.append(("", "", "gap", gaps))
    for index, (label, full, look, count) in enumerate(cells):
        x = column.x + PAD + (index % across) * (width + 6)
        y = laid.y + PAD + (index // across) * LINE
        laid.tiles.append(Tile(round(x, 1), y, round(width, 1), label, full, look, count))
    return -(-len(cells) // across)


def _merged(services: list[Service]) -> list[Counted]:
    """Services that read alike as one, in the order found."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in services:
        counts[one.service, one.size, one.fit] += one.count
    return [Counted(*key, count) for key, count in counts.items()]


def _column_of(service: Service, columns: list[Column]) -> str:
    """The zone of what stands in one; what spans several, or none, is the region's."""
    if len(columns) == 1 or len(service.zones) != 1:
        return ""
    return service.zones[0]


def _rests(kind: str) -> bool:
    """What the foundation is drawn with, beside machines: keys, identities, registries, gateways."""
    return kind.startswith(("sec.", "iam.", "network.nat", "network.peering", "network.vpn"))


def _edge(survey: Survey) -> Edge:
    counts: Counter[str] = Counter()
    balancers: Counter[str] = Counter()
    for share in survey.shares.values():
        for service in share.services.values():
            counts[service.kind] += service.count
            if service.kind.startswith("network.lb_"):
                balancers[service.service] += service.count
    return Edge(
        counts["dns.zone"],
        counts["dns.record"],
        counts["network.public_ip"],
        sorted(balancers.items(), key=lambda one: (-one[1], one[0]))[:2],
    )
