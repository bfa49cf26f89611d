"""A cloud's SDK is an extra: where it is missing, the command says how to get it."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys
for name in {names!r}:
    sys.modules[name] = None
from planner.cli.main import main
main(["--lang", "en", "discover", {cloud!r}, "--out", {out!r}])
"""


@pytest.mark.parametrize(
    ("cloud", "names"),
    [
        ("azure", ["azure.mgmt.core"]),
        ("azure", ["azure.identity"]),
        ("gcp", ["google.cloud.asset_v1"]),
    ],
)
def test_what_is_missing_is_named_with_the_way_to_get_it(
    cloud: str, names: list[str], tmp_path: object
) -> None:
    program = PROGRAM.format(names=names, cloud=cloud, out=f"{tmp_path}/inventory")
    run = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert run.returncode == 3
    assert f"pip install 'transhumance[{cloud}]'" in run.stderr
    assert "Traceback" not in run.stderr
