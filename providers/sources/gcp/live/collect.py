"""A live Google Cloud, read with its own SDK: every unit of work with its outcome.

    for unit in collect(now=datetime.now(UTC), organization="123"):
        unit.row        # LedgerRow: what was asked where, and what came of it
        unit.records    # Records with Terraform types, for the same rules that read states

Cloud Asset Inventory tells of everything in an organization, folder or project at once. Where it is
switched off or closed, each service of each project is asked for its own lists. What fails is a row that
says so, and the others go on. A list that could not be read is never an empty one. Only reading calls
are made; `lists.yaml` lists them with the permission that each needs.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from planner.errors import InputError
from planner.model.text import Text
from providers.live import Done, Unit, nothing_done, texts_of
from providers.sources.gcp.live.client import Clients, Patience, default_credentials
from providers.sources.gcp.live.known import Shelf, row, wanted
from providers.sources.gcp.live.measures import Window
from providers.sources.gcp.live.services import Services
from providers.sources.gcp.live.used import Used

ASSETS = "cloudasset.googleapis.com"
MANAGER = "cloudresourcemanager.googleapis.com"
EVERYTHING = "all"
"""Stands for the account of a list of all that the credentials see."""


def collect(  # noqa: PLR0913 - what a run may be told, each by its name
    *,
    now: datetime,
    organization: str = "",
    folder: str = "",
    projects: tuple[str, ...] = (),
    endpoint_url: str = "",
    days: int = 14,
    done: Done = nothing_done,
    credentials: Any = None,  # noqa: ANN401 - google.auth's Credentials
    patience: Patience | None = None,
) -> Iterator[Unit]:
    """Everything that Google tells of an organization, a folder or projects, unit by unit.

    Args:
        now: End of the days whose use is measured.
        organization: Its number.
        folder: Its number.
        projects: Ids; default, without organization and folder: every one that can be seen.
        endpoint_url: Another endpoint for all services, such as a test's.
        days: Days whose use is measured; 0 for none.
        done: Units of an earlier run that are not read again.
        credentials: What signs the calls; default: what google-auth finds.
        patience: How long a failed call is repeated.

    Raises:
        InputError: where the SDK is missing, the credentials do not work, or nothing can be seen.
    """
    signing = credentials or default_credentials(endpoint_url)
    run = _Run(Clients(signing, endpoint_url, patience or Patience()), done, Window(now, days))
    wide = [f"organizations/{organization}"] if organization else []
    wide += [f"folders/{folder}"] if folder else []
    yield from run.read(wide, projects)


class _Run:
    """One collection."""

    def __init__(self, clients: Clients, done: Done, window: Window) -> None:
        self._clients = clients
        self._done = done
        self._window = window
        self._shelf = Shelf()
        self._services = Services(clients, done, self._shelf)
        self._used = Used(clients, done, self._shelf, window)
        self._unread: set[str] = set()
        """Scopes whose assets could not be read at all."""

    def read(self, wide: list[str], projects: tuple[str, ...]) -> Iterator[Unit]:
        """All units."""
        narrow = list(projects)
        for scope in wide:
            yield from self._assets(scope)
            if scope in self._unread:
                for unit, found in self._below(scope):
                    narrow += found
                    yield unit
        if not wide and not projects:
            unit, found = self._listed("projects.list", "")
            narrow += found
            yield unit
            if not found:
                raise _nothing(unit)
        for project in dict.fromkeys(narrow):
            yield from self._assets(f"projects/{project}")
        self._shelf.settle()
        for project in sorted({*narrow, *self._shelf.known}):
            everything = f"projects/{project}" in self._unread
            yield from self._services.read(project, everything=everything)
            yield from self._used.read(project)

    def _assets(self, scope: str) -> Iterator[Unit]:
        """The assets of a scope, page by page, then what came of them all."""
        whole = row(scope, ASSETS, "assets.list")
        if self._done(whole):
            self._recall(scope)
            return
        pages = read = 0
        for outcome in self._clients.assets(scope):
            if outcome.status != "ok":
                whole = msgspec.structs.replace(
                    whole,
                    status="truncated" if pages else outcome.status,
                    detail=outcome.detail,
                )
                break
            pages += 1
            assets = outcome.body.get("assets", [])
            read += len(assets)
            page = row(scope, ASSETS, f"assets.list page {pages:05}")
            yield self._shelf.unit(page, assets)
        if not pages:
            self._unread.add(scope)
        told = [whole.detail, f"{read} assets on {pages} pages" if pages else ""]
        yield Unit(
            msgspec.structs.replace(whole, detail=" after ".join(one for one in told if one))
        )

    def _recall(self, scope: str) -> None:
        """What an earlier run has read and more is asked of: read again, and not given again."""
        for outcome in self._clients.assets(scope, tuple(sorted(wanted()))):
            if outcome.status == "ok":
                self._shelf.unit(row(scope, ASSETS, "assets.list"), outcome.body.get("assets", []))

    def _below(self, scope: str) -> Iterator[tuple[Unit, list[str]]]:
        """The projects of an organization or folder, folder by folder, where its assets are closed."""
        waiting = [scope]
        seen = set(waiting)
        while waiting:
            here = waiting.pop(0)
            yield self._listed("projects.list", here)
            unit, found = self._listed("folders.list", here)
            new = [one for one in found if one not in seen]
            seen.update(new)
            waiting += new
            yield unit, []

    def _listed(self, operation: str, parent: str) -> tuple[Unit, list[str]]:
        """Projects or folders, as their ids and as the unit that lists them."""
        folders = operation == "folders.list"
        pages = self._clients.folders(parent) if folders else self._clients.projects(parent)
        line = row(parent or EVERYTHING, MANAGER, operation)
        bodies: list[Any] = []
        for number, outcome in enumerate(pages):
            if outcome.status != "ok":
                status = "truncated" if number else outcome.status
                line = msgspec.structs.replace(line, status=status, detail=outcome.detail)
                break
            bodies += outcome.body["list"]
        living = [one for one in bodies if texts_of(one, "state") in {"", "ACTIVE"}]
        noun, key = ("Folder", "name") if folders else ("Project", "projectId")
        names = [texts_of(one, key) for one in living]
        unit = self._shelf.unit(line, living, f"{MANAGER}/{noun}", "api")
        return unit, [one for one in names if one]


def _nothing(unit: Unit) -> InputError:
    why = unit.row.detail or "0 projects"
    return InputError(
        summary=Text(en="No project can be seen", fr="Aucun projet n'est visible"),
        detail=Text(
            en=f"Asking Google for the projects of these credentials gave: {why}.",
            fr=f"La demande des projets de ces identifiants à Google a donné : {why}.",
        ),
        remedy=Text(
            en="Grant roles/browser and roles/cloudasset.viewer, or name projects with --project.",
            fr="Accordez roles/browser et roles/cloudasset.viewer, ou nommez des projets avec "
            "--project.",
        ),
        source="gcp",
        place="projects.list",
    )
