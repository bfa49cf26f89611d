"""`plan coverage`: what is answered by what."""

import click

from planner.catalogue.kinds import kinds
from planner.catalogue.mappings import load_target
from planner.cli.clouds import TARGETS
from planner.cli.coverage_page import coverage_page
from planner.cli.words import Words


@click.command("coverage")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--markdown", is_flag=True, help="As the page docs/coverage.md.")
@click.pass_obj
def command(words: Words, *, as_json: bool, markdown: bool) -> None:
    """Every kind, and what each target has for it.

    `fit` is that of the mapping this tool builds; in brackets, the verdict for what it does not build.

    \b
    Example:
      plan coverage --json
      plan coverage --markdown > docs/coverage.md
    """
    if markdown:
        click.echo(coverage_page(), nl=False)
        return
    catalogues = {name: load_target(name) for name in TARGETS}
    rows: list[dict[str, object]] = []
    for kind, fact in sorted(kinds().items()):
        row: dict[str, object] = {"kind": kind, "title": words.of(fact.title)}
        for name, catalogue in catalogues.items():
            mapping = catalogue.by_kind.get(kind)
            verdict = fact.targets.get(name)
            if mapping is not None:
                row[name] = mapping.fit
            else:
                row[name] = f"({verdict.fit})" if verdict else "(none)"
        rows.append(row)
    words.table(rows, as_json=as_json)
