"""The headline picture: exposure and qualification, by share of applications and of data, before and after.

Everything in it is drawn with attributes of its own, so that the same bytes stand in a page, on paper
and in a text document. The darker, the worse; every part says its name, so grey and colour-blind
readers lose nothing.
"""

from decimal import Decimal

from msgspec import Struct

from planner.outputs.report.fitting import shortened, width_of
from planner.outputs.report.sovereignty_shares import (
    BOTH,
    MEASURES,
    By,
    Draft,
    Measure,
    figure,
    in_words,
)
from planner.outputs.report.sovereignty_words import PARTS, QUALIFIED, SIDES
from planner.outputs.report.typography import percent, volume

GAP = 56
LABEL = 92
BAR = 24
STEP = 29
FIRST = 96
GROUP = 26
LEGEND_LINE = 21
SIZE = 13
AIR = 10
BIG = 22
FIGURE = 17
BOLD = 1.2
"""How much wider bold serif letters are than those that `width_of` knows."""


class Look(Struct, frozen=True):
    """How a part is filled, the letters on it, and its stripes."""

    fill: str
    ink: str = "#17212b"
    stripe: str = ""
    """Colour of the lines across it; empty for a plain part."""


LOOKS = {
    "E0": Look("#2b0a05", "#ffffff"), "E?": Look("#6b5a55", "#ffffff", stripe="#cfc4bf"),
    "E1": Look("#7a1f0c", "#ffffff"),
    "E2": Look("#a8400f", "#ffffff"), "E3": Look("#e39a45"), "E4": Look("#a9cce3"),
    "E5": Look("#d3e5f1"), "E6": Look("#f3f9fd"),
    "to-be-verified": Look("#7a1f0c", "#ffffff"), "in-process": Look("#f0c68d", stripe="#8a4b00"),
    "qualified": Look("#d3e5f1"), "not-needed": Look("#ffffff"),
}  # fmt: skip


class Part(Struct, frozen=True, kw_only=True):
    """One slice of a bar at its place."""

    x: float
    width: float
    label: str
    full: str
    look: Look
    stripes: str
    """Path of the lines across it; empty for a plain part."""


class Bar(Struct, frozen=True, kw_only=True):
    """One side of one measure; without parts nothing is known of it."""

    label: str
    y: float
    parts: list[Part]


class Group(Struct, frozen=True, kw_only=True):
    """Two bars of one measure, with its title and the one figure that they show."""

    title: str
    figure: str
    y: float
    bars: list[Bar]


class Key(Struct, frozen=True, kw_only=True):
    """A line of the legend."""

    x: float
    y: float
    label: str
    look: Look
    stripes: str


class Panel(Struct, frozen=True, kw_only=True):
    """Everything by exposure, or by qualification."""

    x: float
    width: float
    title: str
    means: str
    """What the figures of its groups are the share of."""
    means_size: float
    groups: list[Group]
    legend: list[Key]


class Headline(Struct, frozen=True, kw_only=True):
    """The whole picture."""

    width: float
    height: float
    title: str
    description: str
    panels: list[Panel]
    empty: bool


def draw_headline(draft: Draft, width: float = 1120) -> Headline:
    """Lays the picture out: two panels beside each other, each with two groups of two bars."""
    each = (width - GAP) / 2
    panels = [_panel(draft, "exposure", 0, each), _panel(draft, "qualification", each + GAP, each)]
    lowest = max(
        (key.y for panel in panels for key in panel.legend),
        default=FIRST + len(MEASURES) * (GROUP + 2 * STEP + AIR),
    )
    return Headline(
        width=width, height=lowest + AIR, panels=panels, empty=not draft.slices,
        title=draft.t(
            "Exposure and qualification, today and after",
            "Exposition et qualification, aujourd'hui et après",
        ),
        description=in_words(draft),
    )  # fmt: skip


def _panel(draft: Draft, by: By, x: float, width: float) -> Panel:
    title, means = _titles(draft, by)
    groups, y = [], float(FIRST)
    for measure in MEASURES:
        if measure == "data" and not any(draft.amounts(by, measure, side) for side in BOTH):
            continue  # the words under the picture say how many stores have no known size
        groups.append(_group(draft, (by, measure), (x, y), width))
        y += GROUP + 2 * STEP + AIR
    return Panel(
        x=x, width=width, title=title, means=means, groups=groups,
        means_size=round(min(BIG, BIG * width / (width_of(means, BIG) * BOLD)), 1),
        legend=_legend(draft, by, (x, y), width),
    )  # fmt: skip


