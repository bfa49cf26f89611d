"""Google's own clients, whose failures are values: denied, switched off, throttled, not reached.

One layer repeats failed calls, google-api-core's; its default does not cover 429, so that each call
is given a retry of its own.
"""

from collections.abc import Callable, Iterator, Mapping
from threading import Lock
from typing import Any

from msgspec import Struct

from planner.model.resource import LedgerStatus
from providers.sources.gcp.live.failures import THROTTLED, reason_of, status_of
from providers.sources.gcp.live.sdk import ended, sdk

PAGE = 1000

_CALL_SECONDS = 60.0
_THREADS = 64
"""Connections that are kept: fewer than threads would be thrown away, with a warning each."""


class Outcome(Struct, frozen=True):
    """An answer, or why there is none."""

    status: LedgerStatus
    body: Mapping[str, Any] = {}
    detail: str = ""


class Patience(Struct, frozen=True):
    """How long a failed call is repeated, in seconds."""

    first: float = 0.5
    longest: float = 30.0
    whole: float = 120.0


class Clients:
    """The clients of one identity; lists may be read from many threads."""

    def __init__(
        self, credentials: Any, endpoint: str = "", patience: Patience = Patience()  # noqa: ANN401, B008 - frozen
    ) -> None:  # fmt: skip
        self._credentials = credentials
        self._endpoint = endpoint.rstrip("/")
        self._patience = patience
        self._made: dict[str, Any] = {}
        self._lock = Lock()

    def assets(self, parent: str, kinds: tuple[str, ...] = ()) -> Iterator[Outcome]:
        """Pages of assets with their resources; one that fails is the last."""
        google = sdk()
        client = self._client("assets", google.assets.AssetServiceClient)
        request = {
            "parent": parent,
            "content_type": google.assets.ContentType.RESOURCE,
            "page_size": PAGE,
            "asset_types": list(kinds),
        }
        return self._pages(client.list_assets, request, _page_of_assets)

    def projects(self, parent: str = "") -> Iterator[Outcome]:
        """Pages of projects: those of a folder or organization, else all that can be seen."""
        google = sdk()
        client = self._client("projects", google.resources.ProjectsClient)
        if not parent:
            return self._pages(client.search_projects, {}, _page_of("projects"))
        return self._pages(client.list_projects, {"parent": parent}, _page_of("projects"))

    def folders(self, parent: str) -> Iterator[Outcome]:
        """Pages of folders within a folder or organization."""
        client = self._client("folders", sdk().resources.FoldersClient)
        return self._pages(client.list_folders, {"parent": parent}, _page_of("folders"))

    def get(self, link: str, params: Mapping[str, Any]) -> Outcome:
        """The answer to one reading call of any of Google's APIs."""
        session = self._session()
        host, _, path = link.removeprefix("https://").partition("/")
        # An endpoint of one's own stands for all services: the first step of the path tells which.
        where = f"{self._endpoint}/{host}/{path}" if self._endpoint else link

        def call() -> Outcome:
            answer = session.get(where, params=params, timeout=_CALL_SECONDS, allow_redirects=False)
            if answer.status_code >= 300:  # noqa: PLR2004 - no redirect is an answer
                raise sdk().failures.from_http_response(answer)
            kind = answer.headers.get("Content-Type", "")
            if "json" not in kind:
                return Outcome("error", {}, f"the answer is no JSON ({kind[:60]})")
            try:
                body = answer.json()
            except ValueError:
                return Outcome("error", {}, "the answer is no JSON")
            if not isinstance(body, Mapping):
                return Outcome("error", {}, "the answer is no JSON object")
            return Outcome("ok", body)

        return self._tried(self._retry()(call))

    def _session(self) -> Any:  # noqa: ANN401 - AuthorizedSession
        with self._lock:
            if "session" not in self._made:
                google = sdk()
                session = google.requests.AuthorizedSession(self._credentials)
                session.mount("http://", google.adapter(pool_maxsize=_THREADS))
                session.mount("https://", google.adapter(pool_maxsize=_THREADS))
                self._made["session"] = session
            return self._made["session"]

    def _client(self, name: str, kind: Any) -> Any:  # noqa: ANN401 - a generated client
        with self._lock:
            if name not in self._made:
                options = sdk().options(api_endpoint=self._endpoint) if self._endpoint else None
                self._made[name] = kind(
                    credentials=self._credentials, transport="rest", client_options=options
                )
            return self._made[name]

    def _retry(self) -> Any:  # noqa: ANN401 - google.api_core.retry.Retry
        told = self._patience
        return sdk().retry(
            predicate=_passes, initial=told.first, maximum=told.longest, timeout=told.whole
        )

    def _pages(
        self, call: Callable[..., Any], request: Mapping[str, Any], read: Callable[[Any], Outcome]
    ) -> Iterator[Outcome]:
        """Every page as the SDK's pager gives it."""
        options = {"retry": self._retry(), "timeout": _CALL_SECONDS}
        pages: list[Any] = []
        seen: set[str] = set()

        def first() -> Outcome:
            pages.append(iter(call(request=request, **options).pages))
            return read(next(pages[0]))

        found = self._tried(first)
        while found.status == "ok":
            yield found
            token = str(found.body.get("token") or "")
            if not token:
                return
            if token in seen:
                found = Outcome("truncated", {}, "the list names a page again")
                break
            seen.add(token)
            found = self._tried(lambda: read(next(pages[0])))
        yield found

    def _tried(self, call: Callable[[], Outcome]) -> Outcome:
        """The answer of a call, or its failure as a status.

        Raises:
            InputError: where the credentials do not work.
        """
        google = sdk()
        try:
            return call()
        except google.failures.RetryError as failure:
            return _failed(failure.cause or failure)
        except google.failures.GoogleAPICallError as failure:
            return _failed(failure)
        except google.auth.TransportError as failure:
            return Outcome("unreachable", {}, type(failure).__name__)
        except google.auth.GoogleAuthError as failure:
            raise ended(type(failure).__name__) from failure
        except google.connection as failure:
            return Outcome("unreachable", {}, type(failure).__name__)
        except google.parse:
            return Outcome("error", {}, "the answer is no JSON of that API")


