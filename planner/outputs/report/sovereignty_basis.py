"""Statements said once for many, and what shows them: numbers of evidence, ids and names of resources."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup
from msgspec import Struct

from planner.model.evidence import Evidence
from planner.model.resource import ResourceId
from planner.model.sovereignty import Assessments, Statement
from planner.model.text import Text
from planner.outputs.report.page import whole

MOST_IDS = 5
"""Resource ids quoted beside a sentence; the tables hold all."""

MOST_EVIDENCE = 300


def shown(evidence: Iterable[str], resources: Sequence[ResourceId] = ()) -> Markup:
    """What shows a fact, as attributes of the element that states it.

    `data-evidence` holds ids with a space between them; `data-resources` the first ids likewise, with
    white space inside one as %20, and `data-more` how many are left out.
    """
    ids = " ".join(sorted(set(evidence)))
    names = " ".join("%20".join(one.split()) for one in resources[:MOST_IDS])
    more = len(resources) - MOST_IDS
    return Markup("").join(
        Markup(' {}="{}"').format(name, whole(value))
        for name, value in (
            ("data-evidence", ids),
            ("data-resources", names),
            ("data-more", str(more) if more > 0 else ""),
        )
        if value
    )


def merged(statements: Iterable[Statement]) -> list[Statement]:
    """One for each sentence, with all that shows it, in the order met."""
    found: dict[Text, tuple[dict[str, None], dict[ResourceId, None]]] = {}
    for one in statements:
        evidence, resources = found.setdefault(one.text, ({}, {}))
        evidence.update(dict.fromkeys(one.evidence))
        resources.update(dict.fromkeys(one.resources))
    return [
        Statement(text, tuple(sorted(evidence)), tuple(sorted(resources)))
        for text, (evidence, resources) in found.items()
    ]


class EvidenceRow(Struct, frozen=True, kw_only=True):
    """One entry of the list at the end of the page."""

    number: int
    evidence: Evidence
    link: str
    """The address where it may be followed, else empty."""
    stale: bool


class EvidenceView(Struct, frozen=True, kw_only=True):
    """Every entry that a sentence names, numbered."""

    rows: list[EvidenceRow]
    more: int
    numbers: dict[str, int]
    """Of those that are listed."""
    kinds: list[tuple[str, int]]
    oldest: str
    stale: int
    contested: int
    yours: int


_WEB = ("https://", "http://")


def link_of(url: str) -> str:
    """The address, where it leads to the web and holds nothing that a link may not."""
    fine = url.startswith(_WEB) and not any(one in url for one in "\"'<>\\`") and url.isprintable()
    return url if fine and " " not in url else ""


def evidence_view(assessments: Assessments) -> EvidenceView:
    """In order of id, so that a number stays with its entry while the store stays as it is."""
    stale = set(assessments.stale)
    every = assessments.evidence
    rows = [
        EvidenceRow(number=number, evidence=one, link=link_of(one.url), stale=one.id in stale)
        for number, one in enumerate(every[:MOST_EVIDENCE], 1)
    ]
    kinds: dict[str, int] = {}
    for one in every:
        kind = "user" if one.yours else one.kind
        kinds[kind] = kinds.get(kind, 0) + 1
    return EvidenceView(
        rows=rows,
        more=len(every) - len(rows),
        numbers={row.evidence.id: row.number for row in rows},
        kinds=sorted(kinds.items(), key=lambda one: (-one[1], one[0])),
        oldest=min((one.retrieved for one in every), default=""),
        stale=sum(one.id in stale for one in every),
        contested=sum(bool(one.contested_by) for one in every),
        yours=sum(one.yours for one in every),
    )
