"""The verdict that an architect can take to a board."""

from collections import Counter
from collections.abc import Iterable, Mapping

from planner.catalogue.kinds import kinds
from planner.model.choice import Choice, Unmapped
from planner.model.plan import Cycle, Grade, Verdict
from planner.model.resource import Diagnostic, Inventory, Kind, Resource, ResourceId
from planner.model.sovereignty import Assessments, Refused
from planner.model.text import Text

MOST_BLOCKERS = 12
_NONE = Assessments()


def judge(
    inventory: Inventory,
    choices: Mapping[ResourceId, Choice | Unmapped],
    cycles: Iterable[Cycle],
    diagnostics: Iterable[Diagnostic],
    assessments: Assessments = _NONE,
) -> Verdict:
    """Grade, headline, blockers and counts; never `ready` while a class of data is not told."""
    counts = _counts(inventory, choices, diagnostics)
    counts["class-unknown"] = sum(
        any(one.name == "unknown" for one in found) for found in assessments.classes.values()
    )
    blockers = (
        *_unread(inventory),
        *_nowhere(inventory, assessments),
        *_losses(choices),
        *_blocking(inventory, choices),
        *_circles(cycles),
    )
    grade: Grade
    if counts["losses-blocking"] or counts["unread"]:
        grade = "blocked"
    elif counts["unmapped"]:
        grade = "work-needed"
    elif counts["losses-major"] or counts["losses-minor"] or counts["class-unknown"]:
        grade = "ready-with-losses"
    else:
        grade = "ready"
    return Verdict(
        grade=grade,
        headline=_headline(counts),
        blockers=blockers[:MOST_BLOCKERS],
        counts=counts,
    )


def _counts(
    inventory: Inventory,
    choices: Mapping[ResourceId, Choice | Unmapped],
    diagnostics: Iterable[Diagnostic],
) -> dict[str, int]:
    found: Counter[str] = Counter()
    for choice in choices.values():
        if isinstance(choice, Choice):
            found["mapped"] += 1
            found[choice.fit] += 1
            for loss in choice.losses:
                found[f"losses-{loss.weight}"] += 1
        else:
            found["unmapped" if choice.reason != "stays" else "stays"] += 1
            found[choice.reason] += 1
    found["read"] = sum(row.read for row in inventory.ledger)
    found["resources"] = len(inventory.resources)
    found["folded"] = sum(row.folded for row in inventory.ledger)
    found["unread"] = sum(row.status != "ok" for row in inventory.ledger)
    for diagnostic in diagnostics:
        found[f"diagnostics-{diagnostic.severity}"] += 1
    names = (
        "read", "resources", "folded", "unread", "mapped", "unmapped", "stays", "exact", "close",
        "partial", "self-hosted", "type-unknown", "no-mapping-yet", "verdict-none", "limit",
        "refused",
        "losses-minor", "losses-major", "losses-blocking", "diagnostics-error",
        "diagnostics-warning", "diagnostics-info",
    )  # fmt: skip
    return {name: found[name] for name in names}


def _headline(counts: Mapping[str, int]) -> Text:
    mapped, resources = counts["mapped"], counts["resources"]
    close = counts["exact"] + counts["close"]
    refused, untold = counts["refused"], counts["class-unknown"]
    en = [
        (
            f"{mapped} of {resources} resources have an equivalent, {close} of them exact or close; "
            f"{counts['unmapped'] - refused} have none here yet."
        ),
        f"{refused} are refused here by a duty of their data." if refused else "",
        f"Of {untold} the class of data is not told." if untold else "",
    ]
    fr = [
        (
            f"{mapped} ressources sur {resources} ont un équivalent, dont {close} exact ou proche ; "
            f"{counts['unmapped'] - refused} n'en ont pas encore ici."
        ),
        f"{refused} sont refusées ici par une exigence de leurs données." if refused else "",
        f"Pour {untold}, la classe de données n'est pas renseignée." if untold else "",
    ]
    return Text(en=" ".join(filter(None, en)), fr=" ".join(filter(None, fr)))


