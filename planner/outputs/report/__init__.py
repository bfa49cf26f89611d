"""`report/*.html`: the plan as people read it, in pages that ask nothing of the network."""

from collections.abc import Iterator

from planner.model.plan import MigrationPlan, OutputFile

NAME = "report"

__all__ = ["NAME", "write"]

PAGES = ("index", "sovereignty")


def write(plan: MigrationPlan) -> Iterator[OutputFile]:
    """The pages of the report, in the plan's language."""
    from planner.outputs.report.contents import contents  # noqa: PLC0415 - jinja, only on writing
    from planner.outputs.report.page import render  # noqa: PLC0415

    found = contents(plan)
    for name in PAGES:
        page = render(f"report/{name}.html.j2", plan.header.language, found)
        yield OutputFile(f"report/{name}.html", page)
