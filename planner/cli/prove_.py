"""`plan prove`: the ladder of proof."""

import json
import os
from pathlib import Path

import click

from planner.cli.words import Words, printable
from planner.outputs.folder import deliver
from planner.proof import Climb, Proof, prove
from planner.proof.report import files_of
from planner.proof.rungs import RUNGS

_WIDTH = 110


@click.command("prove", no_args_is_help=True)
@click.argument("directory", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--rung", type=click.IntRange(1, len(RUNGS)), default=len(RUNGS), show_default=True,
    help="How far to climb; 1 is the quick check.",
)
@click.option(
    "--cli", "clis", multiple=True, type=click.Choice(["tofu", "terraform"]),
    help="Only this tool; default: each that is found.",
)
@click.option("--registry", is_flag=True, help="Rung 3 may download providers.")
@click.option("--account", is_flag=True, help="Rung 5 may plan with your credentials.")
@click.option("--no-write", is_flag=True, help="Do not write PROOF.md and proof.json.")
@click.option("--json", "as_json", is_flag=True, help="Results as JSON on stdout.")
@click.pass_obj
def command(  # noqa: PLR0913 - one argument an option
    words: Words, directory: Path, rung: int, clis: tuple[str, ...], *, registry: bool,
    account: bool, no_write: bool, as_json: bool,
) -> None:
    """Climb the ladder of proof with the Terraform in DIRECTORY.

    Rung 1 checks schemas and rules by itself; rung 2 applies with OpenTofu and Terraform against a
    double of the providers, without network or credentials; rungs 3 to 5 use the real providers.
    What a machine lacks is not run, with the reason. Exit 1 when anything failed.

    \b
    Examples:
      plan prove migration --rung 1
      plan prove migration
      PLAN_PROVIDER_MIRROR=/mirror plan prove migration --cli tofu
    """
    climb = Climb(
        rungs=tuple(range(1, rung + 1)), environment=dict(os.environ), registry=registry,
        account=account, clis=clis or ("tofu", "terraform"),
    )  # fmt: skip
    proof = prove(directory, climb, words.progress)
    if not no_write:
        _write(proof, directory, words)
    _show(proof, words, as_json=as_json)
    if proof.failed:
        raise SystemExit(1)
