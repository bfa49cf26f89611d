"""The command `plan` and how its errors print."""

import sys
from importlib import import_module

import click

from planner import __version__
from planner.cli.words import Words, language_of
from planner.errors import PlanError

COMMANDS = {
    "coverage": "Which source types and kinds each target answers.",
    "demo": "Run `plan migrate` on the sample estates that ship with the tool.",
    "diff": "Compare two plans: estate, choices, cost, verdict, Terraform.",
    "discover": "Collect a live inventory (read only).",
    "explain": "Everything known of one resource.",
    "import": "Read exports into an inventory folder.",
    "migrate": "Plan the whole move: Terraform, costs, waves, report.",
    "policy": "Write a policy and an overrides file to start from.",
    "prove": "Climb the ladder of proof with the Terraform of a plan.",
    "targets": "The targets, their regions and zones.",
}


class _LateGroup(click.Group):
    """Commands imported when they are called, so that `--help` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        return sorted(COMMANDS)

    def get_command(  # click's own signature
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"planner.cli.{cmd_name}_")
        command: click.Command = module.command
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's own signature
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(
    cls=_LateGroup, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True
)
@click.version_option(__version__, prog_name="plan")
@click.option(
    "--lang", type=click.Choice(["en", "fr"]), default=None,
    help="Language of messages and reports; default: the locale's.",
)  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="No progress on stderr.")
@click.pass_context
def plan(ctx: click.Context, lang: str | None, *, quiet: bool) -> None:
    r"""Plan a move from AWS, Azure or Google Cloud to OVHcloud, Scaleway or Outscale.

    \b
    Examples:
      plan demo
      plan migrate terraform.tfstate --target scaleway --out migration
      plan explain arn:aws:rds:eu-west-3:123456789012:db:orders --plan migration
    """
    ctx.obj = Words(language_of(lang), quiet=quiet)


def main() -> None:
    """Runs the command; an error of ours prints without traceback."""
    try:
        plan(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("", err=True)
        sys.exit(130)
    except PlanError as error:
        Words(language_of(_asked())).error(error)
        sys.exit(error.exit_code)


def _asked() -> str | None:
    """The `--lang` of the command line, for an error that leaves the command before it can say."""
    words = sys.argv
    for place, word in enumerate(words):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and place + 1 < len(words):
            return words[place + 1]
    return None
