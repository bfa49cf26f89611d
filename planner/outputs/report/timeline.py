"""Waves one after the other, as bars of time and as rows."""

from collections import Counter
from decimal import Decimal

from msgspec import Struct

from planner.model.plan import Cycle, Step, Wave
from planner.outputs.report.survey import Survey

MOST_WAVES = 60
MOST_BARS = 24
"""Waves drawn; a drawing of more says no more."""

MOST_NAMED = 4
"""Applications named under a bar."""

MOST_STEPS = 40
WIDTH = 1120
LEFT = 200
RIGHT = 240
ROW = 34
TOP = 30


class Bar(Struct, frozen=True):
    """One wave on the time axis, in the picture's units."""

    number: int
    label: str
    y: float
    x: float
    low: float
    likely: float
    high: float


class Tick(Struct, frozen=True):
    """A mark of the time axis."""

    x: float
    minutes: float


class WaveRow(Struct, frozen=True):
    """One wave."""

    wave: Wave
    applications: list[str]
    more_applications: int
    actions: list[tuple[str, int]]
    gib: Decimal
    unknown_volumes: int
    steps: list[tuple[Step, str, str]]
    """(step, resource, application), the longest."""
    more_steps: int


class WavesView(Struct, frozen=True, kw_only=True):
    """The waves section."""

    rows: list[WaveRow]
    more: int
    bars: list[Bar]
    ticks: list[Tick]
    width: float
    height: float
    cycles: list[tuple[Cycle, str, str]]
    """(cycle, name of the edge's source, name of its target)."""
    more_cycles: int


def waves_view(survey: Survey) -> WavesView:
    """Bars and rows of the first waves, in order."""
    waves = survey.plan.waves
    shown = waves[:MOST_WAVES]
    bars, ticks = _bars(survey, waves[:MOST_BARS])
    cycles = survey.plan.cycles
    return WavesView(
        rows=[_row(survey, wave) for wave in shown],
        more=len(waves) - len(shown),
        bars=bars,
        ticks=ticks,
        width=WIDTH,
        height=TOP + ROW * len(bars) + 12,
        cycles=[
            (one, survey.resource_name(one.cut.source), survey.resource_name(one.cut.target))
            for one in cycles[:MOST_WAVES]
        ],
        more_cycles=max(0, len(cycles) - MOST_WAVES),
    )


def _row(survey: Survey, wave: Wave) -> WaveRow:
    actions = Counter(step.action for step in wave.steps)
    longest = sorted(wave.steps, key=lambda step: (-step.minutes_likely, step.resource))
    known = [step.gib for step in wave.steps if step.gib is not None]
    return WaveRow(
        wave,
        [survey.labels.get(name, name) for name in wave.applications[:MOST_STEPS]],
        max(0, len(wave.applications) - MOST_STEPS),
        sorted(actions.items(), key=lambda one: (-one[1], one[0])),
        sum(known, Decimal(0)),
        sum(step.action == "copy-data" and step.gib is None for step in wave.steps),
        [
            (
                step,
                survey.resource_name(step.resource),
                survey.application_of.get(step.resource, ""),
            )
            for step in longest[:MOST_STEPS]
        ],
        max(0, len(longest) - MOST_STEPS),
    )


def _bars(survey: Survey, waves: tuple[Wave, ...]) -> tuple[list[Bar], list[Tick]]:
    """A wave starts where the one before it likely ends."""
    starts, at = [], 0.0
    for wave in waves:
        starts.append(at)
        at += wave.minutes_likely
    ends = [start + wave.minutes_high for start, wave in zip(starts, waves, strict=True)]
    span = max(ends, default=0.0) or 1.0
    scale = (WIDTH - LEFT - RIGHT) / span
    bars = [
        Bar(
            number=wave.number,
            label=", ".join(
                survey.labels.get(name, name) for name in wave.applications[:MOST_NAMED]
            )
            + ("…" if len(wave.applications) > MOST_NAMED else ""),
            y=TOP + ROW * index,
            x=round(LEFT + start * scale, 1),
            low=round(wave.minutes_low * scale, 1),
            likely=round(wave.minutes_likely * scale, 1),
            high=round(wave.minutes_high * scale, 1),
        )
        for index, (start, wave) in enumerate(zip(starts, waves, strict=True))
    ]
    step = _step(span)
    ticks = [
        Tick(round(LEFT + number * step * scale, 1), number * step)
        for number in range(int(span // step) + 1)
    ]
    return bars, ticks


_STEPS = (30, 60, 120, 240, 480, 720, 1440, 2880, 7200, 14400, 43200, 144000)
"""Minutes between two marks of the axis."""

_MOST_TICKS = 9


def _step(span: float) -> int:
    return next(
        (step for step in _STEPS if span / step <= _MOST_TICKS), int(span / _MOST_TICKS) + 1
    )