def _titles(draft: Draft, by: By) -> tuple[str, str]:
    if by == "exposure":
        return (
            draft.t("Who may reach the data", "Qui peut atteindre les données"),
            draft.t("Owner or place outside the EU", "Propriétaire ou lieu hors de l'UE"),
        )
    return (
        draft.t(
            "Whether the place is qualified for its data",
            "Le lieu est-il qualifié pour ses données",
        ),
        draft.t("Qualified where asked", "Qualifié là où c'est demandé"),
    )


def _group(draft: Draft, what: tuple[By, Measure], at: tuple[float, float], width: float) -> Group:
    by, measure = what
    x, y = at
    bars = []
    for index, side in enumerate(BOTH):
        top = y + AIR + index * STEP
        found = draft.amounts(by, measure, side)
        parts = _parts(draft, found, (x + LABEL, top), width - LABEL)
        bars.append(Bar(label=draft.of(SIDES[side]), y=top, parts=parts))
    shares = figure(draft, by, measure)
    room = width - width_of(shares, FIGURE) * BOLD - 2 * AIR
    title = shortened(_group_title(draft, by, measure), room, SIZE)
    return Group(title=title, figure=shares, y=y, bars=bars)


def _group_title(draft: Draft, by: By, measure: Measure) -> str:
    total = sum(draft.amounts(by, measure, "before").values(), Decimal(0)) or sum(
        draft.amounts(by, measure, "after").values(), Decimal(0)
    )
    if measure == "applications":
        return draft.t("{n} application with data|{n} applications with data",
                       "{n} application avec des données|{n} applications avec des données",
                       n=int(total))  # fmt: skip
    if measure == "resources":
        return draft.t("{n} resource that handles data|{n} resources that handle data",
                       "{n} ressource portant des données|{n} ressources portant des données",
                       n=int(total))  # fmt: skip
    known = volume(total, draft.language)
    if not draft.unknown_stores:
        return known
    return draft.t("{known}, {n} store of unknown size apart|{known}, {n} stores of unknown size apart",
                   "{known}, {n} dépôt de taille inconnue à part|{known}, {n} dépôts de taille inconnue "
                   "à part", known=known, n=draft.unknown_stores)  # fmt: skip


def _parts(
    draft: Draft, found: dict[str, Decimal], at: tuple[float, float], width: float
) -> list[Part]:
    total = sum(found.values(), Decimal(0))
    x, top = at
    parts = []
    for name, amount in found.items():
        share = amount / total
        wide = round(float(share) * width, 1)
        label = _label(draft, name, percent(share, draft.language), wide)
        parts.append(
            Part(
                x=round(x, 1), width=wide, label=label, look=LOOKS[name],
                full=f"{draft.name(name)} – {percent(share, draft.language)}",
                stripes=stripes((round(x, 1), top), wide, BAR) if LOOKS[name].stripe else "",
            )
        )  # fmt: skip
        x += float(share) * width
    return parts


def _label(draft: Draft, name: str, share: str, room: float) -> str:
    """As much of the name and share as fits: all, the share, or nothing."""
    word = name if name in PARTS else draft.name(name)
    whole = f"{word} · {share}"
    for text in (whole, share):
        if width_of(text, SIZE) + AIR <= room:
            return text
    return ""


def _legend(draft: Draft, by: By, at: tuple[float, float], width: float) -> list[Key]:
    x, y = at
    order = PARTS if by == "exposure" else QUALIFIED
    present = {one.name for one in draft.slices if one.by == by and one.amount}
    keys = []
    for index, name in enumerate(one for one in order if one in present):
        top = y + index * LEGEND_LINE
        keys.append(
            Key(
                x=x, y=top, look=LOOKS[name],
                label=shortened(draft.name(name), width - 26, SIZE),
                stripes=stripes((x, top - 11), 16, 13) if LOOKS[name].stripe else "",
            )
        )  # fmt: skip
    return keys


def stripes(at: tuple[float, float], width: float, height: float, step: float = 7) -> str:
    """Path of slanted lines within a box, cut at its edges."""
    x, y = at
    lines = []
    start = -height
    while start < width:
        left, right = max(0.0, start), min(width, start + height)
        if right > left:
            low, high = y + height - (left - start), y + height - (right - start)
            lines.append(f"M{x + left:.1f} {low:.1f}L{x + right:.1f} {high:.1f}")
        start += step
    return "".join(lines)
