"""`plan demo`: the main job on the estates that ship with the tool."""

from pathlib import Path

import click

from planner.catalogue.data import data_path
from planner.cli.clouds import TARGETS
from planner.cli.run import Job, run
from planner.cli.words import Words
from planner.model.policy import Overrides, Policy


@click.command("demo")
@click.option(
    "--out",
    default="demo",
    type=click.Path(path_type=Path),
    show_default=True,
    help="Output folder.",
)
@click.pass_obj
def command(words: Words, out: Path) -> None:
    """Plan the three sample estates for every target, without credentials or network.

    \b
    Example:
      plan demo --out demo
    """
    for sample in sorted(data_path("mappings", "samples").iterdir()):
        words.say(f"\n{sample.name}")
        job = Job(
            files=(sample / "terraform.tfstate",), targets=TARGETS, compare=True,
            out=out / sample.name, policy=Policy(), overrides=Overrides(),
        )  # fmt: skip
        words.say(run(job, words).text)
