"""`plan prove`: the ladder of proof."""

import os
from pathlib import Path

import click

from planner.cli.words import Words, printable
from planner.proof import Climb, Proof, Result, prove
from planner.proof.report import files_of
from planner.proof.rungs import RUNGS

_WIDTH = 110


@click.command("prove", no_args_is_help=True)
@click.argument("directory", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--rung",
    type=click.IntRange(1, len(RUNGS)),
    default=len(RUNGS),
    show_default=True,
    help="How far to climb; 1 is the quick check.",
)
@click.option(
    "--cli",
    "clis",
    multiple=True,
    type=click.Choice(["tofu", "terraform"]),
    help="Only this tool; default: each that is found.",
)
@click.option("--registry", is_flag=True, help="Rung 3 may download providers.")
@click.option("--account", is_flag=True, help="Rung 5 may plan with your credentials.")
@click.option("--no-write", is_flag=True, help="Do not write PROOF.md and proof.json.")
@click.option("--json", "as_json", is_flag=True, help="Results as JSON on stdout.")
@click.pass_obj
def command(
    words: Words,
    directory: Path,
    rung: int,
    clis: tuple[str, ...],
    *,
    registry: bool,
    account: bool,
    no_write: bool,
    as_json: bool,
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


def _write(proof: Proof, directory: Path, words: Words) -> None:
    """The pages beside the roots, each whole or not at all; none for a root proven alone."""
    for file in files_of(proof, words.language):
        path = directory / file.path
        if path.parent.is_dir():
            part = path.with_name(f"{path.name}.part")
            part.write_bytes(file.content)
            part.replace(path)
            if path.suffix == ".md":
                words.say(words.t(f"Written: {path}", f"Écrit : {path}"))


def _show(proof: Proof, words: Words, *, as_json: bool) -> None:
    rows: list[dict[str, object]] = [
        {
            "estate": one.estate,
            "root": one.root,
            "rung": one.rung,
            "cli": one.cli,
            "status": one.status if as_json else words.t(one.status, _FRENCH[one.status]),
            "seconds": round(one.seconds, 1),
            "detail": one.detail.of(words.language) if as_json else _short(words, one),
        }
        for one in proof.results
    ]
    words.table(rows, as_json=as_json)
    for rung in RUNGS:
        if any(one.rung == rung.number and one.status != "not run" for one in proof.results):
            name = f"{rung.number} {words.of(rung.name)}"
            words.say(words.t(f"{name}: {rung.shows.en}.", f"{name} : {rung.shows.fr}."))
            words.say(
                words.t(f"  not shown: {rung.cannot.en}.", f"  non montré : {rung.cannot.fr}.")
            )
    if not as_json:
        _say_failures(proof, words)


_FRENCH = {"passed": "réussi", "failed": "échec", "not run": "non exécuté"}


def _short(words: Words, result: Result) -> str:
    text = " ".join(result.detail.of(words.language).split())
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _say_failures(proof: Proof, words: Words) -> None:
    for one in proof.results:
        if one.status == "failed":
            words.say(f"\n{one.estate}/{one.root} ({one.rung} {one.cli}):")
            for part in one.detail.of(words.language).split(" · "):
                words.say(f"  {printable(part)}")
