"""`report/index.html`: the plan as people read it, in one file that asks nothing of the network."""

from collections.abc import Iterator

from planner.model.plan import MigrationPlan, OutputFile

NAME = "report"

__all__ = ["NAME", "write"]


def write(plan: MigrationPlan) -> Iterator[OutputFile]:
    """The one file of the report, in the plan's language."""
    from planner.outputs.report.contents import contents  # noqa: PLC0415 - jinja, only on writing
    from planner.outputs.report.page import render  # noqa: PLC0415

    page = render("report/index.html.j2", plan.header.language, contents(plan))
    yield OutputFile("report/index.html", page)
