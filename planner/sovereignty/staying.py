"""What is to stay where it is, by the policy or a correction, though a duty of its data is not met there."""

from collections.abc import Iterator, Mapping

from planner.model.resource import Diagnostic, ResourceId
from planner.model.sovereignty import Finding
from planner.model.text import Text
from planner.sovereignty.duties import DutyBook
from planner.sovereignty.ruler import not_met
from planner.sovereignty.wording import filled

_DETAIL = Text(
    en="{number} resource(s) stay where a duty of their data is not met ({title}): {found}",
    fr="{number} ressource(s) restent là où une exigence de leurs données n'est pas remplie ({title}) : "
    "{found}",
)


def unmet_where_they_stay(
    findings: Mapping[ResourceId, tuple[Finding, ...]], book: DutyBook
) -> Iterator[Diagnostic]:
    """One a duty, however many resources; `findings` are those of what stays, at its source."""
    by_duty: dict[str, list[tuple[ResourceId, Finding]]] = {}
    for id_, each in findings.items():
        for one in not_met(each):
            by_duty.setdefault(one.duty, []).append((id_, one))
    for duty, found in sorted(by_duty.items()):
        first, finding = min(found)
        yield Diagnostic(
            severity="warning",
            code="stays-against-duty",
            summary=Text(
                en="What stays does not meet a duty of its data",
                fr="Ce qui reste ne remplit pas une exigence de ses données",
            ),
            detail=filled(
                _DETAIL, number=str(len(found)), title=book.by_id[duty].title,
                found=finding.because.text,
            ),
            remedy=Text(
                en="Let it move, or have those who answer for the data accept it in writing.",
                fr="Laissez-la migrer, ou faites-le accepter par écrit par qui répond des données.",
            ),
            resource=first,
        )  # fmt: skip
