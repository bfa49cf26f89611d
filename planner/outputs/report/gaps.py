"""What this plan does not do, did not read, or did not understand."""

from msgspec import Struct

from planner.model.resource import Diagnostic
from planner.outputs.report.survey import Gap, Survey

MOST = 200


class ReasonGaps(Struct, frozen=True):
    """Resources without equivalent, for one reason."""

    reason: str
    count: int
    gaps: list[Gap]
    more: int


class DiagnosticGroup(Struct, frozen=True):
    """Diagnostics of one code."""

    first: Diagnostic
    count: int


class Gaps(Struct, frozen=True):
    """All gaps."""

    reasons: list[ReasonGaps]
    diagnostics: list[DiagnosticGroup]


ORDER = ("refused", "verdict-none", "limit", "no-mapping-yet", "type-unknown", "stays")
_SEVERITIES = {"error": 0, "warning": 1, "info": 2}


def gaps_view(survey: Survey) -> Gaps:
    """By reason and kind, the most numerous first; diagnostics by code."""
    reasons = []
    for reason in ORDER:
        own = [gap for (why, _, _), gap in survey.gaps.items() if why == reason]
        own.sort(key=lambda gap: (-gap.count, gap.title, gap.first.service))
        if own:
            count = sum(gap.count for gap in own)
            reasons.append(ReasonGaps(reason, count, own[:MOST], max(0, len(own) - MOST)))
    by_code: dict[tuple[str, str], list[Diagnostic]] = {}
    for one in survey.plan.diagnostics:
        by_code.setdefault((one.severity, one.code), []).append(one)
    groups = [DiagnosticGroup(found[0], len(found)) for found in by_code.values()]
    groups.sort(key=lambda one: (_SEVERITIES[one.first.severity], -one.count, one.first.code))
    return Gaps(reasons, groups[:MOST])
