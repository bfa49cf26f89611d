"""`report/decision.html` and `report/decision.odt`: what the one who signs must know, on four pages at most.

One structure (`blocks`), filled once (`sections`), is printed twice: `page` and `odt` say the same.
"""

from collections.abc import Iterator

from planner.model.plan import MigrationPlan, OutputFile

NAME = "decision"

__all__ = ["NAME", "write"]


def write(plan: MigrationPlan) -> Iterator[OutputFile]:
    """The page that prints, and the text document made from the same structure."""
    from planner.outputs.decision.odt import packed  # noqa: PLC0415 - jinja, only on writing
    from planner.outputs.decision.sections import dossier  # noqa: PLC0415
    from planner.outputs.report.page import render  # noqa: PLC0415

    language = plan.header.language
    found = dossier(plan)
    page = render("decision/decision.html.j2", language, found.contents())
    yield OutputFile("report/decision.html", page)
    yield OutputFile("report/decision.odt", packed(found, language))
