"""The roots of a plan on disk, and copies of them that a proof may apply and destroy."""

import re
import shutil
from pathlib import Path

import msgspec
from msgspec import Struct

from planner.errors import InputError
from planner.model.text import Text
from planner.proof.check.values import UNKNOWN, Value
from planner.proof.static.hcl import HclError, literal, read_body

FOUNDATION = "foundation"
_BACKEND = re.compile(r'^\s*(backend\s+"|cloud\s*\{)', re.MULTILINE)
_LOCAL = 'terraform {\n  backend "local" {}\n}\n'
_LEFT_OUT = ("protect_override.tf", ".terraform", ".terraform.lock.hcl", "*.new", "*.part")
_STATE = ("*.tfstate", "*.tfstate.*")


class Estate(Struct, frozen=True, order=True):
    """The roots that stand beside one another: one foundation and its applications."""

    name: str
    """Path relative to what is proven."""
    folder: Path
    roots: tuple[str, ...]
    """Names of the roots, the foundation first."""

    @property
    def target(self) -> str:
        """The target as its folder `<target>-<region>` says."""
        return self.folder.name.partition("-")[0]


def find_estates(directory: Path) -> tuple[Estate, ...]:
    """The estates of a plan's folder, of several plans', of a folder of roots, or of one root.

    Raises:
        InputError: where there is no root at all.
    """
    folders: set[Path] = set()
    for pattern in ("terraform/*/*/*.tf", "*/terraform/*/*/*.tf", "*/*/*.tf", "*/*.tf"):
        folders = {path.parent.parent for path in directory.glob(pattern)}
        if folders:
            break
    estates = [_estate(directory, folder) for folder in sorted(folders)]
    if not estates and any(directory.glob("*.tf")):
        root = directory.resolve()
        estates = [Estate(root.parent.name, root.parent, (root.name,))]
    if not estates:
        raise InputError(
            Text(en="No Terraform here", fr="Pas de Terraform ici"),
            Text(
                en="{name} holds no terraform/<target>-<region>/<root>/*.tf.",
                fr="{name} ne contient pas de terraform/<cible>-<région>/<racine>/*.tf.",
            ).filled(name=directory.name or "."),
            Text(
                en="Give the folder that `plan migrate --out` wrote, or one of its roots.",
                fr="Donnez le dossier écrit par `plan migrate --out`, ou une de ses racines.",
            ),
            source=directory.name,
        )
    return tuple(estates)


def _estate(directory: Path, folder: Path) -> Estate:
    names = {path.parent.name for path in folder.glob("*/*.tf")}
    roots = sorted(names, key=lambda name: (name != FOUNDATION, name))
    return Estate(folder.relative_to(directory).as_posix(), folder.resolve(), tuple(roots))


def copy_roots(estate: Estate, to: Path, *, state: bool = False) -> None:
    """Copies the roots without what keeps them from being destroyed, and without state.

    A backend that people have added gives way to a local one, so that no proof touches their state.
    """
    left_out = shutil.ignore_patterns(*_LEFT_OUT, *(() if state else _STATE))
    for root in estate.roots:
        shutil.copytree(estate.folder / root, to / root, ignore=left_out, symlinks=False)
        texts = (path.read_text("utf-8", "replace") for path in (to / root).glob("*.tf"))
        if not state and any(_BACKEND.search(text) for text in texts):
            (to / root / "zz_proof_override.tf").write_text(_LOCAL, encoding="utf-8")


def needs_foundation(folder: Path) -> bool:
    """Whether a root reads the state of its foundation."""
    return any(
        "terraform_remote_state" in path.read_text("utf-8", "replace")
        for path in sorted(folder.glob("*.tf"))
    )


def variable_arguments(folder: Path, *, alone: bool) -> list[str]:
    """The option that gives a root its made-up variables; none where it needs none.

    Beside its foundation (`alone=False`) a root reads that one's outputs from its state.
    """
    offline = folder / "offline.tfvars"
    if not offline.is_file():
        return []
    if alone:
        return ["-var-file=offline.tfvars"]
    values = _variables(offline)
    if values is None or FOUNDATION not in values:
        return ["-var-file=offline.tfvars"]
    del values[FOUNDATION]
    (folder / "proof.tfvars.json").write_bytes(msgspec.json.encode(values))
    return ["-var-file=proof.tfvars.json"]


def _variables(path: Path) -> dict[str, Value] | None:
    try:
        body = read_body(path)
    except HclError:
        return None  # the tool itself will say what is wrong with the file
    values = {name: literal(said, {}) for name, said in body.arguments.items()}
    return None if any(_open(value) for value in values.values()) else values


def _open(value: Value) -> bool:
    if isinstance(value, dict):
        return any(map(_open, value.values()))
    return any(map(_open, value)) if isinstance(value, list) else value is UNKNOWN
