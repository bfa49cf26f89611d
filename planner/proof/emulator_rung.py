"""Rung 4: the real providers against an API emulated on this machine."""

import ipaddress
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from planner.model.text import Text, same
from planner.proof.drive import Drive
from planner.proof.emulated import Part, emulated_part
from planner.proof.estate import FOUNDATION, Estate, copy_roots, variable_arguments
from planner.proof.programs import Cli, run, seen
from planner.proof.real_rung import NO_SETTINGS, Providers, real_environment
from planner.proof.results import Result, Status
from planner.proof.settings import Emulator, proof_settings

NUMBER = 4
_START = 60.0


def climb(estate: Estate, cli: Cli, providers: Providers, outer: Mapping[str, str]) -> list[Result]:
    """Every root applied, planned again and destroyed, one after another."""
    settings = proof_settings(estate.target)
    emulator = settings.emulator if settings else None
    if emulator is None:
        return [_whole(estate, cli, "not run", NO_SETTINGS)]
    with tempfile.TemporaryDirectory(prefix="plan-prove-") as name:
        scratch = Path(name)
        with _running(emulator, outer, scratch) as endpoint:
            if not endpoint:
                return [_whole(estate, cli, "not run", _absent(emulator))]
            if not is_loopback(endpoint):
                return [_whole(estate, cli, "failed", _AWAY)]
            filled = {k: v.format(endpoint=endpoint) for k, v in emulator.environment.items()}
            environment = real_environment(scratch, providers, outer, filled)
            copy_roots(estate, scratch / "roots")
            return _roots(estate, cli, emulator, scratch / "roots", environment)


_AWAY = Text(
    en="the emulator's address is not on this machine; refused, since an apply would go there",
    fr="l'adresse de l'émulateur n'est pas sur cette machine ; refusé : une application irait là",
)


def is_loopback(endpoint: str) -> bool:
    """Whether a URL stays on this machine."""
    host = urlsplit(endpoint).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _roots(
    estate: Estate, cli: Cli, emulator: Emulator, folder: Path, environment: dict[str, str]
) -> list[Result]:
    drives: dict[str, tuple[Drive, Part]] = {}
    results: list[Result] = []
    stands = False
    for root in estate.roots:
        part = emulated_part(folder / root, emulator.serves)
        if not part.addresses:
            results.append(_one(estate, root, cli, "not run", _nothing_left(emulator, part)))
            continue
        arguments = variable_arguments(folder / root, alone=root == FOUNDATION or not stands)
        if part.left_out:
            arguments += [f"-target={address}" for address in part.addresses]
        drive = Drive(folder / root, cli, environment, arguments)
        drive.go("init", "validate", "apply", "second plan")
        stands = stands or (root == FOUNDATION and "apply" in drive.done)
        drives[root] = (drive, part)
    for drive, _ in reversed(drives.values()):
        drive.tidy()
    for root, (drive, part) in drives.items():
        status, detail = _judged(drive, emulator, part)
        results.append(_one(estate, root, cli, status, detail, drive.seconds))
    return results


def _judged(drive: Drive, emulator: Emulator, part: Part) -> tuple[Status, Text]:
    """What a drive shows; what the emulator says it cannot do shows nothing of the root."""
    if not drive.wrong:
        return "passed", _done(drive, emulator, part)
    if any(gap in drive.wrong for gap in emulator.gaps):
        said = Text(en="{name} cannot: {wrong}", fr="{name} ne sait pas : {wrong}")
        return "not run", said.filled(name=emulator.name, wrong=drive.wrong)
    return "failed", same(drive.wrong)


def _nothing_left(emulator: Emulator, part: Part) -> Text:
    if not part.lacking:
        return Text(en="no resource in this root", fr="aucune ressource dans cette racine")
    return Text(
        en="{name} lacks {types}", fr="{name} ne connaît pas {types}"
    ).filled(name=emulator.name, types=", ".join(part.lacking))  # fmt: skip


def _done(drive: Drive, emulator: Emulator, part: Part) -> Text:
    done = f"{', '.join(drive.done)}; {drive.made}"
    if not part.left_out:
        return Text(en=f"{done} resources", fr=f"{done} ressources")
    return Text(
        en="{done} resources; {out} left out, since {name} lacks {types}",
        fr="{done} ressources ; {out} laissées de côté, car {name} ne connaît pas {types}",
    ).filled(done=done, out=part.left_out, name=emulator.name, types=", ".join(part.lacking))


@contextmanager
def _running(emulator: Emulator, outer: Mapping[str, str], scratch: Path) -> Iterator[str]:
    """URL of the emulator, started for this proof where it has to be; empty where there is none."""
    named = outer.get(emulator.variable, "")
    if not emulator.start:
        yield named
        return
    program = named or shutil.which(emulator.name, path=outer.get("PATH"))
    if not program:
        yield ""
        return
    address = f"127.0.0.1:{_free_port()}"
    environment = {**seen(outer), "HOME": str(scratch)}
    start = [program, *(one.format(address=address) for one in emulator.start)]
    # its output goes to its own log: a child that holds our pipe would keep the call waiting
    outcome = run(start, scratch, environment, _START)
    try:
        yield f"http://{address}" if outcome.code == 0 else ""
    finally:
        stop = [program, *(one.format(address=address) for one in emulator.stop)]
        run(stop, scratch, environment, _START)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _absent(emulator: Emulator) -> Text:
    return Text(
        en="{name} is not here; {source} and name it in {variable}",
        fr="{name} n'est pas là ; voir {source}, puis nommez-le dans {variable}",
    ).filled(name=emulator.name, source=emulator.source, variable=emulator.variable)


def _whole(estate: Estate, cli: Cli, status: Status, detail: Text) -> Result:
    return _one(estate, "*", cli, status, detail)


def _one(
    estate: Estate, root: str, cli: Cli, status: Status, detail: Text, seconds: float = 0.0
) -> Result:
    return Result(
        estate=estate.name, root=root, rung=NUMBER, cli=cli.name, status=status, detail=detail,
        seconds=seconds,
    )  # fmt: skip
