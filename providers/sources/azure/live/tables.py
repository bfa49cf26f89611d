"""The tables of Resource Graph, subscription by subscription as their rows arrive."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from planner.model.protocols import Item
from planner.model.resource import LedgerRow, LedgerStatus
from providers.live import Done, Unit, read_unit, texts_of
from providers.sources.azure.adapters import adapt
from providers.sources.azure.live import graph
from providers.sources.azure.live.calls import calls
from providers.sources.azure.live.client import Clients
from providers.sources.azure.live.parents import TENANT, Parent, parent, subscription_of, wanted

SUBSCRIPTIONS_A_QUERY = 1000
GRAPH = "resourcegraph"
MAIN = "Resources"
"""The table that tells of most; where it cannot be read, Resource Manager's own list is."""

Line = Callable[[LedgerStatus, str], LedgerRow]


def row(account: str, service: str, operation: str) -> Line:
    """The row of a unit, once its status and detail are known."""

    def line(status: LedgerStatus, detail: str) -> LedgerRow:
        return LedgerRow(
            cloud="azure", account=account, region="global", service=service, operation=operation,
            status=status, detail=detail,
        )  # fmt: skip

    return line


def items(account: str, rows: Sequence[Any], form: str, kind: str = "") -> Iterator[Item]:
    """What was answered as items, for the adapters."""
    for number, one in enumerate(rows):
        yield Item(
            cloud="azure",
            form="graph" if form == "graph" else "api",
            type=kind or texts_of(one, "type").lower(),
            body=one,
            file=f"azure:{account}",
            place=texts_of(one, "id") or f"[{number}]",
            account=account,
        )


class Tables:
    """Reads tables for some subscriptions; remembers what else is to be asked of their rows."""

    def __init__(self, clients: Clients, done: Done, sleep: graph.Sleep) -> None:
        self._clients = clients
        self._done = done
        self._sleep = sleep
        self.parents: list[Parent] = []

    def read(self, table: str, subscriptions: tuple[str, ...]) -> Iterator[Unit]:
        """A unit for each subscription, those that an earlier run has read left out."""
        line = [row(one, GRAPH, table)("ok", "") for one in subscriptions]
        left = tuple(one.account for one in line if not self._done(one))
        if left:
            yield from self._query(table, left)

    def _query(self, table: str, subscriptions: tuple[str, ...]) -> Iterator[Unit]:
        answer = graph.Answer()
        left = dict.fromkeys(subscriptions)
        rows = graph.rows(self._clients, calls().tables[table], subscriptions, answer, self._sleep)
        waiting: list[graph.Row] = []
        account = ""
        for one in rows:
            # Sorted by id, the rows of a subscription come together: only these are held.
            here = subscription_of(one)
            if here != account and waiting:
                yield self._unit(table, account, waiting, "ok", "")
                waiting = []
            account = here
            left.pop(here, None)
            waiting.append(one)
            self._remember(table, one)
        if not answer.pages and answer.status == "denied" and len(subscriptions) > 1:
            # One that may not be read spoils the answer for all: the others are asked without it.
            half = len(subscriptions) // 2
            yield from self._query(table, subscriptions[:half])
            yield from self._query(table, subscriptions[half:])
            return
        if waiting:
            yield self._unit(table, account, waiting, answer.status, answer.detail)
        yield from self._rest(table, tuple(left), answer)

    def _rest(self, table: str, left: Sequence[str], answer: graph.Answer) -> Iterator[Unit]:
        """Subscriptions of which no row came: they hold nothing, if the answer is whole."""
        if answer.rejected:
            lost = row(TENANT, GRAPH, f"{table}, rows without an id")("error", "")
            yield Unit(
                msgspec.structs.replace(lost, read=answer.rejected, rejected=answer.rejected)
            )
        for one in left:
            yield Unit(row(one, GRAPH, table)(answer.status, answer.detail))
            if table == MAIN and not answer.pages and answer.status != "ok":
                yield self._listed(one)

    def _unit(
        self, table: str, account: str, rows: list[graph.Row], status: LedgerStatus, detail: str
    ) -> Unit:
        line = row(account, GRAPH, table)(status, detail)
        return read_unit(line, items(account, rows, "graph"), adapt)

    def _listed(self, subscription: str) -> Unit:
        """What Resource Manager lists where the graph cannot be asked: names, no settings."""
        rows: list[graph.Row] = []
        status: LedgerStatus = "ok"
        detail = ""
        for page in self._clients.resources(subscription):
            if page.status != "ok":
                status, detail = ("truncated" if rows else page.status), page.detail
                break
            rows += [one for one in page.body["value"] if isinstance(one, dict)]
        for one in rows:
            self._remember(MAIN, one)
        line = row(subscription, "microsoft.resources", "resources.list")(status, detail)
        return read_unit(line, items(subscription, rows, "api"), adapt)

    def _remember(self, table: str, one: graph.Row) -> None:
        if table == MAIN and (found := parent(one)) is not None:
            self.parents.append(found)

    def parents_of(self, subscriptions: tuple[str, ...]) -> list[Parent]:
        """The parents of subscriptions whose rows an earlier run has read."""
        mine = {subscription_of({"id": one.id}) for one in self.parents}
        wanting = tuple(
            one
            for one in subscriptions
            if one not in mine and self._done(row(one, GRAPH, MAIN)("ok", ""))
        )
        if not wanting:
            return []
        kinds = ", ".join(f"'{one}'" for one in sorted(wanted()))
        query = f"Resources | where type in~ ({kinds}) | order by id asc"
        rows = graph.rows(self._clients, query, wanting, graph.Answer(), self._sleep)
        return [found for one in rows if (found := parent(one)) is not None]
