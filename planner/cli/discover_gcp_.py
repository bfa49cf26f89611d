"""`plan discover gcp`."""

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
    found: dict[str, Any] = import_module("providers.sources.gcp.live.lists").role()
    return found


def _print(context: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's own form
    if asked and not context.resilient_parsing:
        click.echo(json.dumps(permissions(), indent=2))
        context.exit()


@click.command("gcp")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Inventory folder.")
@click.option("--organization", default="", help="Number of an organization: all its projects.")
@click.option("--folder", default="", help="Number of a folder: all its projects.")
@click.option(
    "--project",
    "--projects",
    "projects",
    multiple=True,
    help="Id, or several with commas; default, without the others: every one that is seen.",
)
@click.option(
    "--utilisation-days",
    type=click.IntRange(0, 42),
    default=14,
    show_default=True,
    help="Days of use and volumes that Cloud Monitoring is asked for; 0 asks for none.",
)
@click.option("--endpoint-url", default="", help="Another endpoint, such as an emulator.")
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
    words: Words, /, out: Path, *, resume: bool, retry_denied: bool, strict: bool, as_json: bool,
    **given: Any,  # noqa: ANN401 - options by their names
) -> None:  # fmt: skip
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
    projects = {word for one in given.pop("projects") for word in one.split(",") if word}
    request = {**given, "projects": tuple(sorted(projects))}
    days = request.pop("utilisation_days")
    collector = import_module("providers.sources.gcp.live.collect")
    asked = Asked(
        out=out,
        arguments=("gcp", str(days), *(f"{key}={one}" for key, one in sorted(request.items()))),
        resume=resume or retry_denied,
        retry_denied=retry_denied,
        strict=strict,
        as_json=as_json,
        grants=import_module("providers.sources.gcp.live.lists").grants(),
    )
    discover(
        asked, lambda done, _kept: collector.collect(now=_now(), days=days, done=done, **request),
        _now, words,
    )  # fmt: skip


def _now() -> datetime:
    return datetime.now(UTC)
