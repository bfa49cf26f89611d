"""`plan discover`: a live inventory, read only."""

import json
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import click

from planner.cli.clouds import sources
from planner.cli.words import Words
from planner.inventory import write_inventory
from planner.inventory.collected import gather


def _permissions(context: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's own form
    """Print the least policy that a collection needs, and end."""
    if asked and not context.resilient_parsing:
        operations = import_module("providers.sources.aws.operations")
        click.echo(json.dumps(operations.policy_document(), indent=2))
        context.exit()


@click.group("discover")
def command() -> None:
    """Collect a live inventory. Only reading calls are made."""


@command.command("aws")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Inventory folder.")
@click.option("--profile", default="", help="Profile of ~/.aws/config; default: the environment.")
@click.option("--region", "regions", multiple=True, help="Region; default: every enabled one.")
@click.option("--endpoint-url", default="", help="Another endpoint, such as an emulator.")
@click.option("--strict", is_flag=True, help="Exit 1 when anything was unread.")
@click.option("--json", "as_json", is_flag=True, help="The ledger as JSON on stdout.")
@click.option(
    "--print-permissions",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_permissions,
    help="The IAM policy that this needs, as JSON on stdout; nothing is collected.",
)
@click.pass_obj
def aws(
    words: Words,
    out: Path,
    profile: str,
    regions: tuple[str, ...],
    endpoint_url: str,
    *,
    strict: bool,
    as_json: bool,
) -> None:
    """Collect an AWS account.

    Read are EC2, VPC, load balancers, RDS, S3, IAM roles and Route 53.

    \b
    Examples:
      plan discover aws --out inventory --profile audit --region eu-west-3
      plan migrate inventory --target scaleway --out migration
    """
    collector = import_module("providers.sources.aws.collect")
    units = collector.collect(regions=regions, profile=profile, endpoint_url=endpoint_url)
    inventory = gather(units, sources(), datetime.now(UTC).date().isoformat())
    write_inventory(inventory, out)
    unread = [row for row in inventory.ledger if row.status not in {"ok", "region-off"}]
    if as_json:
        words.table(
            [
                {name: getattr(row, name) for name in row.__struct_fields__}
                for row in inventory.ledger
            ],
            as_json=True,
        )
    for row in unread:
        words.say(
            f"  {row.status:<12} {row.region:<14} {row.service}:{row.operation}  {row.detail}"
        )
    words.say(
        words.t(
            f"{len(inventory.resources)} resources in {out}; "
            f"{len(inventory.ledger) - len(unread)} of {len(inventory.ledger)} units read",
            f"{len(inventory.resources)} ressources dans {out} ; "
            f"{len(inventory.ledger) - len(unread)} unités lues sur {len(inventory.ledger)}",
        )
    )
    words.say(words.t("Next", "Ensuite") + f": plan migrate {out} --target all --out migration")
    if strict and unread:
        raise SystemExit(1)
