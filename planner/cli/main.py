"""The command `plan` and how its errors print."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from planner import __version__
from planner.cli.words import Words, language_of
from planner.errors import InputError, PlanError
from planner.model.text import Text

COMMANDS = {
    "classify": "What must still be told of the classes of data.",
    "coverage": "Which source types and kinds each target answers.",
    "demo": "Run `plan migrate` on the sample estates that ship with the tool.",
    "diff": "Compare two plans: estate, choices, cost, verdict, Terraform.",
    "discover": "Collect a live inventory (read only).",
    "evidence": "What is known of providers, laws and labels, and what says it.",
    "explain": "Everything known of one resource.",
    "import": "Read exports into an inventory folder.",
    "inventory": "Look into an inventory folder, or mask a copy of it.",
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
    """Plan a move from AWS, Azure or Google Cloud to OVHcloud, Scaleway or Outscale.

    \b
    Examples:
      plan demo
      plan migrate terraform.tfstate --target scaleway --out migration
      plan explain arn:aws:rds:eu-west-3:123456789012:db:orders --plan migration
    """
    ctx.obj = Words(language_of(lang), quiet=quiet)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command and exits; what the user can mend prints without traceback.

    `arguments` are those of the process where none are given.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        plan(words, prog_name="plan", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("", err=True)
        sys.exit(130)
    except PlanError as error:
        _stop(error, words)
    except BrokenPipeError:
        # `plan coverage | head` has read enough; what is still buffered must not complain at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        if error.errno is None:  # a template that is not there, for one: ours to mend
            raise
        _stop(_unusable(error), words)


def _stop(error: PlanError, words: list[str]) -> NoReturn:
    Words(language_of(_asked(words))).error(error)
    sys.exit(error.exit_code)


def _unusable(error: OSError) -> PlanError:
    """A file or folder outside of what the stages read and write, which they answer for themselves."""
    why = f"{error.strerror or type(error).__name__}: {error.filename or '-'}"
    return InputError(
        Text(en="A file or folder cannot be used", fr="Un fichier ou dossier est inutilisable"),
        Text(en=why, fr=why),
        Text(
            en="Check the path, the rights on it and the space left.",
            fr="Vérifiez le chemin, les droits dessus et la place restante.",
        ),
    )


def _asked(words: list[str]) -> str | None:
    """The `--lang` of the command line, for an error that leaves the command before it can say."""
    for place, word in enumerate(words):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and place + 1 < len(words):
            return words[place + 1]
    return None
