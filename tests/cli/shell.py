"""What a command leaves behind, and states small enough to spoil."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from planner.cli import main

PROGRAM = (sys.executable, "-c", "from planner.cli import main; main()")
"""`plan` in a process of its own, from a checkout."""

ROOT = Path(__file__).resolve().parents[2]

SMALL = Path(__file__).resolve().parents[1] / "cases" / "small" / "terraform.tfstate"
HOSTILE = SMALL.parents[1] / "hostile" / "terraform.tfstate"


class Ran(NamedTuple):
    """Exit code, data, words."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The words, line by line."""
        return self.err.splitlines()


Cli = Callable[..., Ran]
"""The fixture `cli`."""


def ran(words: list[str]) -> int:
    """Exit code of a command; an exception that is not an exit is a traceback and goes through."""
    try:
        main(words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def state(*resources: dict[str, Any], version: int = 4) -> bytes:
    """A state that holds these resources."""
    return json.dumps(
        {
            "version": version,
            "terraform_version": "1.11.4",
            "serial": 1,
            "lineage": "00000000-0000-4000-8000-000000000002",
            "outputs": {},
            "resources": list(resources),
        }
    ).encode()


def managed(type_: str, name: str, /, **attributes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """One managed resource with one instance."""
    source = {"aws": "aws", "azurerm": "azurerm", "google": "google"}[type_.split("_", 1)[0]]
    return {
        "mode": "managed",
        "type": type_,
        "name": name,
        "provider": f'provider["registry.terraform.io/hashicorp/{source}"]',
        "instances": [{"schema_version": 0, "attributes": attributes}],
    }


def migrate(cli: Cli, *files: Path, out: Path, target: str = "scaleway") -> Ran:
    """`plan migrate` of these files."""
    return cli("migrate", *files, "--target", target, "--out", out)


def refused(run: Ran, code: int, *words: str) -> None:
    """An error of three parts, about this, that leaves stdout alone."""
    assert run.code == code, run.err
    assert run.out == ""
    assert run.lines[0].startswith("Error: ")
    assert len(run.lines) >= 3, "summary, detail, remedy"
    assert "Traceback" not in run.err
    for word in words:
        assert word in run.err


def put(folder: Path, content: bytes | str, name: str = "bad.tfstate") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
