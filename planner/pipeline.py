"""The recipe: every stage in order, one line each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from planner import __version__
from planner.catalogue.kinds import kinds
from planner.catalogue.mappings import TargetCatalogue, load_target, target_names
from planner.catalogue.prices import PriceBook
from planner.errors import InputError
from planner.graph import Graph, connect, find_applications
from planner.mapping.choose import Ways, choose, refused
from planner.mapping.decisions import Decisions
from planner.mapping.surroundings import Assuming, Neighbourhood
from planner.model.choice import Choice, Unmapped
from planner.model.plan import Application, Header, MigrationPlan, OutputFile
from planner.model.policy import Lock, Overrides, Policy
from planner.model.protocols import Source, Target
from planner.model.resource import Diagnostic, Inventory, ResourceId
from planner.model.sovereignty import Assessments, LandingOption
from planner.model.text import Language, Text
from planner.outputs import formats
from planner.outputs.document import document, written
from planner.outputs.terraform import write_terraform
from planner.plan.build import Parts, build
from planner.plan.lock import pin
from planner.plan.regions import Landing, land
from planner.pricing import Tariff, Today, against_list, bill_today, estimate
from planner.sovereignty.assess import Scene, assess
from planner.sovereignty.bar import Bar
from planner.sovereignty.bound import bound
from planner.sovereignty.classes import Classified, classify
from planner.sovereignty.duties import duty_book
from planner.sovereignty.options import groups, moves, options
from planner.sovereignty.ruler import Ruler, check_schemes
from planner.sovereignty.staying import unmet_where_they_stay
from planner.sovereignty.store import Store, load_store

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""


class Request(Struct, frozen=True, kw_only=True):
    """What a run was asked for."""

    policy: Policy = Policy()
    overrides: Overrides = Overrides()
    lock: Lock = Lock()
    as_of: str = ""
    language: Language = "en"
    store: Store | None = None
    """Evidence; None: what ships with the tool."""


class Connected(Struct, frozen=True):
    """An inventory with its edges, costs of today and evidence: the same for every target."""

    inventory: Inventory
    graph: Graph
    book: PriceBook
    tariff: Tariff
    today: Today
    ruler: Ruler
    as_of: str


class Landed(Struct, frozen=True):
    """What binds before anything is chosen: applications, the classes of their data, the region."""

    applications: tuple[Application, ...]
    classified: Classified
    landing: Landing
    options: tuple[LandingOption, ...]


def join(
    inventory: Inventory,
    sources: Mapping[str, Source],
    targets: Iterable[str],
    request: Request,
    progress: Progress,
) -> Connected:
    """The stages that no target changes."""
    progress("connect")
    graph = connect(inventory, request.policy, request.overrides)
    progress("estimate")
    book = PriceBook.load([*targets, *sources])
    as_of = request.as_of or inventory.as_of or book.newest
    tariff = Tariff(book, as_of, request.policy.stale_price_days)
    estate = Assuming(graph, request.policy)
    today = bill_today(inventory.resources, estate, sources, tariff)
    store = request.store or load_store()
    # An old export is moved tomorrow: what ended since does not hold, what was granted since does.
    store = store.at(max(as_of, store.as_of))
    book_of_duties = duty_book(request.policy)
    check_schemes(book_of_duties, store)
    ruler = Ruler(book_of_duties, store)
    return Connected(inventory, graph, book, tariff, today, ruler, as_of)


def bind(
    connected: Connected, catalogue: TargetCatalogue, request: Request, decisions: Decisions
) -> Landed:
    """The classes of data, and the region that their duties leave."""
    graph, policy, ruler = connected.graph, request.policy, connected.ruler
    found = find_applications(graph, policy, request.overrides, request.lock)
    classified = classify(graph, found, policy, request.overrides, ruler.book)
    applications = tuple(
        replace(one, data_classes=classified.applications[one.name]) for one in found
    )
    resources = {one.id: one for one in connected.inventory.resources}
    grouped = groups(applications, resources, classified, partial(moves, policy, decisions))
    every = [group for one in grouped.values() for group in one]
    landing = land(connected.inventory, catalogue, policy, every, ruler)
    chosen = {**policy.regions, catalogue.settings.name: landing.region}
    everywhere = [load_target(name) for name in target_names()]
    return Landed(
        applications, classified, landing,
        tuple(options(grouped, everywhere, chosen, policy, ruler)),
    )  # fmt: skip


def plan_for(
    target: Target, connected: Connected, request: Request, progress: Progress
) -> MigrationPlan:
    """The stages that choose, price and order for one target."""
    inventory, graph = connected.inventory, connected.graph
    catalogue = load_target(target.name)
    decisions = Decisions(request.overrides, request.lock)
    progress("classify")
    bound_by = bind(connected, catalogue, request, decisions)
    region, applications = bound_by.landing.region, bound_by.applications
    bar = Bar(bound_by.classified, connected.ruler, catalogue)
    ways = Ways(
        target=target, catalogue=catalogue, kinds=kinds(), policy=request.policy,
        override_of=decisions.override_of, duties=bar,
    )  # fmt: skip
    progress("choose")
    surroundings = Neighbourhood(
        graph=graph, policy=request.policy, catalogue=catalogue, region=region,
        book=connected.book, as_of=connected.as_of, forced=decisions.size_of,
        absent=refused(inventory, region, ways),
    )  # fmt: skip
    choices = choose(inventory, surroundings, ways)
    progress("estimate")
    costs = estimate(connected.today, choices, applications, connected.tariff)
    progress("assess")
    decided = bound(bar, inventory.resources, choices, bound_by.options, bound_by.landing.because)
    scene = Scene(
        bar=bar, graph=graph, applications=applications, choices=choices, policy=request.policy,
        region=region,
    )  # fmt: skip
    assessments = assess(decided, scene)
    progress("order")
    header = Header(
        tool_version=__version__, as_of=connected.as_of, target=target.name, region=region,
        language=request.language, inputs=_inputs(inventory, request),
        price_book_date=connected.book.newest,
    )  # fmt: skip
    parts = Parts(
        header=header, inventory=inventory, dependencies=graph.dependencies,
        applications=applications, choices=choices, costs=costs, assessments=assessments,
        diagnostics=(
            *graph.diagnostics, *bound_by.classified.diagnostics,
            *decisions.without_effect(choices), *_staying(choices, assessments, connected.ruler),
            *against_list(connected.today),
        ),
    )  # fmt: skip
    return build(parts, catalogue, request.policy, request.lock)


def _staying(
    choices: Mapping[ResourceId, Choice | Unmapped], assessments: Assessments, ruler: Ruler
) -> Iterator[Diagnostic]:
    """The duties that what stays does not meet where it is."""
    staying = {
        id_: found
        for id_, found in assessments.findings.items()
        if isinstance(choices[id_], Unmapped)
    }
    return unmet_where_they_stay(staying, ruler.book)


def _inputs(inventory: Inventory, request: Request) -> tuple[tuple[str, str], ...]:
    """What the plan was made from: exports, and evidence of the user's own."""
    given = request.store.inputs if request.store else ()
    return tuple(sorted((*inventory.inputs, *given)))


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
    head = msgspec.json.encode(
        {"version": lock.version, "target": lock.target, "region": lock.region}
    )
    applications, resources = (
        b",\n".join(b"  " + msgspec.json.encode(one) for one in many)
        for many in (lock.applications, lock.resources)
    )
    return b'%s,"applications":[\n%s\n],"resources":[\n%s\n]}\n' % (
        head[:-1], applications, resources,
    )  # fmt: skip


def read_lock(path: Path) -> Lock:
    """The lock in an output folder; an empty one where there is none.

    Raises:
        InputError: it is damaged, or of a version that is not read.
    """
    if not path.is_file():
        return Lock()
    try:
        lock = msgspec.json.decode(path.read_bytes(), type=Lock)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(path, str(error)) from error
    if lock.version != Lock().version:
        raise _damaged(path, f"version {lock.version} != {Lock().version}")
    return lock


def _damaged(path: Path, why: str) -> InputError:
    return InputError(
        Text(en="The lock cannot be read", fr="Le verrou est illisible"),
        Text(
            en=f"{path.name} says what earlier runs pinned, and cannot be read: {why}.",
            fr=f"{path.name} dit ce que les exécutions précédentes ont figé, et est illisible : {why}.",
        ),
        Text(
            en="Restore it from version control; or delete it, and names and sizes are chosen anew.",
            fr="Restaurez-le depuis la gestion de versions ; ou supprimez-le, et noms et tailles "
            "seront choisis de nouveau.",
        ),
        source=path.name,
    )