def _unread(inventory: Inventory) -> list[Text]:
    return [
        Text(
            en=f"Not read: {row.operation} ({row.status}).",
            fr=f"Non lu : {row.operation} ({row.status}).",
        )
        for row in inventory.ledger
        if row.status != "ok"
    ]


def _nowhere(inventory: Inventory, assessments: Assessments) -> list[Text]:
    """What duties refuse here, by kind and duty: first what no place is known for."""
    duties = {duty.id: duty.title for duty in assessments.duties}
    kind_of = {one.id: one.kind for one in inventory.resources}
    found: dict[tuple[bool, Kind | None, str], list[Refused]] = {}
    for id_, one in assessments.refused.items():
        # what is only not offered there counts among what is not built
        duty = next((each.duty for each in one.findings if each.duty != "offered"), "")
        if duty:
            found.setdefault((bool(one.alternatives), kind_of.get(id_), duty), []).append(one)
    known = kinds()
    texts = []
    for (elsewhere, kind, duty), ones in sorted(
        found.items(), key=lambda pair: (pair[0][0], -len(pair[1]), str(pair[0]))
    ):
        fact = known.get(kind) if kind else None
        en, fr = (fact.title.en, fact.title.fr) if fact else (str(kind), str(kind))
        title = duties[duty]
        where = _where(ones[0], elsewhere)
        texts.append(
            Text(
                en=f"{len(ones)} × {en}: refused here, duty not met: “{title.en}”; {where.en}.",
                fr=f"{len(ones)} × {fr} : refusé ici, exigence non remplie : « {title.fr} » ; "
                f"{where.fr}.",
            )
        )
    return texts


def _where(one: Refused, elsewhere: bool) -> Text:  # noqa: FBT001 - whether there is a place
    if not elsewhere:
        return Text(
            en="no place that the evidence knows meets every duty of these data",
            fr="aucun lieu connu des preuves ne répond à toutes les exigences de ces données",
        )
    nearest = one.alternatives[0]
    place = f"{nearest.provider} {nearest.region}"
    if nearest.way == "stay":
        return Text(en=f"it may stay at {place}", fr=f"elle peut rester chez {place}")
    return Text(
        en=f"allowed: {nearest.service.en}, {place}", fr=f"permis : {nearest.service.fr}, {place}"
    )


def _losses(choices: Mapping[ResourceId, Choice | Unmapped]) -> list[Text]:
    """The blocking losses with their fallback, each with how many resources have it."""
    found: Counter[tuple[Text, Text]] = Counter(
        (loss.problem, loss.fallback)
        for choice in choices.values()
        if isinstance(choice, Choice)
        for loss in choice.losses
        if loss.weight == "blocking"
    )
    return [
        Text(en=f"{count} × {one.en} {instead.en}", fr=f"{count} × {one.fr} {instead.fr}")
        for (one, instead), count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _blocking(inventory: Inventory, choices: Mapping[ResourceId, Choice | Unmapped]) -> list[Text]:
    by_kind: dict[tuple[str, str], list[Resource]] = {}
    for resource in inventory.resources:
        choice = choices[resource.id]
        if isinstance(choice, Unmapped) and choice.reason not in ("stays", "refused"):
            key = (resource.kind or resource.native_type, choice.service)
            by_kind.setdefault(key, []).append(resource)
    known = kinds()
    texts = []
    for (kind, service), found in sorted(by_kind.items(), key=lambda one: (-len(one[1]), one[0])):
        fact = known.get(Kind(kind))
        en, fr = (fact.title.en, fact.title.fr) if fact else (kind, kind)
        hint = f" ({service})" if service else ""
        texts.append(
            Text(
                en=f"{len(found)} × {en}: not built here{hint}.",
                fr=f"{len(found)} × {fr} : non construit ici{hint}.",
            )
        )
    return texts


def _circles(cycles: Iterable[Cycle]) -> list[Text]:
    return [
        Text(
            en=f"{', '.join(cycle.applications)} need each other and move as one.",
            fr=f"{', '.join(cycle.applications)} dépendent les unes des autres et bougent ensemble.",
        )
        for cycle in cycles
    ]
