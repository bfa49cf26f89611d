"""Times `plan migrate` by stage on synthetic estates, with the ratio to the floor.

The floor is what no tool can avoid: the input parsed once, the output bytes written once, in the same run.

    python tests/benchmarks/run.py [--sizes 10000,100000] [--target scaleway]
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Runs each size in a process of its own and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--target", default="scaleway")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(arguments.one, arguments.target)))
        return
    # compiled modules are kept, as on a user's machine
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for size in arguments.sizes.split(","):
        command = [sys.executable, __file__, "--one", size, "--target", arguments.target]
        done = subprocess.run(  # noqa: S603 - this very file
            command, capture_output=True, text=True, check=True, env=environment
        )
        show(json.loads(done.stdout.splitlines()[-1]))


def show(found: dict[str, object]) -> None:
    """One size, a line a figure."""
    for name, value in found.items():
        print(f"{name:<28} {value:.2f}" if isinstance(value, float) else f"{name:<28} {value}")
    print()


def measure(size: int, target: str) -> dict[str, object]:
    """Seconds by stage, peak memory, floor and ratio for one size."""
    sys.path.insert(0, str(ROOT))
    from tests.benchmarks.estate import state  # noqa: PLC0415 - in the child alone

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "terraform.tfstate"
        path.write_bytes(msgspec.json.encode(state(size)))
        out = Path(folder) / "out"
        stages, wall, cpu = _run(path, out, target)
        floor, floor_cpu = _floor(path, out, Path(folder) / "again")
        return {
            "resources": size,
            "input MB": path.stat().st_size / 1e6,
            "output MB": sum(one.stat().st_size for one in out.rglob("*") if one.is_file()) / 1e6,
            **{f"  {name} cpu s": seconds for name, seconds in stages.items()},
            "cpu s": cpu,
            "wall s": wall,
            "peak MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "floor cpu s": floor_cpu,
            "floor wall s": floor,
            "ratio of cpu to floor": cpu / floor_cpu,
            "ratio of wall to floor": wall / floor,
        }


def _run(path: Path, out: Path, target: str) -> tuple[dict[str, float], float, float]:
    from planner.cli.run import Job, run  # noqa: PLC0415 - imports count as start-up
    from planner.model.policy import Overrides, Policy  # noqa: PLC0415
    from tests.benchmarks.clock import Clock  # noqa: PLC0415

    clock = Clock("en")
    begin, began = time.perf_counter(), time.process_time()
    job = Job(
        files=(path,), targets=(target,), compare=False, out=out, policy=Policy(),
        overrides=Overrides(), as_of="2026-11-22",
    )  # fmt: skip
    run(job, clock)
    wall, cpu = time.perf_counter() - begin, time.process_time() - began
    return clock.stages(), wall, cpu


def _floor(path: Path, out: Path, again: Path) -> tuple[float, float]:
    files = [
        (file.relative_to(out), file.read_bytes()) for file in out.rglob("*") if file.is_file()
    ]
    begin, began = time.perf_counter(), time.process_time()
    msgspec.json.decode(path.read_bytes())
    for name, content in files:
        place = again / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return time.perf_counter() - begin, time.process_time() - began


if __name__ == "__main__":
    main()
