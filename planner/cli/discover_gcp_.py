"""`plan discover gcp`."""

from importlib import import_module
from typing import Any

import click

from planner.cli.discovered import (
    OUT,
    Asked,
    discover,
    now,
    run_options,
    several,
    shared_options,
)
from planner.cli.words import Words


def permissions() -> dict[str, Any]:
    """The custom role that a collection needs."""
    found: dict[str, Any] = import_module("providers.sources.gcp.live.lists").role()
    return found


@click.command("gcp")
@OUT
@click.option("--organization", default="", help="Number of an organization: all its projects.")
@click.option("--folder", default="", help="Number of a folder: all its projects.")
@click.option(
    "--project",
    "--projects",
    "projects",
    multiple=True,
    help="Id, or several with commas; default, without the others: every one that is seen.",
)
@shared_options(
    days=42,
    texts=(
        "Days of use and volumes that Cloud Monitoring",
        "an emulator",
        "The custom role",
    ),
    permissions=permissions,
)
@click.pass_obj
def command(words: Words, /, **given: Any) -> None:  # noqa: ANN401 - options by their names
    """Collect Google Cloud projects: every asset that Cloud Asset Inventory knows, with its settings.

    Where that API is off or closed, each service of the project is asked for its own lists. Read are,
    besides: databases, record sets; use and volumes. The roles roles/cloudasset.viewer, roles/browser
    and roles/monitoring.viewer are enough where the asset inventory is on. A run that was cut off goes
    on where it stopped when the same command is given again.

    \b
    Examples:
      plan discover gcp --out inventory --organization 123456789012
      plan discover gcp --out inventory --project shop-prod,shop-test
      plan discover gcp --print-permissions > role.json
      plan migrate inventory --target scaleway --out migration
    """
    run = run_options(given)
    days = given.pop("utilisation_days")
    request = {**given, "projects": several(given["projects"])}
    collector = import_module("providers.sources.gcp.live.collect")
    asked = Asked(
        arguments=("gcp", str(days), *(f"{key}={one}" for key, one in sorted(request.items()))),
        grants=import_module("providers.sources.gcp.live.lists").grants(),
        **run,
    )
    discover(
        asked,
        lambda done, _kept: collector.collect(now=now(), days=days, done=done, **request),
        words,
    )
