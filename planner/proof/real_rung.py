"""Rung 3: the real providers, from a mirror or a registry, without an account."""

import re
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path

from msgspec import Struct

from planner.model.text import Text, same
from planner.proof.drive import Drive
from planner.proof.estate import Estate, copy_roots, variable_arguments
from planner.proof.programs import Cli, seen
from planner.proof.results import Result
from planner.proof.settings import proof_settings

NUMBER = 3
NO_PROVIDERS = Text(
    en="no real providers at hand; name a filesystem mirror in PLAN_PROVIDER_MIRROR (`terraform "
    "providers mirror` fills one), or allow the registry with --registry",
    fr="pas de vrais fournisseurs à disposition ; nommez un miroir dans PLAN_PROVIDER_MIRROR "
    "(`terraform providers mirror` le remplit), ou autorisez le registre avec --registry",
)
NO_SETTINGS = Text(
    en="nothing is known of this target (mappings/proof/<target>.yaml)",
    fr="rien n'est connu de cette cible (mappings/proof/<cible>.yaml)",
)
_AT_ONCE = 2
_TYPES = re.compile(r'^(resource|data|ephemeral)\s+"(\w+)"', re.MULTILINE)
_UNASKED = frozenset({"terraform_remote_state", "terraform_data"})


class Providers(Struct, frozen=True):
    """Where real providers come from: the text of the tools' configuration."""

    configuration: str
    online: bool


def providers_of(environment: Mapping[str, str], *, registry: bool) -> Providers | None:
    """The mirror that the environment names, else the registry if that is allowed."""
    mirror = environment.get("PLAN_PROVIDER_MIRROR", "")
    if mirror and Path(mirror).is_dir():
        path = str(Path(mirror).resolve()).replace("\\", "/").replace('"', '\\"')
        inside = f'filesystem_mirror {{\n    path = "{path}"\n  }}'
        return Providers(_configuration(inside), online=False)
    return Providers(_configuration("direct {}"), online=True) if registry else None


def _configuration(inside: str) -> str:
    return f"disable_checkpoint = true\nprovider_installation {{\n  {inside}\n}}\n"


def real_environment(
    scratch: Path, providers: Providers, outer: Mapping[str, str], more: Mapping[str, str]
) -> dict[str, str]:
    """What a tool with real providers sees; `scratch` becomes its home folder."""
    configuration = scratch / "cli.tfrc"
    configuration.write_text(providers.configuration, encoding="utf-8")
    return {
        **seen(outer, online=providers.online),
        **more,
        "HOME": str(scratch),
        "TF_CLI_CONFIG_FILE": str(configuration),
    }


def climb(estate: Estate, cli: Cli, providers: Providers, outer: Mapping[str, str]) -> list[Result]:
    """Init and validate of every root, and plan where that asks no cloud."""
    settings = proof_settings(estate.target)
    more = settings.offline if settings else {}
    lacks = settings.offline_lacks if settings else ("*",)
    with tempfile.TemporaryDirectory(prefix="plan-prove-") as name:
        scratch = Path(name)
        environment = real_environment(scratch, providers, outer, more)
        copy_roots(estate, scratch / "roots")

        def one(root: str) -> Result:
            folder = scratch / "roots" / root
            drive = Drive(folder, cli, environment, variable_arguments(folder, alone=True))
            drive.go("init", "validate")
            asking = asks_cloud(folder, lacks)
            if not asking:
                drive.go("plan")
            return _result(estate, root, drive, asking)

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return list(pool.map(one, estate.roots))


def asks_cloud(folder: Path, lacks: tuple[str, ...]) -> list[str]:
    """Types of a root that a plan would look up at the cloud."""
    found: set[str] = set()
    for path in folder.glob("*.tf"):
        for word, kind in _TYPES.findall(path.read_text("utf-8", "replace")):
            asks = word == "data" or any(fnmatchcase(kind, one) for one in lacks)
            if asks and kind not in _UNASKED:
                found.add(f"data.{kind}" if word == "data" else kind)
    return sorted(found)


def _result(estate: Estate, root: str, drive: Drive, asking: list[str]) -> Result:
    done = ", ".join(drive.done)
    good = same(done)
    if asking:
        good = Text(
            en=f"{done}; no plan without an account: {', '.join(asking)} ask the cloud",
            fr=f"{done} ; pas de plan sans compte : {', '.join(asking)} interrogent le nuage",
        )
    return Result(
        estate=estate.name,
        root=root,
        rung=NUMBER,
        cli=drive.cli.name,
        status="failed" if drive.wrong else "passed",
        detail=same(drive.wrong) if drive.wrong else good,
        seconds=drive.seconds,
    )
