"""Other programs: where they are, what they may see, and how they are run."""

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

_SEEN = ("PATH", "TMPDIR", "SYSTEMROOT", "XDG_RUNTIME_DIR")
_SEEN_ONLINE = (
    "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
    "SSL_CERT_FILE", "SSL_CERT_DIR",
)  # fmt: skip
_TAIL = 4000
KILLED = 124
"""Exit code of a run that took too long, as `timeout` has it."""


class Cli(Struct, frozen=True, order=True):
    """Terraform or OpenTofu on this machine."""

    name: str
    path: str
    version: str


class Outcome(Struct, frozen=True):
    """How a run ended."""

    code: int
    text: str
    """The end of what it printed, both streams."""
    seconds: float


def find_clis(environment: Mapping[str, str]) -> tuple[Cli, ...]:
    """OpenTofu and Terraform, each from the PATH or the cache that `make tools` fills."""
    search = environment.get("PATH", os.defpath)
    found: list[Cli] = []
    for name, version_of in (("tofu", "OpenTofu v"), ("terraform", "Terraform v")):
        path = shutil.which(name, path=search) or _cached(name, environment)
        outcome = _version(path, environment) if path else None
        if path and outcome is not None and outcome.code == 0:
            first = outcome.text.strip().splitlines()[0]
            found.append(Cli(name, path, first.removeprefix(version_of)))
    return tuple(found)


def _cached(name: str, environment: Mapping[str, str]) -> str | None:
    home = environment.get("HOME", "")
    cache = Path(environment.get("XDG_CACHE_HOME") or Path(home) / ".cache") / "transhumance"
    paths = sorted(cache.glob(f"{name}-*/{name}")) if home or cache.is_absolute() else []
    return str(paths[-1]) if paths else None


def _version(path: str, environment: Mapping[str, str]) -> Outcome:
    # a missing CLI configuration makes every call warn: name one that is there and empty
    return run(
        [path, "version"], Path.cwd(), {**seen(environment), "TF_CLI_CONFIG_FILE": os.devnull}, 60
    )


def seen(environment: Mapping[str, str], *, online: bool = False) -> dict[str, str]:
    """What a program may see of an environment: no credential, no TF_ variable, no home folder."""
    names = (*_SEEN, *_SEEN_ONLINE) if online else _SEEN
    kept = {name: environment[name] for name in names if name in environment}
    return {**kept, "LC_ALL": "C.UTF-8", "CHECKPOINT_DISABLE": "1"}


def run(
    command: list[str], folder: Path, environment: Mapping[str, str], timeout: float
) -> Outcome:
    """Runs a program without a shell; one that takes too long is ended, with code `KILLED`."""
    began = time.monotonic()
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell; the program is one we looked for
            command, cwd=folder, env=dict(environment), timeout=timeout, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Outcome(KILLED, f"ended after {timeout:.0f} s", time.monotonic() - began)
    except OSError as error:
        return Outcome(127, f"cannot be run: {error.strerror}", time.monotonic() - began)
    text = done.stdout.decode("utf-8", "replace")
    return Outcome(done.returncode, text[-_TAIL:], time.monotonic() - began)
