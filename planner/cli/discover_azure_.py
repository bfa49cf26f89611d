"""`plan discover azure`."""

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
    found: dict[str, Any] = import_module("providers.sources.azure.live.calls").role()
    return found


@click.command("azure")
@OUT
@click.option("--tenant", default="", help="Only its subscriptions; default: all that are seen.")
@click.option(
    "--subscription",
    "--subscriptions",
    "subscriptions",
    multiple=True,
    help="Id, or several with commas; default: every one that is seen.",
)
@shared_options(
    days=90,
    texts=(
        "Days of use and volumes that Azure Monitor",
        "a test's",
        "The custom role",
    ),
    permissions=permissions,
)
@click.pass_obj
def command(words: Words, /, **given: Any) -> None:  # noqa: ANN401 - options by their names
    """Collect Azure subscriptions: every resource that Resource Graph knows, with its settings.

    Read are, besides: databases, containers, shares, queues, record sets, node pools; use and volumes.
    The built-in role Reader is enough. A run that was cut off goes on where it stopped when the same
    command is given again.

    \b
    Examples:
      plan discover azure --out inventory
      plan discover azure --out inventory --tenant 9f1c… --utilisation-days 30
      plan discover azure --print-permissions > role.json
      plan migrate inventory --target outscale --out migration
    """
    run = run_options(given)
    chosen, days = several(given.pop("subscriptions")), given.pop("utilisation_days")
    collector = import_module("providers.sources.azure.live.collect")
    asked = Asked(
        arguments=("azure", given["tenant"], *chosen, str(days), given["endpoint_url"]),
        grants=import_module("providers.sources.azure.live.calls").grants(),
        **run,
    )
    discover(
        asked,
        lambda done, _kept: collector.collect(
            now=now(), subscriptions=chosen, days=days, done=done, **given
        ),
        words,
    )
