"""The ladder: every root of a plan, rung by rung, as far as this machine can climb."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from planner.catalogue.schemas import provider_names, provider_schema
from planner.model.text import Text
from planner.proof import account_rung, double_rung, emulator_rung, real_rung, static_rung
from planner.proof.double import Doubles
from planner.proof.estate import Estate, find_estates
from planner.proof.programs import Cli, find_clis
from planner.proof.results import Proof, Result

_NO_CLI = Text(
    en="neither OpenTofu nor Terraform found; get one with `make tools`, or put tofu or terraform "
    "(1.11 or newer) on the PATH",
    fr="ni OpenTofu ni Terraform trouvé ; installez-en un avec `make tools`, ou mettez tofu ou "
    "terraform (1.11 ou plus) dans le PATH",
)
_NO_PROOF_EXTRA = Text(
    en="grpcio and tf are not installed; get them with `pip install 'transhumance[proof]'`",
    fr="grpcio et tf manquent ; installez-les avec `pip install 'transhumance[proof]'`",
)


class Climb(Struct, frozen=True, kw_only=True):
    """How far to climb, and with what."""

    rungs: tuple[int, ...] = (1, 2, 3, 4, 5)
    environment: Mapping[str, str] = {}
    """The user's; what a program sees of it is chosen per rung."""
    registry: bool = False
    """Whether rung 3 may download providers."""
    account: bool = False
    """Whether rung 5 may use the user's credentials, to plan."""
    clis: tuple[str, ...] = ("tofu", "terraform")


def prove(directory: Path, climb: Climb, progress: Callable[[str], None] = lambda _: None) -> Proof:
    """Climbs with every root under a folder; reads it, writes nothing there.

    Raises:
        InputError: where the folder holds no root.
    """
    estates = find_estates(directory)
    clis = tuple(one for one in find_clis(climb.environment) if one.name in climb.clis)
    results: list[Result] = []
    for rung in climb.rungs:
        progress(f"{rung}/{climb.rungs[-1]}")
        results += _rung(rung, estates, clis, climb)
    return Proof(as_of=_as_of(directory), versions=_versions(clis), results=tuple(results))


def _rung(
    rung: int, estates: tuple[Estate, ...], clis: tuple[Cli, ...], climb: Climb
) -> Iterator[Result]:
    if rung == 1:
        for estate in estates:
            yield from static_rung.climb(estate)
    elif not clis:
        yield from (_not_run(estate, rung, _NO_CLI) for estate in estates)
    elif rung == 2:  # noqa: PLR2004 - the rung's number
        yield from _doubled(estates, clis, climb)
    else:
        yield from _with_real_providers(rung, estates, clis, climb)


def _doubled(estates: tuple[Estate, ...], clis: tuple[Cli, ...], climb: Climb) -> Iterator[Result]:
    if find_spec("grpc") is None or find_spec("tf") is None:
        yield from (_not_run(estate, 2, _NO_PROOF_EXTRA) for estate in estates)
        return
    with ExitStack() as stack:
        doubles = stack.enter_context(Doubles())
        for estate in estates:
            for cli in clis:
                yield from double_rung.climb(estate, cli, doubles.reattach, climb.environment)


def _with_real_providers(
    rung: int, estates: tuple[Estate, ...], clis: tuple[Cli, ...], climb: Climb
) -> Iterator[Result]:
    providers = real_rung.providers_of(climb.environment, registry=climb.registry)
    for estate in estates:
        if providers is None:
            yield _not_run(estate, rung, real_rung.NO_PROVIDERS)
            continue
        for cli in clis:
            if rung == real_rung.NUMBER:
                yield from real_rung.climb(estate, cli, providers, climb.environment)
            elif rung == emulator_rung.NUMBER:
                yield from emulator_rung.climb(estate, cli, providers, climb.environment)
            elif climb.account:
                yield from account_rung.climb(estate, cli, providers, climb.environment)
            else:
                yield _not_run(estate, rung, account_rung.NOT_ASKED)
                break


def _not_run(estate: Estate, rung: int, why: Text) -> Result:
    return Result(estate=estate.name, root="*", rung=rung, status="not run", detail=why)


def _versions(clis: tuple[Cli, ...]) -> tuple[tuple[str, str], ...]:
    schemas = [provider_schema(name) for name in provider_names().values()]
    tools = [(cli.name, cli.version) for cli in clis]
    return tuple(sorted(tools)) + tuple(sorted((one.source, one.version) for one in schemas))


def _as_of(directory: Path) -> str:
    """Date of the plan in the folder or, of several, in the first of them."""
    for path in sorted([*directory.glob("plan.json"), *directory.glob("*/plan.json")]):
        try:
            header = json.loads(path.read_bytes()).get("header", {})
        except (OSError, ValueError, AttributeError):
            continue
        if isinstance(header, dict) and isinstance(header.get("as_of"), str):
            return str(header["as_of"])
    return ""
