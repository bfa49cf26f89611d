"""Files and folders to one inventory: what a run begins with."""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from planner.catalogue.kinds import source_types
from planner.errors import InputError
from planner.inventory.bills.charged import charge
from planner.inventory.checks import cross_check
from planner.inventory.disk import is_inventory, read_inventory
from planner.inventory.export import read_export
from planner.inventory.files import InputFile, below, labels, open_files
from planner.inventory.fold import fold
from planner.inventory.formats import begins_as_terraform, contents
from planner.inventory.interpret import Interpreter
from planner.inventory.machines.register import Registered, register
from planner.inventory.merge import merge
from planner.inventory.part import Part
from planner.inventory.problems import unread
from planner.inventory.terraform import Rejected
from planner.model.protocols import Source
from planner.model.resource import Inventory, LedgerRow, Resource, ResourceId
from planner.model.text import Text


def read(paths: Iterable[Path], sources: Mapping[str, Source]) -> Inventory:
    """The inventory of all files: states, plans, exports of every known format, inventory folders.

    A folder is an inventory that was written before, or every file in it. The order of `paths` does
    not matter. A file that cannot be read is a diagnostic and a row of the ledger, and the run
    goes on.

    Raises:
        InputError: where no file could be read.
    """
    with _without_collector():
        parts = list(_parts(paths, Interpreter(sources)))
        failures = [part.failure for part in parts if part.failure is not None]
        if len(failures) == len(parts):
            raise _nothing_read(failures)
        return join(parts, sources)


def _parts(paths: Iterable[Path], interpreter: Interpreter) -> Iterator[Part]:
    files: list[Path] = []
    for path in sorted(dict.fromkeys(paths)):
        if not path.is_dir():
            files.append(path)
        elif is_inventory(path):
            yield _tried(partial(_of_inventory, path), path.name)
        else:
            files += below(path)
    for path, name in labels(files).items():
        try:
            for file in open_files(path, name):
                yield _tried(partial(_of_file, file, interpreter), file.name)
        except InputError as failure:
            yield _refused(failure, name)


def _tried(job: Callable[[], Part], name: str) -> Part:
    try:
        return job()
    except InputError as failure:
        return _refused(failure, name)


def _of_file(file: InputFile, interpreter: Interpreter) -> Part:
    if not begins_as_terraform(file):
        part = read_export(file, interpreter)
        if part is not None:
            return part
    found = contents(file)
    name = file.name
    part = Part(name=name, inputs=((name, file.sha256),), as_of=found.as_of)
    if found.data:
        part.detail = f"{found.data} data sources, not managed here"
    part.context += interpreter.context(found, name)
    for one in interpreter.read(found, name, file.content):
        if isinstance(one, Rejected):
            part.reject(one, interpreter.cloud(one.type) if one.type else "")
        else:
            part.add(one)
    return part


def _of_inventory(directory: Path) -> Part:
    inventory = read_inventory(directory)
    return Part(
        name=directory.name,
        resources=list(inventory.resources),
        diagnostics=list(inventory.diagnostics),
        rows=inventory.ledger,
        inputs=inventory.inputs,
        as_of=inventory.as_of,
        spend=list(inventory.spend),
        flows=list(inventory.flows),
    )


def _refused(failure: InputError, name: str) -> Part:
    row = LedgerRow(
        cloud="",
        account="",
        region="",
        service="terraform",
        operation=name,
        status="error",
        detail=failure.summary.en,
    )
    return Part(name=failure.source, failure=failure, diagnostics=[unread(failure)], rows=(row,))


def join(parts: Sequence[Part], sources: Mapping[str, Source]) -> Inventory:
    """What several inputs gave, as one inventory: merged, put together, folded, counted."""
    merged = merge((one for part in parts for one in part.resources), _dates(parts))
    charged = charge(parts, merged.resources, sources)
    context = merge(one for part in parts for one in part.context).resources
    folded = fold(_assembled(charged.resources, context, sources), source_types().settings)
    by_id = {one.id: one for one in charged.resources}
    gone = [*merged.twice, *(by_id[part] for part in folded.into)]
    diagnostics = [*merged.diagnostics, *folded.diagnostics]
    diagnostics += [one for part in parts for one in part.diagnostics]
    diagnostics += charged.diagnostics(folded.resources)
    registered = _registered(parts, folded.resources)
    diagnostics += registered.diagnostics
    counted = _Counted(folded.resources, gone)
    ledger = [row for part in parts for row in _rows(part, counted)]
    diagnostics += cross_check(folded.resources, ledger, sources)
    return Inventory(
        resources=tuple(sorted(registered.resources, key=_id)),
        ledger=tuple(sorted(ledger)),
        diagnostics=tuple(sorted(set(diagnostics))),
        as_of=max((part.as_of for part in parts), default=""),
        inputs=tuple(sorted({one for part in parts for one in part.inputs})),
        spend=charged.spend,
        flows=tuple(sorted(one for part in parts for one in part.flows)),
    )


