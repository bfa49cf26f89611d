"""A live account, read with boto3: every unit of work with its outcome.

    for unit in collect(regions=("eu-west-3",), profile="audit"):
        unit.row        # LedgerRow: what was asked where, and what came of it
        unit.records    # Records with Terraform types, for the same rules that read states

A list that could not be read is never an empty one. The order of units is the same however the
threads run. Only reading calls are made; `operations` lists them with the permission each needs.
One layer repeats failed calls: botocore's.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from msgspec import Struct

from planner.errors import InputError
from planner.model.protocols import Record
from planner.model.resource import LedgerRow
from planner.model.text import Text
from providers.sources.aws.clients import Clients, Outcome, default_session
from providers.sources.aws.operation import Operation
from providers.sources.aws.operations import OPERATIONS
from providers.sources.aws.reading import Reader
from providers.sources.aws.row import GLOBAL

_WORKERS = 16
_HOME = "us-east-1"
"""Where services without region are asked; an endpoint of one's own takes any."""


class Unit(Struct, frozen=True):
    """One operation in one region of one account."""

    row: LedgerRow
    records: tuple[Record, ...] = ()


def collect(
    *,
    regions: tuple[str, ...] = (),
    profile: str = "",
    endpoint_url: str = "",
    session: Callable[[], Any] | None = None,
    operations: tuple[Operation, ...] = OPERATIONS,
) -> Iterator[Unit]:
    """Everything that the operations tell of one account, unit by unit.

    `regions` empty means all that the account has switched on. `session` makes the boto3 session
    where the caller has one of its own; else `profile` (or the environment) does. A unit that fails
    is a row with its status, and the others go on.

    Raises:
        InputError: where boto3 is not installed, or the credentials do not work at all.
    """
    clients = Clients(session or default_session(profile), endpoint_url)
    account = _account(clients, regions[0] if regions else _HOME)
    yield Unit(_row(account, GLOBAL, "sts", "get_caller_identity"))
    chosen = tuple(sorted(set(regions)))
    if not chosen:
        found, rows = _regions(clients, account)
        yield from (Unit(row) for row in rows)
        chosen = found
    jobs = sorted(
        ((region, one) for one in operations for region in _where(one, chosen)),
        key=lambda job: (job[0], job[1].service, job[1].name),
    )
    with ThreadPoolExecutor(_WORKERS) as pool, ThreadPoolExecutor(_WORKERS) as inner:
        reader = Reader(clients, account, chosen[0] if chosen else _HOME, inner)
        futures = [pool.submit(reader.read, one, region) for region, one in jobs]
        try:
            for future in futures:
                for row, records in future.result():
                    yield Unit(row, records)
        finally:
            for future in futures:
                future.cancel()


def _where(operation: Operation, regions: tuple[str, ...]) -> tuple[str, ...]:
    return (GLOBAL,) if operation.scope == "global" else regions


def _row(account: str, region: str, service: str, operation: str, **more: Any) -> LedgerRow:  # noqa: ANN401
    more.setdefault("status", "ok")
    return LedgerRow(
        cloud="aws", account=account, region=region, service=service, operation=operation, **more
    )


def _account(clients: Clients, region: str) -> str:
    outcome = clients.ask("sts", "get_caller_identity", region, {})
    account = outcome.answer.get("Account")
    if isinstance(account, str) and account:
        return account
    raise InputError(
        summary=Text(en="AWS does not know these credentials", fr="AWS refuse ces identifiants"),
        detail=Text(
            en=f"Asking who they belong to failed: {outcome.detail or 'no account in the answer'}.",
            fr="La demande d'identité a échoué : "
            f"{outcome.detail or 'aucun compte dans la réponse'}.",
        ),
        remedy=Text(
            en="Log in again, or name a profile of ~/.aws/config with --profile.",
            fr="Reconnectez-vous, ou indiquez un profil de ~/.aws/config avec --profile.",
        ),
        source="aws",
        place="sts:GetCallerIdentity",
    )


def _regions(clients: Clients, account: str) -> tuple[tuple[str, ...], list[LedgerRow]]:
    """The regions to read, and a row for each that is off; botocore's list where AWS tells none."""
    asked = clients.ask("ec2", "describe_regions", _HOME, {"AllRegions": True})
    listed = asked.answer.get("Regions") or []
    if not listed:
        known = clients.known_regions("ec2")
        return known, [_regions_row(account, asked, len(known))]
    states = {one["RegionName"]: one.get("OptInStatus") for one in listed if "RegionName" in one}
    on = tuple(sorted(name for name, state in states.items() if state != "not-opted-in"))
    rows = [_regions_row(account, asked, len(on))]
    rows += [
        _row(account, name, "*", "*", status="region-off", detail="not opted in")
        for name in sorted(states)
        if name not in on
    ]
    return on, rows


def _regions_row(account: str, asked: Outcome, count: int) -> LedgerRow:
    detail = f"{count} regions"
    if asked.status != "ok":
        detail = f"{asked.detail}; {count} regions from the SDK's own list are tried"
    return _row(account, GLOBAL, "ec2", "describe_regions", status=asked.status, detail=detail)
