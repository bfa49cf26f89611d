"""One run of `plan migrate`: read, plan each target, write, sum up."""

import gc
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from planner.catalogue.mappings import load_target
from planner.cli.clouds import TARGETS, sources, target
from planner.cli.summary import Summary, summarise
from planner.cli.words import Words
from planner.errors import UsageError
from planner.inventory import read
from planner.model.plan import MigrationPlan
from planner.model.policy import Lock, Overrides, Policy
from planner.model.text import Text
from planner.outputs.comparison import compare
from planner.outputs.folder import Delivery, deliver
from planner.pipeline import Request, files_of, join, plan_for, read_lock
from planner.plan.lock import let_go
from planner.sovereignty.store import load_store


class Job(Struct, frozen=True, kw_only=True):
    """What `plan migrate` was asked for."""

    files: tuple[Path, ...]
    targets: tuple[str, ...]
    compare: bool
    out: Path
    policy: Policy
    overrides: Overrides
    as_of: str = ""
    replan: tuple[str, ...] = ()
    evidence: tuple[Path, ...] = ()
    """Files of evidence, or folders of them, that come on top of what ships."""


def run(job: Job, words: Words) -> Summary:
    """Plans and writes; returns what to tell the user."""
    _check_date(job.as_of)
    store = load_store(job.evidence)
    gc.disable()  # nothing here makes circles worth collecting; collecting costs more than parsing
    words.progress("read")
    inventory = read(job.files, sources())
    locks = {name: _lock(job, name) for name in job.targets}
    _say_idle(job.replan, locks.values(), words)
    plain = Request(
        policy=job.policy, overrides=job.overrides, as_of=job.as_of, language=words.language,
        store=store,
    )  # fmt: skip
    # every target's prices, whatever was asked for: so the date of the book is always the same
    connected = join(inventory, sources(), TARGETS, plain, words.progress)
    plans: dict[str, MigrationPlan] = {}
    deliveries: dict[str, Delivery] = {}
    for name in job.targets:
        request = replace(plain, lock=let_go(locks[name], job.replan))
        cloud = target(name)
        gc.disable()  # again for each target: writing the one before switched it on
        plan = plan_for(cloud, connected, request, words.progress)
        files = files_of(plan, cloud, load_target(name), words.progress)
        gc.freeze()  # the plan stays as it is; what writing leaves behind is collected
        gc.enable()
        deliveries[name] = deliver(files, _folder(job, name))
        plans[name] = plan
    if job.compare:
        files = compare(plans)
        deliveries["comparison"] = deliver(files, job.out / "comparison")
    return summarise(plans, deliveries, job.out, words)


def _folder(job: Job, name: str) -> Path:
    return job.out / name if job.compare else job.out


def _lock(job: Job, name: str) -> Lock:
    lock = read_lock(_folder(job, name) / "plan.lock.json")
    if lock.target not in {"", name}:
        raise _other_target(lock.target, name)
    return lock


def _say_idle(patterns: Iterable[str], locks: Iterable[Lock], words: Words) -> None:
    """Names the patterns of `--replan` that let go of nothing."""
    held = list(locks)
    for pattern in patterns:
        if all(let_go(lock, (pattern,)) == lock for lock in held):
            words.say(
                words.t(
                    f"--replan {pattern}: the lock pins nothing of that name",
                    f"--replan {pattern} : le verrou ne fige rien de ce nom",
                )
            )


def _check_date(as_of: str) -> None:
    try:
        # fromisoformat alone would take 20261122 and 2026-W47-7 as well
        good = not as_of or date.fromisoformat(as_of).isoformat() == as_of
    except ValueError:
        good = False
    if not good:
        raise UsageError(
            Text(en="Not a date", fr="Pas une date"),
            Text(en=f"--as-of {as_of!r} is not a day.", fr=f"--as-of {as_of!r} n'est pas un jour."),
            Text(en="Write it as 2026-11-22.", fr="Écrivez-la comme 2026-11-22."),
        )


def _other_target(found: str, asked: str) -> UsageError:
    return UsageError(
        Text(
            en="This folder holds a plan for another target",
            fr="Ce dossier contient un plan pour une autre cible",
        ),
        Text(
            en=f"Its lock is for {found}, and {asked} was asked for.",
            fr=f"Son verrou est pour {found}, et {asked} est demandé.",
        ),
        Text(en="Give another folder with --out.", fr="Donnez un autre dossier avec --out."),
    )  # fmt: skip
