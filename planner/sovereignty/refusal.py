"""The sentences of a refusal: which duty, by which clause, and what would be allowed."""

from collections.abc import Iterable, Mapping

from planner.model.evidence import Evidence
from planner.model.sovereignty import Alternative, Finding
from planner.model.text import Text
from planner.sovereignty.duties import DutyBook
from planner.sovereignty.ruler import OFFERED
from planner.sovereignty.store import Store
from planner.sovereignty.wording import filled, joined, listed

_SHOWN = 3

_WHY = Text(
    en="Refused. Class of data: {classes}.",
    fr="Refusé. Classe de données : {classes}.",
)
_DUTY = Text(en="Not met: “{title}”. {found}", fr="Exigence non remplie : « {title} ». {found}")
_CLAUSE = Text(en="The clause: {claim}", fr="La clause : {claim}")
_MORE = Text(
    en="And {number} more duties are not met.", fr="Et {number} autres exigences non remplies."
)


def because(
    findings: tuple[Finding, ...], classes: Iterable[str], book: DutyBook, store: Store
) -> Text:
    """Which duties are not met, each with what was found and the words of its clause."""
    duties = [one for one in findings if one.duty != OFFERED.id]
    if not duties:
        return joined(*(one.because.text for one in findings))
    names = listed(
        (book.classes[one].title for one in book.ranked(classes) if one in book.classes), by=", "
    )
    told = [_of_duty(one, book, store) for one in findings[:_SHOWN]]
    more = len(findings) - _SHOWN
    return joined(
        filled(_WHY, classes=_low(names)),
        *told,
        filled(_MORE, number=str(more)) if more > 0 else None,
    )


def _low(text: Text) -> Text:
    return Text(en=_lowered(text.en), fr=_lowered(text.fr))


def _lowered(word: str) -> str:
    return word[:1].lower() + word[1:]


def _of_duty(finding: Finding, book: DutyBook, store: Store) -> Text:
    duty = book.by_id.get(finding.duty, OFFERED)
    clause: Evidence | None = store.by_id(duty.clause) if duty.clause else None
    told = filled(_DUTY, title=duty.title, found=finding.because.text)
    return joined(told, filled(_CLAUSE, claim=clause.claim) if clause is not None else None)


_WAYS: Mapping[str, Text] = {
    "region": Text(
        en="The nearest that meets every duty: {service} in the region {region}.",
        fr="Le plus proche qui réponde à toutes les exigences : {service} dans la région {region}.",
    ),
    "service": Text(
        en="The nearest that meets every duty: {service} in {region}.",
        fr="Le plus proche qui réponde à toutes les exigences : {service} à {region}.",
    ),
    "self-hosted": Text(
        en="The nearest that meets every duty: {service}, in {region}.",
        fr="Le plus proche qui réponde à toutes les exigences : {service}, à {region}.",
    ),
    "target": Text(
        en="The nearest that meets every duty: {service} at {provider} in {region}.",
        fr="Le plus proche qui réponde à toutes les exigences : {service} chez {provider} à {region}.",
    ),
    "stay": Text(
        en="Where it is today meets every duty: it may stay in {region}.",
        fr="Là où elle est aujourd'hui répond à toutes les exigences : elle peut rester à {region}.",
    ),
}
NOWHERE = Text(
    en="No place that the evidence knows meets every duty of these data: keep them out of this move, or "
    "give evidence of your own (contract, attestation).",
    fr="Aucun lieu connu des preuves ne répond à toutes les exigences de ces données : laissez-les hors "
    "de cette migration, ou apportez vos propres preuves (contrat, attestation).",
)


def instead(found: tuple[Alternative, ...]) -> Text:
    """The nearest alternative in words; that there is none where there is none."""
    if not found:
        return NOWHERE
    one = found[0]
    return filled(_WAYS[one.way], service=one.service, region=one.region, provider=one.provider)