def _failed(failure: BaseException) -> Outcome:
    code = int(getattr(failure, "code", None) or 0)
    if code == 401:  # noqa: PLR2004 - every call from here on would fail
        raise ended(str(code))
    if not code:
        return Outcome("unreachable", {}, type(failure).__name__)
    status, detail = status_of(code, _reason(failure))
    return Outcome(status, {}, detail)


def _reason(failure: Any) -> str:  # noqa: ANN401 - GoogleAPICallError
    error = {
        "errors": [one for one in failure.errors if isinstance(one, Mapping)],
        "message": failure.message,
    }
    # `failure.reason` breaks on what REST answers: its details are plain JSON.
    details = [one for one in failure.details or () if isinstance(one, Mapping)]
    told = next((one["reason"] for one in details if isinstance(one.get("reason"), str)), "")
    return reason_of(int(failure.code), error, told)


def _passes(failure: BaseException) -> bool:
    """Whether asking again may help."""
    google = sdk()
    if isinstance(failure, google.passing):
        return True
    return isinstance(failure, google.failures.Forbidden) and _reason(failure) in THROTTLED


def _page_of_assets(page: Any) -> Outcome:  # noqa: ANN401 - ListAssetsResponse
    """The real service says when it read, also where it found nothing; a stand-in may not."""
    raw = type(page).pb(page)
    if not raw.HasField("read_time"):
        return Outcome("error", {}, "the answer is none of Cloud Asset Inventory: no readTime")
    return _message(page, raw)


def _page_of(key: str) -> Callable[[Any], Outcome]:
    def read(page: Any) -> Outcome:  # noqa: ANN401 - a page of Resource Manager
        found = _message(page, type(page).pb(page))
        return Outcome("ok", {"list": found.body.get(key, []), "token": found.body.get("token")})

    return read


def _message(page: Any, raw: Any) -> Outcome:  # noqa: ANN401 - protocol buffers
    body = _whole(sdk().to_dict(raw))
    return Outcome("ok", {**body, "token": page.next_page_token})


def _whole(value: Any) -> Any:  # noqa: ANN401 - JSON
    """The value with whole numbers as such: protocol buffers make each number a float."""
    if isinstance(value, dict):
        return {key: _whole(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
