"""`plan migrate`: the whole way."""

from pathlib import Path

import click
import msgspec

from planner.cli.clouds import TARGETS
from planner.cli.files import overrides_of, policy_of
from planner.cli.run import Job, run
from planner.cli.words import Words


@click.command("migrate", no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--target", required=True, type=click.Choice([*TARGETS, "all"]), help="Where to move."
)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Output folder."
)
@click.option("--policy", type=click.Path(path_type=Path), help="The architect's policy (YAML).")
@click.option("--overrides", type=click.Path(path_type=Path), help="Corrections by people (YAML).")
@click.option(
    "--evidence", multiple=True, type=click.Path(path_type=Path),
    help="Your own evidence (YAML, or a folder of it); may be given again.",
)  # fmt: skip
@click.option("--as-of", default="", help="Date of the plan; default: newest in the inputs.")
@click.option(
    "--replan", multiple=True, help="Let go of what the lock pins: id or application, * allowed."
)
@click.option("--strict", is_flag=True, help="Exit 1 when anything was unread or is unmapped.")
@click.option("--json", "as_json", is_flag=True, help="Summary as JSON on stdout.")
@click.pass_obj
def command(
    words: Words,
    files: tuple[Path, ...],
    target: str,
    out: Path,
    policy: Path | None,
    overrides: Path | None,
    evidence: tuple[Path, ...],
    as_of: str,
    replan: tuple[str, ...],
    *,
    strict: bool,
    as_json: bool,
) -> None:
    """Plan the whole move of what FILES describe.

    FILES are Terraform states (v3, v4), `terraform show -json`, or an inventory folder.

    \b
    Examples:
      plan migrate terraform.tfstate --target scaleway --out migration
      plan migrate states/*.tfstate --target all --out migration --policy policy.yaml
    """
    job = Job(
        files=files,
        targets=TARGETS if target == "all" else (target,),
        compare=target == "all",
        out=out,
        policy=policy_of(policy),
        overrides=overrides_of(overrides),
        as_of=as_of,
        replan=replan,
        evidence=evidence,
    )
    summary = run(job, words)
    if as_json:
        click.echo(msgspec.json.encode(summary.facts).decode())
    else:
        words.say(summary.text)
    if strict and summary.has_gaps:
        raise SystemExit(1)
