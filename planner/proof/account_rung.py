"""Rung 5: the user's account, read only: a plan with the real providers and real credentials."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from planner.model.text import Text, same
from planner.proof.drive import Drive
from planner.proof.estate import Estate, copy_roots
from planner.proof.programs import Cli
from planner.proof.real_rung import NO_SETTINGS, Providers, real_environment
from planner.proof.results import Result
from planner.proof.settings import proof_settings

NUMBER = 5
NOT_ASKED = Text(
    en="your account is left alone unless you ask for it with --account (it plans, and creates "
    "nothing)",
    fr="votre compte n'est pas touché sans --account (qui planifie, et ne crée rien)",
)


def climb(estate: Estate, cli: Cli, providers: Providers, outer: Mapping[str, str]) -> list[Result]:
    """A plan of every root, in copies that keep their variables and their state."""
    settings = proof_settings(estate.target)
    if settings is None:
        return [_result(estate, "*", cli, NO_SETTINGS)]
    given = {name: outer[name] for name in settings.account if name in outer}
    given |= {name: value for name, value in outer.items() if name.startswith("TF_VAR_")}
    if not set(given) & set(settings.account):
        names = ", ".join(settings.account)
        why = Text(
            en=f"no credentials in the environment; set {names}",
            fr=f"pas d'identifiants dans l'environnement ; définissez {names}",
        )
        return [_result(estate, "*", cli, why)]
    with tempfile.TemporaryDirectory(prefix="plan-prove-") as name:
        scratch = Path(name)
        environment = real_environment(scratch, providers, outer, given)
        copy_roots(estate, scratch / "roots", state=True)
        drives = [
            (root, Drive(scratch / "roots" / root, cli, environment)) for root in estate.roots
        ]
        for _, drive in drives:
            drive.go("init", "validate", "plan")
    return [_driven(estate, root, drive) for root, drive in drives]


def _driven(estate: Estate, root: str, drive: Drive) -> Result:
    return Result(
        estate=estate.name,
        root=root,
        rung=NUMBER,
        cli=drive.cli.name,
        status="failed" if drive.wrong else "passed",
        detail=same(drive.wrong or ", ".join(drive.done)),
        seconds=drive.seconds,
    )


def _result(estate: Estate, root: str, cli: Cli, why: Text) -> Result:
    return Result(
        estate=estate.name, root=root, rung=NUMBER, cli=cli.name, status="not run", detail=why
    )
