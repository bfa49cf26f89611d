"""A live Azure, read with its own SDK: every unit of work with its outcome.

    for unit in collect(now=datetime.now(UTC)):
        unit.row        # LedgerRow: what was asked where, and what came of it
        unit.records    # Records with Terraform types, for the same rules that read states

Resource Graph tells of every resource of up to 1,000 subscriptions at once; what it does not hold is
asked for each resource. A subscription that may not be read is a row that says so, and the others
go on. A list that could not be read is never an empty one. Only reading calls are made; `calls.yaml`
lists them with the permission that each needs.
"""

import time
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from planner.errors import InputError
from planner.model.text import Text
from providers.live import Done, Unit, nothing_done, side_by_side, texts_of
from providers.sources.azure.live.calls import calls
from providers.sources.azure.live.client import Clients, Outcome
from providers.sources.azure.live.credentials import credentials
from providers.sources.azure.live.estate import Estate
from providers.sources.azure.live.graph import Sleep
from providers.sources.azure.live.measures import Window
from providers.sources.azure.live.parents import TENANT, by_subscription
from providers.sources.azure.live.tables import SUBSCRIPTIONS_A_QUERY, Tables, row

_VERSION = "2022-12-01"
_SUBSCRIPTIONS = 4
"""Subscriptions of which details are asked at a time; each has a quota of its own."""


def collect(  # noqa: PLR0913 - what a run may be told, each by its name
    *,
    now: datetime,
    tenant: str = "",
    subscriptions: tuple[str, ...] = (),
    endpoint_url: str = "",
    days: int = 14,
    done: Done = nothing_done,
    credential: Any = None,  # noqa: ANN401 - TokenCredential
    sleep: Sleep = time.sleep,
) -> Iterator[Unit]:
    """Everything that Azure tells of the subscriptions, unit by unit.

    Args:
        now: End of the days whose use is measured.
        tenant: Only its subscriptions; default: all that the credentials see.
        subscriptions: Ids; default: every one of the tenant.
        endpoint_url: Another endpoint, such as a test's.
        days: Days whose use is measured; 0 for none.
        done: Units of an earlier run that are not read again.
        credential: What signs the calls; default: what azure-identity finds.
        sleep: Waits for a number of seconds.

    Raises:
        InputError: where the SDK is missing, the credentials do not work, or nothing can be seen.
    """
    clients = Clients(credential or credentials(tenant, endpoint_url), endpoint_url)
    found, unit = _subscriptions(clients, tenant)
    yield unit
    chosen = tuple(sorted({one.lower() for one in subscriptions or found}))
    if not chosen:
        raise _nothing(unit)
    for start in range(0, len(chosen), SUBSCRIPTIONS_A_QUERY):
        batch = chosen[start : start + SUBSCRIPTIONS_A_QUERY]
        tables = Tables(clients, done, sleep)
        for name in calls().tables:
            yield from tables.read(name, batch)
        estate = Estate(clients, done, Window(now, days))
        parents = by_subscription([*tables.parents, *tables.parents_of(estate.missing(batch))])
        jobs = (partial(estate.read, one, parents.get(one, [])) for one in batch)
        yield from side_by_side(jobs, _SUBSCRIPTIONS)


def _subscriptions(clients: Clients, tenant: str) -> tuple[list[str], Unit]:
    """The subscriptions that the credentials see, and the unit that says so."""
    found: list[str] = []
    last = Outcome("ok")
    pages = 0
    for page in clients.pages("/subscriptions", _VERSION):
        last = page
        if page.status == "ok":
            pages += 1
            found += [
                texts_of(one, "subscriptionId")
                for one in page.body["value"]
                if not tenant or texts_of(one, "tenantId").lower() == tenant.lower()
            ]
    status = "truncated" if last.status != "ok" and pages else last.status
    detail = last.detail or f"{len(found)} subscriptions"
    line = row(tenant or TENANT, "microsoft.resources", "subscriptions.list")
    return [one for one in found if one], Unit(line(status, detail))


def _nothing(unit: Unit) -> InputError:
    why = unit.row.detail if unit.row.status != "ok" else "0 subscriptions"
    return InputError(
        summary=Text(en="No subscription can be seen", fr="Aucun abonnement n'est visible"),
        detail=Text(
            en=f"Asking Azure for the subscriptions of these credentials gave: {why}.",
            fr=f"La demande des abonnements de ces identifiants à Azure a donné : {why}.",
        ),
        remedy=Text(
            en="Grant the role Reader on a subscription or management group, or name the tenant "
            "with --tenant.",
            fr="Accordez le rôle Reader sur un abonnement ou un groupe d'administration, ou nommez "
            "le locataire avec --tenant.",
        ),
        source="azure",
        place="subscriptions.list",
    )
