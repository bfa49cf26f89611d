"""What a run says at its end, in a dozen lines."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from shlex import quote
from typing import Any

from msgspec import Struct

from planner.cli.words import Words, printable
from planner.model.money import Total
from planner.model.plan import MigrationPlan
from planner.outputs.assessed import assessment_summary
from planner.outputs.folder import Delivery
from planner.pricing import euros

_SHOWN = 3


class Summary(Struct, frozen=True):
    """Text for people, the same facts for programs."""

    text: str
    facts: dict[str, Any]
    has_gaps: bool


def summarise(
    plans: Mapping[str, MigrationPlan], deliveries: Mapping[str, Delivery], out: Path, words: Words
) -> Summary:
    """The summary of all targets of a run."""
    lines: list[str] = []
    facts: dict[str, Any] = {}
    for name, plan in plans.items():
        if not lines:
            lines.extend(_read(plan, words))
        lines.extend(_target(name, plan, words))
        facts[name] = {
            "counts": plan.verdict.counts, "grade": plan.verdict.grade,
            "now": plan.costs.now, "then": plan.costs.then, "once": plan.costs.once,
            "landings": assessment_summary(plan.assessments).landings,
        }  # fmt: skip
    kept = [path for delivery in deliveries.values() for path in delivery.kept]
    if kept:
        lines.append(
            words.t(
                f"Edited files kept: {len(kept)}; the new text is beside each as NAME.new",
                f"Fichiers modifiés conservés : {len(kept)} ; le nouveau texte est à côté (NOM.new)",
            )
        )
    report = out / ("comparison/index.html" if "comparison" in deliveries else "report/index.html")
    lines.append(words.t(f"Report: {report}", f"Rapport : {report}"))
    if "comparison" not in deliveries:
        decision = out / "report/decision.html"
        lines.append(words.t(f"To sign: {decision}", f"À signer : {decision}"))
    prove = f"plan prove {quote(str(out))}"
    lines.append(words.t(f"Next: {prove}", f"Ensuite : {prove}"))
    gaps = any(
        plan.verdict.counts["unmapped"] or plan.verdict.counts["unread"] for plan in plans.values()
    )
    return Summary("\n".join(lines), facts, gaps)


def _read(plan: MigrationPlan, words: Words) -> list[str]:
    counts = plan.verdict.counts
    return [
        words.t(
            f"Read: {counts['read']} records; resources: {counts['resources']}; "
            f"folded into them: {counts['folded']}; applications: {len(plan.applications)}",
            f"Lu : {counts['read']} enregistrements ; ressources : {counts['resources']} ; "
            f"rattachés à elles : {counts['folded']} ; applications : {len(plan.applications)}",
        ),
        words.t(
            f"Unread: {counts['unread']}; of unknown type: {counts['type-unknown']}; "
            f"errors: {counts['diagnostics-error']}; warnings: {counts['diagnostics-warning']}",
            f"Non lu : {counts['unread']} ; de type inconnu : {counts['type-unknown']} ; "
            f"erreurs : {counts['diagnostics-error']} ; "
            f"avertissements : {counts['diagnostics-warning']}",
        ),
        *_errors(plan, words),
    ]


def _errors(plan: MigrationPlan, words: Words) -> list[str]:
    """The first errors in full, and where the others are."""
    errors = [one for one in plan.diagnostics if one.severity == "error"]
    lines = [f"  {printable(words.of(one.detail))}" for one in errors[:_SHOWN]]
    if len(errors) > _SHOWN:
        more = len(errors) - _SHOWN
        lines.append(
            words.t(
                f"  and {more} more, in the report and in tables/diagnostics.parquet",
                f"  et {more} de plus, dans le rapport et dans tables/diagnostics.parquet",
            )
        )
    return lines


def _target(name: str, plan: MigrationPlan, words: Words) -> list[str]:
    counts, costs = plan.verdict.counts, plan.costs
    return [
        f"{name} {plan.header.region}{words.colon}{words.of(plan.verdict.headline)}",
        words.t(
            f"  today's spend priced: {_percent(costs.exact_share)} exactly, "
            f"{_percent(costs.proxy_share)} by proxy; lines without price: {costs.now.unpriced}",
            f"  dépense actuelle chiffrée : {_percent(costs.exact_share)} exactement, "
            f"{_percent(costs.proxy_share)} par approximation ; lignes sans prix : {costs.now.unpriced}",
        ),
        words.t("  a month: now ", "  par mois : aujourd'hui ") + _total(costs.now, words)
        + words.t(", then ", ", ensuite ") + _total(costs.then, words)
        + words.t("; once ", " ; une fois ") + _total(costs.once, words),
        words.t("  priced on both sides: ", "  chiffré des deux côtés : ")
        + _total(costs.comparable.now, words) + " → " + _total(costs.comparable.then, words)
        + words.t(
            f" ({_percent(costs.comparable.share_of_spend)} of today's priced spend)",
            f" ({_percent(costs.comparable.share_of_spend)} de la dépense actuelle chiffrée)",
        ),
        words.t(
            f"  losses: {counts['losses-blocking']} blocking, {counts['losses-major']} major, "
            f"{counts['losses-minor']} minor; waves: {len(plan.waves)}",
            f"  pertes : {counts['losses-blocking']} bloquantes, {counts['losses-major']} majeures, "
            f"{counts['losses-minor']} mineures ; vagues : {len(plan.waves)}",
        ),
        *_data(plan, words),
    ]  # fmt: skip


def _data(plan: MigrationPlan, words: Words) -> list[str]:
    """Which applications land, what their data refuse, what is not told; nothing where none was assessed."""
    found = assessment_summary(plan.assessments)
    if not found.resources:
        return []
    lands, part, none = (found.landings.get(one, 0) for one in ("lands", "in-part", "refused"))
    return [
        words.t(
            f"  data: applications that land whole: {lands}, in part: {part}, not at all: {none}; "
            f"resources refused by a duty: {found.refused}; of unknown class: {found.unknown_class}",
            f"  données : applications placées en entier : {lands}, en partie : {part}, pas du tout : "
            f"{none} ; ressources refusées par une exigence : {found.refused} ; de classe inconnue : "
            f"{found.unknown_class}",
        )
    ]


def _percent(share: Decimal | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"


def _total(total: Total, words: Words) -> str:
    amount = euros(total.likely, words.language)
    if not total.unpriced:
        return amount
    missing = words.t("unpriced", "sans prix")
    return f"≥ {amount} + {total.unpriced} {missing}"
