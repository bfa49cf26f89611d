"""One account, or every account of an organisation, each with a role of its own."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from planner.errors import InputError, UsageError
from planner.model.protocols import Record
from planner.model.resource import Resource
from planner.model.text import Text
from providers.live import Done, Unit, nothing_done
from providers.sources.aws import arn
from providers.sources.aws.api import Place
from providers.sources.aws.clients import Clients, Manner
from providers.sources.aws.collect import Request, collect, identity, row_of
from providers.sources.aws.failures import code_of, hint_of, status_of, stops
from providers.sources.aws.measuring import Window
from providers.sources.aws.regions import HOME
from providers.sources.aws.row import GLOBAL
from providers.sources.aws.sessions import Role, assumed_session, default_session
from providers.sources.aws.shapes import shaped

_ACCOUNT = re.compile(r"\d{12}")


class Accounts(Struct, frozen=True, kw_only=True):
    """Whose accounts are read, and as whom."""

    request: Request = Request()
    session: Callable[[], Any] | None = None
    """What makes the caller's session; None takes the profile's."""
    profile: str = ""
    role_arn: str = ""
    org: bool = False
    accounts: tuple[str, ...] = ()
    """Accounts to read; with `org` instead of the organisation's own list."""
    role: Role = Role()


def asked(now: datetime, **given: Any) -> Accounts:  # noqa: ANN401 - options of the command line
    """The options of `plan discover aws`.

    Raises:
        UsageError: where the file of accounts cannot be read or holds none.
    """
    days = given["utilisation_days"]
    regions = tuple(word for one in given["regions"] for word in one.split(",") if word)
    request = Request(
        regions=tuple(sorted(set(regions))),
        endpoint_url=given["endpoint_url"],
        window=Window(now, days) if days else None,
        manner=_manner(),
    )
    return Accounts(
        request=request,
        profile=given["profile"],
        role_arn=given["role_arn"],
        org=given["org"],
        accounts=_listed(given["accounts"]) if given["accounts"] else (),
        role=Role(name=given["role_name"], external_id=given["external_id"]),
    )


def _manner() -> Manner:
    """As measured best, with as many attempts as the SDK's own variable says."""
    told = os.environ.get("AWS_MAX_ATTEMPTS", "")
    return Manner(attempts=int(told)) if told.isdecimal() and int(told) else Manner()


def collect_all(
    accounts: Accounts,
    done: Done = nothing_done,
    kept: Callable[[str], Iterable[Resource]] = lambda _account: (),
) -> Iterator[Unit]:
    """Every unit of every account, one account after another.

    An account that cannot be assumed is a unit that was denied.

    Raises:
        InputError: where the caller's own credentials do not work, or end on the way.
    """
    request = msgspec.structs.replace(accounts.request, done=done, kept=kept)
    session = accounts.session or default_session(accounts.profile)
    if accounts.role_arn:
        session = _first(accounts, session)
    if not accounts.org and not accounts.accounts:
        yield from collect(request, session)
        return
    clients = Clients(session, request.endpoint_url, request.manner)
    home = request.regions[0] if request.regions else HOME
    own = identity(clients, home)
    found, units = _accounts(accounts, clients, own, home)
    yield from units
    for account in sorted(found):
        if account == own:
            yield from collect(request, session)
        else:
            yield from _assumed(account, accounts, request, session)


def _assumed(
    account: str, accounts: Accounts, request: Request, session: Callable[[], Any]
) -> Iterator[Unit]:
    from botocore.exceptions import (  # type: ignore[import-untyped] # noqa: PLC0415
        BotoCoreError,
        ClientError,
    )

    home = request.regions[0] if request.regions else HOME
    role = accounts.role.arn(account, arn.partition(home))
    try:
        made = assumed_session(session(), role, accounts.role, request.endpoint_url, home)()
    except (BotoCoreError, ClientError) as failure:
        code, hint = code_of(failure), hint_of(failure)
        if stops(code):
            raise
        detail = f"{code}: {hint}" if hint else code
        status = status_of(code, hint)
        yield Unit(
            row_of(account, GLOBAL, "sts", "assume_role", status=status, detail=f"{detail}, {role}")
        )
        return
    yield Unit(row_of(account, GLOBAL, "sts", "assume_role"))
    yield from collect(request, lambda: made)


def _first(accounts: Accounts, session: Callable[[], Any]) -> Callable[[], Any]:
    """The session of the role that is assumed before all else.

    Raises:
        InputError: where it cannot be.
    """
    from botocore.exceptions import (  # noqa: PLC0415
        BotoCoreError,
        ClientError,
    )

    role = Role(name=accounts.role_arn, external_id=accounts.role.external_id)
    try:
        made = assumed_session(session(), accounts.role_arn, role, accounts.request.endpoint_url)()
    except (BotoCoreError, ClientError) as failure:
        why = code_of(failure)
        raise InputError(
            Text(en="A role cannot be assumed", fr="Un rôle ne peut pas être endossé"),
            Text(
                en=f"{accounts.role_arn}: AWS answered {why}.",
                fr=f"{accounts.role_arn} : AWS a répondu {why}.",
            ),
            Text(
                en="Let its trust policy name the caller, with the external id where it asks for one.",
                fr="Faites nommer l'appelant dans sa politique de confiance, avec l'identifiant "
                "externe si elle en demande un.",
            ),
            source="aws",
            place="sts:AssumeRole",
        ) from failure
    return lambda: made


def _accounts(
    accounts: Accounts, clients: Clients, own: str, home: str
) -> tuple[tuple[str, ...], list[Unit]]:
    """The accounts to read, with the unit that lists them."""
    if accounts.accounts:
        return accounts.accounts, []
    outcome = clients.ask("organizations", "list_accounts", home, {})
    listed = [one for one in outcome.answer.get("Accounts") or () if one.get("Id")]
    records = tuple(_record(one, own) for one in listed)
    row = row_of(
        own, GLOBAL, "organizations", "list_accounts",
        status=outcome.status, detail=outcome.detail, read=len(records), resources=len(records),
    )  # fmt: skip
    open_ones = [one["Id"] for one in listed if one.get("Status", "ACTIVE") == "ACTIVE"]
    return tuple(open_ones) or (own,), [Unit(row, records)]


def _record(answer: dict[str, Any], own: str) -> Record:
    native = shaped("aws_organizations_account", answer, Place(own, ""))
    attributes = {key: value for key, value in native.attributes.items() if value is not None}
    return Record(
        type=native.type,
        address=f"{native.type}.{native.id}",
        attributes=attributes,
        file=f"aws:{own}",
        account=own,
        cloud="aws",
    )


def _listed(path: Path) -> tuple[str, ...]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as failure:
        raise _no_accounts(path, type(failure).__name__) from failure
    found = tuple(sorted(set(_told(text))))
    if not found:
        raise _no_accounts(path, "no number of twelve digits")
    return found


def _told(text: str) -> Iterable[str]:
    for line in text.splitlines():
        match = _ACCOUNT.search(line.partition("#")[0])
        if match:
            yield match.group()


def _no_accounts(path: Path, why: str) -> UsageError:
    return UsageError(
        Text(en="A file names no accounts", fr="Un fichier ne nomme aucun compte"),
        Text(en=f"{path.name}: {why}.", fr=f"{path.name} : {why}."),
        Text(
            en="Write one account number of twelve digits on each line.",
            fr="Écrivez un numéro de compte de douze chiffres par ligne.",
        ),
    )
