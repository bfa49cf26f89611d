"""`plan discover azure`."""

import json
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from planner.cli.discovered import Asked, discover
from planner.cli.words import Words


def permissions() -> dict[str, Any]:
    """The custom role that a collection needs."""
    found: dict[str, Any] = import_module("providers.sources.azure.live.calls").role()
    return found


def _print(context: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's own form
    if asked and not context.resilient_parsing:
        click.echo(json.dumps(permissions(), indent=2))
        context.exit()


@click.command("azure")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Inventory folder.")
@click.option("--tenant", default="", help="Only its subscriptions; default: all that are seen.")
@click.option(
    "--subscription",
    "--subscriptions",
    "subscriptions",
    multiple=True,
    help="Id, or several with commas; default: every one that is seen.",
)
@click.option(
    "--utilisation-days",
    type=click.IntRange(0, 90),
    default=14,
    show_default=True,
    help="Days of use and volumes that Azure Monitor is asked for; 0 asks for none.",
)
@click.option("--endpoint-url", default="", help="Another endpoint, such as a test's.")
@click.option("--resume", is_flag=True, help="Read only what a finished run left unread.")
@click.option("--retry-denied", is_flag=True, help="With what was denied as well.")
@click.option("--strict", is_flag=True, help="Exit 1 when anything was unread.")
@click.option("--json", "as_json", is_flag=True, help="The counts as JSON on stdout.")
@click.option(
    "--print-permissions",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print,
    help="The custom role that this needs, as JSON on stdout; nothing is collected.",
)
@click.pass_obj
def command(
    words: Words,
    /,
    out: Path,
    tenant: str,
    subscriptions: tuple[str, ...],
    utilisation_days: int,
    endpoint_url: str,
    *,
    resume: bool,
    retry_denied: bool,
    strict: bool,
    as_json: bool,
) -> None:
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
    chosen = tuple(sorted({word for one in subscriptions for word in one.split(",") if word}))
    collector = import_module("providers.sources.azure.live.collect")
    asked = Asked(
        out=out,
        arguments=("azure", tenant, *chosen, str(utilisation_days), endpoint_url),
        resume=resume or retry_denied,
        retry_denied=retry_denied,
        strict=strict,
        as_json=as_json,
        grants=import_module("providers.sources.azure.live.calls").grants(),
    )
    discover(
        asked,
        lambda done, _kept: collector.collect(
            now=_now(),
            tenant=tenant,
            subscriptions=chosen,
            endpoint_url=endpoint_url,
            days=utilisation_days,
            done=done,
        ),
        _now,
        words,
    )


def _now() -> datetime:
    return datetime.now(UTC)
