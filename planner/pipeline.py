"""The recipe: every stage in order, one line each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from planner import __version__
from planner.catalogue.kinds import kinds
from planner.catalogue.mappings import TargetCatalogue, load_target
from planner.catalogue.prices import PriceBook
from planner.graph import Graph, connect, find_applications
from planner.mapping.choose import Ways, choose
from planner.mapping.decisions import Decisions
from planner.mapping.surroundings import Neighbourhood
from planner.model.plan import Application, Header, MigrationPlan, OutputFile
from planner.model.policy import Lock, Overrides, Policy
from planner.model.protocols import Source, Target
from planner.model.resource import Inventory
from planner.model.text import Language
from planner.outputs import formats
from planner.outputs.document import document, written
from planner.outputs.terraform import write_terraform
from planner.plan.build import Parts, build
from planner.plan.lock import pin
from planner.plan.regions import land
from planner.pricing import estimate

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""


class Request(Struct, frozen=True, kw_only=True):
    """What a run was asked for."""

    policy: Policy = Policy()
    overrides: Overrides = Overrides()
    lock: Lock = Lock()
    as_of: str = ""
    language: Language = "en"


class Connected(Struct, frozen=True):
    """An inventory with its edges and applications: the same for every target."""

    inventory: Inventory
    graph: Graph
    applications: tuple[Application, ...]


def join(inventory: Inventory, request: Request) -> Connected:
    """The stages that no target changes."""
    graph = connect(inventory, request.policy, request.overrides)
    applications = find_applications(graph, request.policy, request.overrides, request.lock)
    return Connected(inventory, graph, applications)


def plan_for(
    target: Target, connected: Connected, sources: Mapping[str, Source], request: Request,
    progress: Progress,
) -> MigrationPlan:
    """The stages that choose, price and order for one target."""
    inventory, graph = connected.inventory, connected.graph
    catalogue = load_target(target.name)
    region = land(inventory, catalogue, request.policy)
    book = PriceBook.load([target.name, *sources])
    as_of = request.as_of or inventory.as_of or book.newest
    decisions = Decisions(request.overrides, request.lock)
    surroundings = Neighbourhood(
        estate=graph, catalogue=catalogue, region=region, book=book, policy=request.policy,
        as_of=as_of, forced=decisions.size_of,
    )  # fmt: skip
    progress("choose")
    ways = Ways(
        target=target, catalogue=catalogue, kinds=kinds(), policy=request.policy,
        override_of=decisions.override_of,
    )  # fmt: skip
    choices = choose(inventory, surroundings, ways)
    progress("estimate")
    costs = estimate(
        surroundings, inventory, choices, sources, book, request.policy, connected.applications,
        as_of,
    )  # fmt: skip
    progress("order")
    header = Header(
        tool_version=__version__, as_of=as_of, target=target.name, region=region,
        language=request.language, inputs=inventory.inputs, price_book_date=book.newest,
    )  # fmt: skip
    parts = Parts(
        header=header, inventory=inventory, dependencies=graph.dependencies,
        applications=connected.applications, choices=choices, costs=costs,
        diagnostics=graph.diagnostics,
    )  # fmt: skip
    return build(parts, catalogue, request.policy, request.lock)


def files_of(
    plan: MigrationPlan, target: Target, catalogue: TargetCatalogue, progress: Progress
) -> Iterator[OutputFile]:
    """Every file of one plan; `plan.json` last."""
    tables = []
    for form in formats():
        progress(f"write {form.NAME}")
        for file in form.write(plan):
            if file.path.startswith("tables/"):
                tables.append(file)
            yield file
    progress("write terraform")
    yield from write_terraform(plan, catalogue, target.sample)
    lock = pin(
        plan.choices, plan.applications, plan.addresses, plan.header.target, plan.header.region
    )
    yield OutputFile("plan.lock.json", lock_bytes(lock))
    yield OutputFile("plan.json", written(document(plan, tables)))


def lock_bytes(lock: Lock) -> bytes:
    """`plan.lock.json`: a pin a line, so that its diff reads well."""
    head = msgspec.json.encode({"version": lock.version, "target": lock.target, "region": lock.region})
    lines = b",\n".join(b"  " + msgspec.json.encode(one) for one in lock.resources)
    return head[:-1] + b',"resources":[\n' + lines + b"\n]}\n"


def read_lock(path: Path) -> Lock:
    """The lock in an output folder; an empty one where there is none."""
    return msgspec.json.decode(path.read_bytes(), type=Lock) if path.is_file() else Lock()


def under(folder: str, files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """The same files one folder down."""
    for file in files:
        yield OutputFile(f"{folder}/{file.path}", file.content)
