"""A live Google Cloud, read with its own SDK: every unit of work with its outcome.

    for unit in collect(now=datetime.now(UTC), organization="123"):
        unit.row        # LedgerRow: what was asked where, and what came of it
        unit.records    # Records with Terraform types, for the same rules that read states

Cloud Asset Inventory tells of everything in a project at once. Where it is switched off or closed, each
service of the project is asked for its own lists. What fails is a row that
says so, and the others go on. A list that could not be read is never an empty one. Only reading calls
are made; `lists.yaml` lists them with the permission that each needs.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

import msgspec

from planner.errors import InputError
from planner.model.text import Text
from providers.live import Done, Unit, nothing_done, side_by_side, texts_of
from providers.sources.gcp.live.client import Clients, Patience
from providers.sources.gcp.live.known import PROJECT, Shelf, row, wanted
from providers.sources.gcp.live.measures import Window
from providers.sources.gcp.live.sdk import default_credentials
from providers.sources.gcp.live.services import Services
from providers.sources.gcp.live.used import Used

ASSETS = "cloudasset.googleapis.com"
MANAGER = "cloudresourcemanager.googleapis.com"
EVERYTHING = "all"
"""Stands for the account of a list of all that the credentials see."""

_PROJECTS = 6
"""Projects read at a time."""


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
    wide = [f"organizations/{organization.rpartition('/')[2]}"] if organization else []
    wide += [f"folders/{folder.rpartition('/')[2]}"] if folder else []
    yield from run.read(wide, projects)


class _Run:
    """One collection."""

    def __init__(self, clients: Clients, done: Done, window: Window) -> None:
        self._clients = clients
        self._done = done
        self._window = window

    def read(self, wide: list[str], projects: tuple[str, ...]) -> Iterator[Unit]:
        """All units: what leads to projects, then project by project."""
        found = dict.fromkeys(projects)
        for scope in wide:
            for unit, names in self._below(scope):
                found |= dict.fromkeys(names)
                yield unit
        if not wide and not projects:
            unit, names = self._listed("projects.list", "")
            found |= dict.fromkeys(names)
            yield unit
        if not found:
            raise _nothing()
        jobs = (partial(self._project, one) for one in sorted(found))
        yield from side_by_side(jobs, _PROJECTS)

    def _project(self, project: str) -> Iterator[Unit]:
        """Everything of one project."""
        shelf = Shelf(project)
        yield from self._assets(project, shelf)
        services = Services(self._clients, self._done, shelf)
        yield from services.read(project, everything=not shelf.answered)
        yield from Used(self._clients, self._done, shelf, self._window).read(project)

    def _assets(self, project: str, shelf: Shelf) -> Iterator[Unit]:
        """The assets of a project as one unit; what an earlier run has read is not given again."""
        line = row(project, ASSETS, "assets.list")
        again = self._done(line)
        kinds = tuple(sorted(wanted())) if again else ()
        assets: list[Any] = []
        for outcome in self._clients.assets(f"projects/{project}", kinds):
            if outcome.status != "ok":
                status = "truncated" if shelf.answered else outcome.status
                why = f" after {len(assets)} assets" if shelf.answered else ""
                line = msgspec.structs.replace(line, status=status, detail=f"{outcome.detail}{why}")
                break
            shelf.answered = True
            assets += outcome.body.get("assets", [])
        unit = shelf.unit(line, assets)
        if not again:
            yield unit

    def _below(self, scope: str) -> Iterator[tuple[Unit, list[str]]]:
        """The projects of an organization or folder, folder by folder."""
        waiting = [scope]
        seen = set(waiting)
        while waiting:
            here = waiting.pop(0)
            projects, names = self._listed("projects.list", here)
            yield projects, names
            folders, found = self._listed("folders.list", here)
            yield folders, []
            new = [one for one in found if one not in seen]
            seen.update(new)
            waiting += new
            if here == scope and "denied" in {projects.row.status, folders.row.status}:
                # Who may read the assets need not be able to list projects: they are assets too.
                yield self._named(scope)

    def _named(self, scope: str) -> tuple[Unit, list[str]]:
        line = row(scope, ASSETS, "assets.list projects")
        names = []
        for outcome in self._clients.assets(scope, (PROJECT,)):
            if outcome.status != "ok":
                line = msgspec.structs.replace(line, status=outcome.status, detail=outcome.detail)
            found = outcome.body.get("assets", [])
            names += [texts_of(one, "resource", "data", "projectId") for one in found]
        return Unit(line), [one for one in names if one]

    def _listed(self, operation: str, parent: str) -> tuple[Unit, list[str]]:
        """Projects or folders, as their names and as the unit that lists them."""
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
        names = [
            texts_of(one, "name" if folders else "projectId")
            for one in bodies
            if texts_of(one, "state") in {"", "ACTIVE"}
        ]
        # A project is told of among its own assets.
        unit = Shelf().unit(line, bodies, f"{MANAGER}/Folder", "api") if folders else Unit(line)
        return unit, [one for one in names if one]


def _nothing() -> InputError:
    return InputError(
        summary=Text(en="No project can be seen", fr="Aucun projet n'est visible"),
        detail=Text(
            en="Google lists no project for these credentials.",
            fr="Google ne liste aucun projet pour ces identifiants.",
        ),
        remedy=Text(
            en="Grant roles/browser and roles/cloudasset.viewer, or name projects with --project.",
            fr="Accordez roles/browser et roles/cloudasset.viewer, ou nommez des projets avec "
            "--project.",
        ),
        source="gcp",
        place="projects.list",
    )