def _registered(parts: Sequence[Part], resources: Sequence[Resource]) -> Registered:
    """The resources with what registers say of them; rows counted as those of other tables are."""
    registers = [one for part in parts for one in part.registers]
    found = register(registers, resources)
    for part in parts:
        rows = sum(len(one.entries) for one in part.registers)
        if rows:
            part.folded[""] += found.found.get(part.name, 0)
            part.rejected[""] += rows - found.found.get(part.name, 0)
    return found


def _dates(parts: Iterable[Part]) -> dict[str, str]:
    """The day of each input, by the name that origins have for it."""
    found: dict[str, str] = {}
    for part in parts:
        if part.as_of:
            for source in {one.origin.source for one in part.resources}:
                found[source] = max(part.as_of, found.get(source, ""))
    return found


def _assembled(
    resources: Sequence[Resource], context: Iterable[Resource], sources: Mapping[str, Source]
) -> Iterator[Resource]:
    """The resources, with what only the whole estate of their cloud and its context tell."""
    managed = {one.id for one in resources}
    clouds: dict[str, list[Resource]] = {}
    for one in (*resources, *(one for one in context if one.id not in managed)):
        clouds.setdefault(one.cloud, []).append(one)
    assemblers = {source.name: source.assemble for source in sources.values()}
    for cloud, found in clouds.items():
        assemble = assemblers.get(cloud)
        assembled = assemble(tuple(found)) if assemble is not None else found
        yield from (one for one in assembled if one.id in managed)


class _Counted:
    """Resources and folded records by (file, cloud), with the accounts and regions seen there."""

    def __init__(self, resources: Iterable[Resource], gone: Iterable[Resource]) -> None:
        self.resources: Counter[tuple[str, str]] = Counter()
        self.folded: Counter[tuple[str, str]] = Counter()
        self.places: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for one in resources:
            key = (one.origin.source, one.cloud)
            self.resources[key] += 1
            self.places.setdefault(key, set()).add((one.account, one.region))
        for one in gone:
            self.folded[one.origin.source, one.cloud] += 1


def _rows(part: Part, counted: _Counted) -> tuple[LedgerRow, ...]:
    if part.rows:
        return part.rows
    clouds = {one.cloud for one in part.resources} | {*part.rejected, *part.folded}
    return tuple(_row(part, cloud, counted) for cloud in sorted(clouds or {part.cloud}))


def _row(part: Part, cloud: str, counted: _Counted) -> LedgerRow:
    key = (part.name, cloud)
    places = counted.places.get(key, set())
    accounts = {account for account, _ in places}
    regions = {region for _, region in places} - {"global"}
    resources = counted.resources[key]
    folded = counted.folded[key] + part.folded[cloud]
    rejected = part.rejected[cloud]
    return LedgerRow(
        cloud=cloud,
        account=_only(accounts),
        region=_only(regions),
        service=part.service,
        operation=part.name,
        status=part.status,
        read=resources + folded + rejected,
        resources=resources,
        folded=folded,
        rejected=rejected,
        detail=part.detail,
    )


def _only(words: set[str]) -> str:
    """The word where there is one, `*` for several."""
    return "*" if len(words) > 1 else next(iter(words), "")


def _id(resource: Resource) -> ResourceId:
    return resource.id


def _nothing_read(failures: Sequence[InputError]) -> InputError:
    if len(failures) == 1:
        return failures[0]
    if not failures:
        return InputError(
            Text(en="Nothing to read", fr="Rien à lire"),
            Text(en="No file was given.", fr="Aucun fichier n'a été donné."),
            Text(
                en="Name a Terraform state, a folder of them, or an inventory folder.",
                fr="Nommez un état Terraform, un dossier d'états ou un dossier d'inventaire.",
            ),
        )
    first = failures[0]
    return InputError(
        Text(en="No file could be read", fr="Aucun fichier n'a pu être lu"),
        Text(
            en=" ".join(one.detail.en for one in failures),
            fr=" ".join(one.detail.fr for one in failures),
        ),
        first.remedy,
        source=first.source,
        place=first.place,
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for cyclic garbage while millions of objects are made that all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was:
            gc.enable()
