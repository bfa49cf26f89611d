"""Fixtures for everybody: the tools that some tests run."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.proof.programs import find_clis

NAMES = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "soffice": ("soffice", "libreoffice"),
}
REMEDY = {
    "terraform": "put terraform 1.11 or newer on the PATH",
    "tofu": "make tools",
    "chromium": "make tools",
    "soffice": "make tools",
    "writer": "make tools",
}


def _path_of(name: str) -> str | None:
    if name in {"tofu", "terraform"}:
        return next((one.path for one in find_clis(os.environ) if one.name == name), None)
    if name == "writer":  # soffice is there without the component for texts too
        office = _path_of("soffice")
        parts = Path(office).resolve().parent.glob("libswlo.*") if office else ()
        return office if any(parts) else None
    return next((path for one in NAMES[name] if (path := shutil.which(one))), None)


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """The path of `tofu`, `terraform`, `chromium`, `soffice`, or of `soffice` with its `writer`.

    Where it is absent the test is skipped with the way to get it; in CI (CI=true) it fails.
    """
    found: dict[str, str | None] = {}

    def path_of(name: str) -> str:
        if name not in found:
            found[name] = _path_of(name)
        path = found[name]
        if path is None:
            reason = f"{name} is not on this machine; to get it: {REMEDY[name]}"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        return path

    return path_of
