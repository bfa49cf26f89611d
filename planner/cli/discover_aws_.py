"""`plan discover aws`."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from planner.cli.discovered import (
    OUT,
    Asked,
    discover,
    now,
    run_options,
    shared_options,
)
from planner.cli.words import Words


def permissions() -> dict[str, Any]:
    """The IAM policy that a collection needs."""
    found: dict[str, Any] = import_module("providers.sources.aws.permissions").policy_document()
    return found


def _say_more(words: Words) -> None:
    found = import_module("providers.sources.aws.permissions")
    managed = ", ".join(one.rpartition("/")[2] for one in found.MANAGED)
    further = ", ".join(found.ACCOUNTS)
    words.say(
        words.t(
            f"AWS's own policies {managed} together allow most of it; what they lack is told as "
            f"denied, unit by unit. With --org the caller needs {further} besides. The policy is too "
            "long for a managed one (6,144 characters): give it to the role as its inline policy.",
            f"Les politiques d'AWS {managed} en autorisent ensemble l'essentiel ; ce qui leur manque "
            f"est signalé comme refusé, unité par unité. Avec --org, l'appelant a en outre besoin de "
            f"{further}. La politique est trop longue pour une politique gérée (6 144 caractères) : "
            "donnez-la au rôle comme politique en ligne.",
        )
    )


@click.command("aws")
@OUT
@click.option("--profile", default="", help="Profile of ~/.aws/config; default: the environment.")
@click.option(
    "--region",
    "--regions",
    "regions",
    multiple=True,
    help="Region, or several with commas; default: every enabled one.",
)
@click.option("--org", is_flag=True, help="Every account of the organisation.")
@click.option(
    "--accounts",
    type=click.Path(path_type=Path),
    help="File of account numbers, one a line, instead of the organisation's own list.",
)
@click.option(
    "--role-name",
    default="OrganizationAccountAccessRole",
    show_default=True,
    help="Role that is assumed in each account.",
)
@click.option("--role-arn", default="", help="Role that is assumed before all else.")
@click.option("--external-id", default="", help="External id that the roles ask for.")
@shared_options(
    days=63,
    texts=(
        "Days of use that CloudWatch",
        "an emulator",
        "The IAM policy",
    ),
    permissions=permissions,
    more=_say_more,
)
@click.pass_obj
def command(words: Words, /, **given: Any) -> None:  # noqa: ANN401 - options by their names
    """Collect AWS accounts: over 180 types of 88 services, and whatever else bears a tag.

    A run that was cut off goes on where it stopped when the same command is given again. Utilisation
    costs about 0.01 USD for 1,000 metrics; a machine has four.

    \b
    Examples:
      plan discover aws --out inventory --profile audit --regions eu-west-3,eu-west-1
      plan discover aws --out inventory --org --role-name Audit --external-id 7f3
      plan discover aws --print-permissions > policy.json
      plan migrate inventory --target scaleway --out migration
    """
    run = run_options(given)
    organisation = import_module("providers.sources.aws.organization")
    request = organisation.asked(now(), **given)
    asked = Asked(
        arguments=("aws", *(f"{name}={value}" for name, value in sorted(given.items()))),
        grants=import_module("providers.sources.aws.permissions").actions(),
        **run,
    )
    discover(asked, lambda done, kept: organisation.collect_all(request, done, kept), words)
