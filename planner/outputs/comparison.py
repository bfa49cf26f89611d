"""Several targets side by side, on the lines that all of them price."""

from collections.abc import Iterator, Mapping

from planner.model.plan import MigrationPlan, OutputFile


def compare(plans: Mapping[str, MigrationPlan]) -> Iterator[OutputFile]:
    """`index.html`, `comparison.json`, `comparison.csv` of the comparison folder."""
    return iter(())
