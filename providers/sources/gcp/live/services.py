"""The lists of each service of a project: where the asset inventory is off, and what it leaves out."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from msgspec import Struct

from planner.model.resource import LedgerStatus
from providers.live import Done, Unit, texts_of, worst
from providers.sources.gcp.live.client import Clients, Outcome
from providers.sources.gcp.live.known import Known, Shelf, row
from providers.sources.gcp.live.lists import LOCATION, Listing, table

SERVICE_USAGE = "serviceusage.googleapis.com"
SERVICES = "https://serviceusage.googleapis.com/v1/projects/{project}/services"

_WORKERS = 8
_NOTHING_HERE = "NO_RESULTS_ON_PAGE"


class Found(Struct):
    """What one list gave, over all that it was asked for."""

    bodies: list[Any] = []
    asked: int = 0
    failed: dict[str, tuple[LedgerStatus, int]] = {}

    def fail(self, status: LedgerStatus, detail: str) -> None:
        """Count what failed, by its reason."""
        self.failed[detail] = (status, self.failed.get(detail, (status, 0))[1] + 1)

    @property
    def status(self) -> LedgerStatus:
        """The worst of all answers."""
        return worst(status for status, _ in self.failed.values())

    @property
    def detail(self) -> str:
        """How many answers failed, and why."""
        told = sorted(self.failed.items())
        if self.asked <= 1:
            return "; ".join(reason for reason, _ in told)
        return "; ".join(f"{reason}: {count} of {self.asked}" for reason, (_, count) in told)


class Services:
    """Reads lists of one project at a time."""

    def __init__(self, clients: Clients, done: Done, shelf: Shelf) -> None:
        self._clients = clients
        self._done = done
        self._shelf = shelf

    def read(self, project: str, *, everything: bool) -> Iterator[Unit]:
        """A unit for each list; only of what the asset inventory never holds, or of everything."""
        chosen = {kind: one for kind, one in table().lists.items() if everything or one.always}
        left = {
            kind: one for kind, one in chosen.items() if not self._done(self._row(project, kind))
        }
        enabled: frozenset[str] | None = None
        if everything and left:
            enabled, unit = self._enabled(project)
            yield unit
        with ThreadPoolExecutor(_WORKERS) as pool:
            roots = {kind: one for kind, one in left.items() if one.of in {"", LOCATION}}
            yield from self._units(pool, project, roots, enabled)
            below = {kind: one for kind, one in left.items() if kind not in roots}
            yield from self._units(pool, project, below, enabled)

    def _units(
        self,
        pool: ThreadPoolExecutor,
        project: str,
        lists: Mapping[str, Listing],
        enabled: frozenset[str] | None,
    ) -> Iterator[Unit]:
        """The units, in the order of the table however the threads run."""
        off = {kind for kind in lists if enabled is not None and _service(kind) not in enabled}
        parents = {kind: self._shelf.of(one.of) for kind, one in lists.items()}
        asked = [
            kind for kind, one in lists.items()
            if kind not in off and (one.of in {"", LOCATION} or parents[kind])
        ]  # fmt: skip
        answers = dict(
            zip(
                asked,
                pool.map(lambda kind: self._listed(project, lists[kind], parents[kind]), asked),
                strict=True,
            )
        )
        for kind, found in answers.items():
            line = self._row(project, kind, found.status, found.detail)
            named = bool(lists[kind].name)
            yield self._shelf.unit(line, found.bodies, kind, "asset" if named else "api")

    def _row(self, project: str, kind: str, status: LedgerStatus = "ok", detail: str = "") -> Any:  # noqa: ANN401 - LedgerRow
        service, _, noun = kind.partition("/")
        return row(project, service, f"{noun}.list", status, detail)

    def _enabled(self, project: str) -> tuple[frozenset[str] | None, Unit]:
        """The services that are switched on; None where that cannot be read, and all are tried."""
        found = Found(asked=1)
        params = {"filter": "state:ENABLED", "pageSize": "200"}
        listing = Listing(
            link=SERVICES, key="services", permission="serviceusage.services.list", empty="bare"
        )
        self._ask(SERVICES.format(project=project), listing, params, found)
        enabled = frozenset(texts_of(one, "config", "name") for one in found.bodies)
        off = sorted({_service(kind) for kind in table().lists} - enabled)
        said = f"switched off, and not asked: {', '.join(off)}" if off else ""
        unit = Unit(
            row(project, SERVICE_USAGE, "services.list", found.status, found.detail or said)
        )
        return (enabled if found.status == "ok" else None), unit

    def _listed(self, project: str, listing: Listing, parents: Sequence[Known]) -> Found:
        """One list, for the project or for each place or parent in it."""
        found = Found()
        if listing.of == LOCATION:
            for place in self._places(project, listing, found):
                self._ask(listing.link.format(project=project, location=place), listing, {}, found)
        elif listing.of:
            for parent in parents:
                link = listing.link.format(
                    project=project, path=parent.path, name=parent.path.rpartition("/")[2]
                )
                before = len(found.bodies)
                self._ask(link, listing, {}, found)
                if listing.name:
                    found.bodies[before:] = [
                        _named(listing, parent, one) for one in found.bodies[before:]
                    ]
        else:
            self._ask(listing.link.format(project=project), listing, {}, found)
        return found

    def _places(self, project: str, listing: Listing, found: Found) -> list[str]:
        link = listing.link.partition("/{location}")[0].format(project=project)
        places = Listing(link=link, key="locations", permission=listing.also, empty="bare")
        told = Found()
        self._ask(link, places, {}, told)
        for reason, (status, _) in told.failed.items():
            found.asked += 1
            found.fail(status, reason)
        return sorted({texts_of(one, "locationId") for one in told.bodies} - {""})

    def _ask(self, link: str, listing: Listing, params: Mapping[str, str], found: Found) -> None:
        """Every page of a list; what fails after the first leaves a part of it."""
        found.asked += 1
        token = ""
        seen: set[str] = set()
        while True:
            outcome = self._clients.get(link, {**params, **({"pageToken": token} if token else {})})
            outcome = _checked(outcome, listing, first=not token)
            if outcome.status != "ok":
                status: LedgerStatus = "truncated" if token else outcome.status
                found.fail(status, outcome.detail)
                return
            found.bodies += _objects(outcome.body, listing, found)
            token = texts_of(outcome.body, "nextPageToken")
            if not token:
                return
            if token in seen:
                found.fail("truncated", "the list names a page again")
                return
            seen.add(token)


def _checked(outcome: Outcome, listing: Listing, *, first: bool) -> Outcome:
    """The answer, if it is one of that list: what has neither the list nor says so is no empty list."""
    body = outcome.body
    key = "items" if listing.form == "aggregated" else listing.key
    wanted: type = dict if listing.form == "aggregated" else list
    if outcome.status != "ok" or isinstance(body.get(key), wanted):
        return outcome
    said = key not in body and (
        isinstance(body.get("kind"), str) if listing.empty == "kind" else not (set(body) - _ASIDE)
    )
    if said or (not first and key not in body and set(body) <= _ASIDE):
        return outcome
    return Outcome("error", {}, f"the answer has no list `{key}`")


_ASIDE = frozenset({"nextPageToken", "unreachable", "missingZones", "warnings", "kind", "etag"})
"""Keys that may stand in the answer of a list that is empty."""


def _objects(body: Mapping[str, Any], listing: Listing, found: Found) -> list[Any]:
    for key in ("unreachable", "unreachables", "missingZones", "failedLocations"):
        missing = body.get(key)
        if isinstance(missing, list) and missing:
            places = ", ".join(str(one).rpartition("/")[2] for one in missing[:5])
            found.fail("truncated", f"not answered for {places}")
    if listing.form != "aggregated":
        listed = body.get(listing.key)
        return listed if isinstance(listed, list) else []
    objects: list[Any] = []
    scopes = body.get("items")
    for scope, told in sorted(scopes.items()) if isinstance(scopes, Mapping) else ():
        listed = told.get(listing.key) if isinstance(told, Mapping) else None
        objects += listed if isinstance(listed, list) else []
        code = texts_of(told, "warning", "code")
        if code and code != _NOTHING_HERE:
            found.fail("truncated", f"{code} for {scope.rpartition('/')[2]}")
    return objects


def _named(listing: Listing, parent: Known, one: Any) -> Any:  # noqa: ANN401 - JSON
    """An object in the form of an asset, with the name that only its parent tells."""
    if not isinstance(one, Mapping):
        return one
    path = listing.name.format(
        path=parent.path, own=texts_of(one, "name"), type=texts_of(one, "type")
    )
    host = parent.name.removeprefix("//").partition("/")[0]
    return {"name": f"//{host}/{path}", "resource": {"data": dict(one)}}


def _service(kind: str) -> str:
    return kind.partition("/")[0]
