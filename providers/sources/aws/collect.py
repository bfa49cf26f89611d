"""Live accounts, read with boto3: every unit of work with its outcome.

    for unit in collect(Request(regions=("eu-west-3",)), default_session("audit")):
        unit.row        # LedgerRow: what was asked where, and what came of it
        unit.records    # Records with Terraform types, for the rules that read states

A list that could not be read is never an empty one. Units come as they are read; what they hold is
the same however the threads run. Only reading calls are made; `live.yaml` lists them with the
permission that each needs. One layer repeats failed calls: botocore's.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Any

import msgspec
from msgspec import Struct

from planner.errors import InputError
from planner.model.resource import LedgerRow, Resource
from planner.model.text import Text
from providers.live import Done, Unit, nothing_done
from providers.sources.aws import arn
from providers.sources.aws.clients import Clients, Manner
from providers.sources.aws.measures import Subject, measures
from providers.sources.aws.measuring import Window, measure, places
from providers.sources.aws.operation import Operation
from providers.sources.aws.operations import each, operations
from providers.sources.aws.order import Job, ordered
from providers.sources.aws.reading import Read, Reader
from providers.sources.aws.regions import HOME, enabled
from providers.sources.aws.row import GLOBAL

AGAIN = frozenset({"throttled", "truncated", "unreachable"})
"""What may be read when it is asked once more, at the end."""


class Request(Struct, frozen=True, kw_only=True):
    """What is to be read."""

    regions: tuple[str, ...] = ()
    """Empty: all that an account has switched on."""
    endpoint_url: str = ""
    operations: tuple[Operation, ...] = ()
    """Empty: all."""
    manner: Manner = Manner()
    window: Window | None = None
    """The days whose use is asked for; None asks for none."""
    kept: Callable[[str], Iterable[Resource]] = lambda _account: ()
    """What an earlier run has read of an account, whose use is measured as well."""
    done: Done = nothing_done


def collect(request: Request, session: Callable[[], Any]) -> Iterator[Unit]:
    """Everything that the operations tell of one account, unit by unit, as it is read.

    A unit that fails is a row with its status, and the others go on.

    Raises:
        InputError: where the credentials do not work at all, or end on the way.
    """
    clients = Clients(session, request.endpoint_url, request.manner)
    account = identity(clients, request.regions[0] if request.regions else HOME)
    yield Unit(row_of(account, GLOBAL, "sts", "get_caller_identity"))
    chosen = tuple(sorted(set(request.regions)))
    if not chosen:
        chosen, rows = enabled(clients, account)
        yield from (Unit(row) for row in rows)
    try:
        yield from Account(request, clients, account, chosen).units()
    finally:
        clients.forget()


class Account:
    """One account, whose identity is known."""

    def __init__(
        self, request: Request, clients: Clients, account: str, regions: tuple[str, ...]
    ) -> None:
        self._request = request
        self._clients = clients
        self._account = account
        self._regions = regions
        self._home = regions[0] if regions else HOME
        self._subjects: dict[tuple[str, str], Subject] = {}

    def units(self) -> Iterator[Unit]:
        """Every unit, in the order in which they are read; some of them a second time at the end."""
        workers = self._request.manner.in_flight
        with ThreadPoolExecutor(workers) as pool, ThreadPoolExecutor(workers) as inner:
            reader = Reader(self._clients, self._account, self._home, inner)
            late: list[Job] = []
            for regions, jobs in ordered(self._request.operations or operations(), self._regions):
                for job, found in _read(pool, reader, [job for job in jobs if self._is_due(job)]):
                    if any(row.status in AGAIN for row, _ in found):
                        late.append(job)
                    yield from self._units(found)
                self._clients.forget(regions - {self._home})
            for _, found in _read(pool, reader, late):
                yield from self._units(found)
            if self._request.window is not None:
                yield from self._measured(self._request.window, inner)

    def _units(self, found: list[Read]) -> Iterator[Unit]:
        for row, records in found:
            for one in records if self._request.window is not None else ():
                if one.type in measures():
                    region = str(one.attributes.get("region") or one.region)
                    name = str(one.attributes.get("arn") or one.address)
                    subject = Subject(name, one.type, self._account, region, one.attributes)
                    self._subjects[one.type, one.address] = subject
            yield Unit(row, records)

    def _measured(self, window: Window, pool: ThreadPoolExecutor) -> Iterator[Unit]:
        """The use of what was read, now and before, region by region."""
        for one in self._request.kept(self._account):
            if one.native_type in measures():
                attributes = msgspec.json.decode(one.native)
                subject = Subject(one.id, one.native_type, self._account, one.region, attributes)
                self._subjects.setdefault((one.native_type, one.origin.place), subject)
        for region, subjects in sorted(places(self._subjects.values()).items()):
            row = row_of(self._account, region, "cloudwatch", "get_metric_data")
            if not self._request.done(row):
                yield from measure(self._clients, region, subjects, window, pool)
                self._clients.forget(frozenset({region}))

    def _is_due(self, job: Job) -> bool:
        """Whether it is to be asked: not if an earlier run has read it and all of its details."""
        root = job.operation
        names = [(root.service, root.name)]
        names += [(one.service, f"{root.name}/{one.call}") for one in each(root.details)]
        rows = (row_of(self._account, job.region, *name) for name in names)
        return self._answers(root) and not all(self._request.done(row) for row in rows)

    def _answers(self, operation: Operation) -> bool:
        """Whether the part of AWS that the account is of has the region that answers for all."""
        only = operation.scope not in ("regional", GLOBAL)
        return not only or arn.partition(self._home) == arn.partition(operation.scope)


def _read(
    pool: ThreadPoolExecutor, reader: Reader, jobs: list[Job]
) -> Iterator[tuple[Job, list[Read]]]:
    futures = {pool.submit(reader.read, job.operation, job.region): job for job in jobs}
    try:
        for future in as_completed(futures):
            yield futures.pop(future), future.result()
    finally:
        for future in futures:
            future.cancel()


def row_of(
    account: str,
    region: str,
    service: str,
    operation: str,
    **more: Any,  # noqa: ANN401
) -> LedgerRow:
    """A row of this cloud's ledger; `ok` where nothing else is said."""
    more.setdefault("status", "ok")
    return LedgerRow(
        cloud="aws", account=account, region=region, service=service, operation=operation, **more
    )


def identity(clients: Clients, region: str) -> str:
    """The account that the credentials are of.

    Raises:
        InputError: where AWS does not know them.
    """
    outcome = clients.ask("sts", "get_caller_identity", region, {})
    account = outcome.answer.get("Account")
    if isinstance(account, str) and account:
        return account
    why = outcome.detail or "no account in the answer"
    raise InputError(
        summary=Text(en="AWS does not know these credentials", fr="AWS refuse ces identifiants"),
        detail=Text(
            en=f"Asking who they belong to failed: {why}.",
            fr=f"La demande d'identité a échoué : {why}.",
        ),
        remedy=Text(
            en="Log in again, or name a profile of ~/.aws/config with --profile.",
            fr="Reconnectez-vous, ou indiquez un profil de ~/.aws/config avec --profile.",
        ),
        source="aws",
        place="sts:GetCallerIdentity",
    )
