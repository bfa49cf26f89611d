"""`plan targets`: where one can go."""

import click

from planner.catalogue.mappings import load_target
from planner.cli.clouds import TARGETS
from planner.cli.words import Words


@click.command("targets")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(words: Words, *, as_json: bool) -> None:
    """The targets with their regions and zones.

    \b
    Example:
      plan targets --json
    """
    rows: list[dict[str, object]] = []
    for name in TARGETS:
        catalogue = load_target(name)
        rows.extend(
            {
                "target": name,
                "title": catalogue.settings.title,
                "region": region.name,
                "zones": " ".join(region.zones),
                "country": region.country,
                "default": words.t("yes", "oui")
                if region.name == catalogue.settings.default_region
                else "",
            }
            for region in catalogue.settings.regions
        )
    words.table(rows, as_json=as_json)
