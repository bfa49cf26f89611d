"""Networks and their subnets, as boxes of the drawing."""

from msgspec import Struct

from planner.model.choice import Choice
from planner.model.resource import ResourceId
from planner.model.spec import Network, Subnet
from planner.outputs.report.fitting import with_tail
from planner.outputs.report.survey import Survey

MOST = 6
MOST_SUBNETS = 9
ACROSS = 3
GAP = 10
HEAD = 24
LINE = 15


class SubnetLine(Struct, frozen=True):
    """One subnet."""

    label: str
    full: str


class NetworkBox(Struct, frozen=True):
    """One network at its place."""

    x: float
    y: float
    width: float
    height: float
    label: str
    full: str
    subnets: list[SubnetLine]
    columns: int
    more: int


def networks(survey: Survey, left: float, top: float, width: float) -> tuple[list[NetworkBox], int]:
    """The networks that the plan builds, those with most subnets first."""
    found = _found(survey)
    shown = found[:MOST]
    if not shown:
        return [], 0
    across = min(ACROSS, len(shown))
    each = (width - GAP * (across - 1)) / across
    columns = 2 if across > 1 else ACROSS
    boxes: list[NetworkBox] = []
    y = top
    for start in range(0, len(shown), across):
        line = shown[start : start + across]
        rows = max(-(-min(len(subnets) + 1, MOST_SUBNETS + 1) // columns) for _, subnets in line)
        height = HEAD + rows * LINE + 6
        boxes.extend(
            _box((left + (each + GAP) * n, y, each, height), one, columns)
            for n, one in enumerate(line)
        )
        y += height + GAP
    return boxes, len(found) - len(shown)


Label = tuple[str, str]
"""(name, first range)."""

Found = tuple[Label, list[Label]]
"""(network, subnets)."""


def _found(survey: Survey) -> list[Found]:
    plan = survey.plan
    kept = [one for one in plan.inventory.resources if isinstance(plan.choices[one.id], Choice)]
    own: dict[ResourceId, list[Label]] = {}
    subnets = {one.id: one for one in kept if isinstance(one.spec, Subnet)}
    label = {one.id: one for one in kept if isinstance(one.spec, Network)}
    for edge in plan.dependencies:
        if edge.relation == "in" and edge.source in subnets and edge.target in label:
            subnet = subnets[edge.source]
            ranges = subnet.spec.ranges if isinstance(subnet.spec, Subnet) else ()
            own.setdefault(edge.target, []).append(_label(subnet.name, ranges))
    found = [
        (
            _label(one.name, one.spec.ranges if isinstance(one.spec, Network) else ()),
            sorted(set(own.get(id_, ()))),
        )
        for id_, one in label.items()
    ]
    return sorted(found, key=lambda one: (-len(one[1]), one))


def _label(name: str, ranges: tuple[str, ...]) -> Label:
    return name, ranges[0] if ranges else ""


def _box(place: tuple[float, float, float, float], one: Found, columns: int) -> NetworkBox:
    x, y, width, height = place
    label, subnets = one
    room = (width - 20) / columns
    lines = [
        SubnetLine(with_tail(*name, room - 10), " ".join(name)) for name in subnets[:MOST_SUBNETS]
    ]
    return NetworkBox(
        round(x, 1), y, round(width, 1), height, with_tail(*label, width - 60), " ".join(label),
        lines, columns, max(0, len(subnets) - MOST_SUBNETS),
    )  # fmt: skip
