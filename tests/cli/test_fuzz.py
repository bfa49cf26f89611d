"""A state spoilt at random: a plan or an error, never a traceback."""

import json
import random
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from planner.catalogue.mappings import load_target
from planner.cli.clouds import TARGETS, sources, target
from planner.errors import PlanError
from planner.inventory import read
from planner.pipeline import Request, files_of, join, plan_for
from tests.cases.plans import quiet
from tests.cli.shell import SMALL

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 7.5, 10**25, 1e300, "", "x", "${x}", "../x", "\n", "é", [], {}, [None],
    [[]], {"": None}, {"a": {"a": {}}}, ["x", 7], "10.0.0.0/8", "arn:aws:ec2:::", "0.0.0.0/0", "-5",
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    """Every place of a value, as the keys that lead there."""
    found = [path] if path else []
    if isinstance(value, dict):
        found += [one for key in value for one in places(value[key], (*path, key))]
    if isinstance(value, list):
        found += [one for key, item in enumerate(value) for one in places(item, (*path, key))]
    return found


def spoilt(seed: int, times: int) -> bytes:
    """The small estate with some of its values replaced, taken away or doubled."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    state = json.loads(SMALL.read_bytes())
    for _ in range(times):
        *path, last = chance.choice(places(state))
        holder = state
        for key in path:
            holder = holder[key]
        act = chance.randrange(4)
        if act == 0:
            del holder[last]
        elif act == 1 and isinstance(holder, list):
            holder.append(holder[last])
        else:
            holder[last] = chance.choice(ODD)
    return json.dumps(state).encode()


def plan_all(path: Path) -> int:
    """The whole way for every target; how many resources were planned, -1 where it was refused."""
    request = Request(as_of="2026-11-22")
    try:
        inventory = read((path,), sources())
    except PlanError:
        return -1
    connected = join(inventory, sources(), TARGETS, request, quiet)
    for name in TARGETS:
        plan = plan_for(target(name), connected, request, quiet)
        assert list(plan.choices) == [one.id for one in inventory.resources]
        for file in files_of(plan, target(name), load_target(name), quiet):
            assert ".." not in file.path
    return len(inventory.resources)


CALM = settings(
    deadline=None, derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a smaller seed is no smaller state
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@settings(CALM, max_examples=8)
@example(seed=773914, times=3)
@example(seed=15, times=16)
@given(seed=st.integers(0, 2**32), times=st.integers(1, 25))
def test_a_spoilt_state_is_planned_or_refused(seed: int, times: int, tmp_path: Path) -> None:
    path = tmp_path / "spoilt.tfstate"
    path.write_bytes(spoilt(seed, times))
    plan_all(path)


@settings(CALM, max_examples=40)
@example(cut=1523, noise=b"\x80")
@given(cut=st.integers(0, 14_000), noise=st.binary(max_size=8))
def test_cut_off_or_overwritten_bytes_are_refused_or_read(
    cut: int, noise: bytes, tmp_path: Path
) -> None:
    content = SMALL.read_bytes()
    path = tmp_path / "cut.tfstate"
    path.write_bytes(content[:cut] + noise + (content[cut + len(noise) :] if cut % 2 else b""))
    try:
        read((path,), sources())
    except PlanError as error:
        assert error.detail.fr  # noqa: PT017 - either is right
