"""`--help` of every command, as a shell of 80 columns shows it."""

import click
from click.testing import CliRunner

from planner.cli.main import plan
from tests.cases.plans import CASES

HELP = CASES / "help"


def helps() -> dict[str, str]:
    """Name of a command (`plan-discover-aws`) -> its help."""
    return {"-".join(("plan", *words)): _help(words) for words in _commands(plan, ())}


def _commands(command: click.Command, words: tuple[str, ...]) -> list[tuple[str, ...]]:
    found = [words]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                found += _commands(below, (*words, name))
    return found


def _help(words: tuple[str, ...]) -> str:
    return CliRunner().invoke(
        plan, [*words, "--help"], prog_name="plan", terminal_width=80, catch_exceptions=False
    ).output  # fmt: skip
