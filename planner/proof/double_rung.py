"""Rung 2: the tools themselves, attached to the provider double."""

import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from planner.model.text import Text, same
from planner.proof.drive import Drive
from planner.proof.estate import (
    FOUNDATION,
    Estate,
    copy_roots,
    needs_foundation,
    variable_arguments,
)
from planner.proof.programs import Cli, seen
from planner.proof.results import Result

_AT_ONCE = 2
# No `direct`: a provider without a double is an error, never a download.
_CONFIGURATION = (
    'disable_checkpoint = true\nprovider_installation {{\n  filesystem_mirror {{\n'
    '    path = "{path}"\n  }}\n}}\n'
)  # fmt: skip
_STEPS = ("fmt", "init", "validate", "apply", "second plan")


def climb(estate: Estate, cli: Cli, reattach: str, outer: Mapping[str, str]) -> list[Result]:
    """Every root applied, planned again and destroyed; the foundation first and last."""
    with tempfile.TemporaryDirectory(prefix="plan-prove-") as name:
        scratch = Path(name)
        environment = double_environment(scratch, reattach, outer)
        copy_roots(estate, scratch / "roots")
        drives = {root: Drive(scratch / "roots" / root, cli, environment) for root in estate.roots}
        _apply(drives)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            rest = [drive for root, drive in drives.items() if root != FOUNDATION]
            list(pool.map(lambda drive: drive.go("destroy"), rest))
        if FOUNDATION in drives:
            drives[FOUNDATION].go("destroy")
    return [_result(estate, root, drive) for root, drive in drives.items()]


def double_environment(scratch: Path, reattach: str, outer: Mapping[str, str]) -> dict[str, str]:
    """What a tool attached to the double sees; `scratch` becomes its home folder."""
    (scratch / "none").mkdir()
    configuration = scratch / "cli.tfrc"
    configuration.write_text(_CONFIGURATION.format(path=scratch / "none"), encoding="utf-8")
    return {
        **seen(outer),
        "HOME": str(scratch),
        "TF_CLI_CONFIG_FILE": str(configuration),
        "TF_REATTACH_PROVIDERS": reattach,
    }


def _apply(drives: dict[str, Drive]) -> None:
    stands = False
    if FOUNDATION in drives:
        first = drives[FOUNDATION]
        first.variables = variable_arguments(first.folder, alone=True)
        first.go(*_STEPS)
        stands = "apply" in first.done
    rest = [drive for root, drive in drives.items() if root != FOUNDATION]

    def one(drive: Drive) -> None:
        # without its foundation's state a root still proves itself, with made-up outputs
        alone = not (stands and needs_foundation(drive.folder))
        # before anything of ours is written into the folder, so that fmt judges the plan's files
        if drive.go("fmt"):
            drive.variables = variable_arguments(drive.folder, alone=alone)
            drive.go(*_STEPS[1:])

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(one, rest))


def _result(estate: Estate, root: str, drive: Drive) -> Result:
    good = Text(
        en="{done}; {made} resources", fr="{done} ; {made} ressources"
    ).filled(done=", ".join(drive.done), made=drive.made)  # fmt: skip
    return Result(
        estate=estate.name,
        root=root,
        rung=2,
        cli=drive.cli.name,
        status="failed" if drive.wrong else "passed",
        detail=same(drive.wrong) if drive.wrong else good,
        seconds=drive.seconds,
    )
