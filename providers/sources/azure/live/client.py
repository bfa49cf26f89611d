"""Azure's own clients, whose failures are values: denied, throttled, switched off, not reached.

One layer repeats failed calls, azure-core's. The policy that registers resource providers by itself
is left out: nothing here writes.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from threading import Lock
from typing import Any

from msgspec import Struct

from planner.model.resource import LedgerStatus
from providers.live import texts_of
from providers.sources.azure.live.credentials import ended
from providers.sources.azure.live.patience import patience

ENDPOINT = "https://management.azure.com"
METRICS_AUDIENCE = "https://metrics.monitor.azure.com"
THREADS = 32
_PATIENCE = {"connection_timeout": 10, "read_timeout": 60}
_LONGEST_WORD = 200
_ELSEWHERE_LINK = "the next page lies at another host"
_ELSEWHERE = frozenset({"InvalidAuthenticationTokenTenant"})
"""Codes of 401 that concern one subscription: it lies in another tenant."""
_OFF = frozenset(
    {"MissingSubscriptionRegistration", "SubscriptionNotRegistered", "NoRegisteredProviderFound",
     "FeatureNotSupportedForAccount"}
)  # fmt: skip
_STATUSES: dict[int, LedgerStatus] = {
    401: "denied", 403: "denied", 408: "unreachable", 429: "throttled", 502: "unreachable",
    503: "unreachable", 504: "unreachable",
}  # fmt: skip


class Outcome(Struct, frozen=True):
    """An answer, or why there is none."""

    status: LedgerStatus
    body: Mapping[str, Any] = {}
    detail: str = ""
    headers: Mapping[str, str] = {}


class Clients:
    """The clients of one identity; they may be used from many threads."""

    def __init__(self, credential: Any, endpoint: str = "") -> None:  # noqa: ANN401 - TokenCredential
        from azure.mgmt.core import ARMPipelineClient  # noqa: PLC0415 - 0.4 s, an extra

        self._credential = credential
        self._endpoint = endpoint.rstrip("/") or ENDPOINT
        self._own = bool(endpoint)
        self._lock = Lock()
        self._arm: Any = ARMPipelineClient(
            base_url=self._endpoint,
            policies=self._policies(self._endpoint),
            transport=_transport(),
        )
        self._graph: Any = None
        self._metrics: dict[str, Any] = {}

    def _policies(self, audience: str) -> list[Any]:
        from azure.core.pipeline import policies  # noqa: PLC0415
        from azure.mgmt.core.policies import ARMChallengeAuthenticationPolicy  # noqa: PLC0415

        # A token may not travel without TLS, and an endpoint of one's own may have none.
        signing: Any = (
            policies.SansIOHTTPPolicy()
            if self._endpoint.startswith("http://")
            else ARMChallengeAuthenticationPolicy(self._credential, f"{audience}/.default")
        )
        return [
            policies.RequestIdPolicy(),
            policies.UserAgentPolicy("transhumance"),
            policies.ProxyPolicy(),
            policies.ContentDecodePolicy(),
            patience(),
            signing,
            policies.CustomHookPolicy(),
        ]

    def get(self, path: str, **params: str) -> Outcome:
        """The answer to one reading call of Resource Manager; `path` may be a whole link of its own."""
        from azure.core.rest import HttpRequest  # noqa: PLC0415

        link = path if "://" in path else self._endpoint + path
        if not self._is_ours(link):
            return Outcome("error", {}, _ELSEWHERE_LINK)
        return self._sent(self._arm, HttpRequest("GET", link, params=params))

    def _is_ours(self, link: str) -> bool:
        return link.startswith(f"{self._endpoint}/")

    def pages(self, path: str, version: str) -> Iterator[Outcome]:
        """Every page of a list; one that fails, or is no list, is the last."""

        def ask(link: str) -> Outcome:
            return self.get(link) if link else self.get(path, **{"api-version": version})

        return self._followed(ask)

    def resources(self, subscription: str) -> Iterator[Outcome]:
        """Every page of Resource Manager's own list of a subscription's resources."""
        from azure.mgmt.resource.resources import ResourceManagementClient  # noqa: PLC0415

        manager: Any = ResourceManagementClient(
            self._credential,
            subscription,
            base_url=self._endpoint,
            policies=self._policies(self._endpoint),
            transport=_transport(),
        )
        kept: dict[str, Any] = {}

        def hook(response: Any) -> None:  # noqa: ANN401 - PipelineResponse
            kept["response"] = response.http_response

        pages = manager.resources.list(raw_response_hook=hook, **_PATIENCE).by_page()

        def call() -> Outcome:
            # What is no list of the SDK's is judged by the answer itself, as all others are.
            with suppress(AttributeError, TypeError, ValueError):
                next(pages, None)
            return _outcome(kept.pop("response"))

        return self._followed(lambda _link: _tried(call))

    def _followed(self, ask: Callable[[str], Outcome]) -> Iterator[Outcome]:
        """The pages that follow one another, each asked for by the link of the one before."""
        seen: set[str] = set()
        found = ask("")
        while True:
            if found.status == "ok" and not isinstance(found.body.get("value"), list):
                found = Outcome("error", {}, "the answer has no list `value`")
            yield found
            link = found.body.get("nextLink")
            if found.status != "ok" or not isinstance(link, str) or not link:
                return
            if not self._is_ours(link):
                yield Outcome("error", {}, _ELSEWHERE_LINK)
                return
            if link in seen:
                yield Outcome("truncated", {}, "the list names a page again")
                return
            seen.add(link)
            found = ask(link)

    def measure(self, region: str, subscription: str, body: Any, **params: str) -> Outcome:  # noqa: ANN401
        """Metrics of up to 50 resources of one type, region and subscription."""
        from azure.core.rest import HttpRequest  # noqa: PLC0415
        from azure.mgmt.core import ARMPipelineClient  # noqa: PLC0415

        base = self._endpoint if self._own else f"https://{region}.metrics.monitor.azure.com"
        with self._lock:
            if base not in self._metrics:
                policies = self._policies(self._endpoint if self._own else METRICS_AUDIENCE)
                self._metrics[base] = ARMPipelineClient(
                    base_url=base, policies=policies, transport=_transport()
                )
        request = HttpRequest(
            "POST",
            f"{base}/subscriptions/{subscription}/metrics:getBatch",
            params=params,
            json=body,
        )
        return self._sent(self._metrics[base], request)

    def graph(self, query: str, subscriptions: tuple[str, ...], token: str | None) -> Outcome:
        """One page of up to 1,000 rows of Resource Graph."""
        from azure.mgmt.resourcegraph import ResourceGraphClient  # noqa: PLC0415
        from azure.mgmt.resourcegraph.models import (  # noqa: PLC0415
            QueryRequest,
            QueryRequestOptions,
        )

        if self._graph is None:
            self._graph = ResourceGraphClient(
                self._credential,
                base_url=self._endpoint,
                policies=self._policies(self._endpoint),
            )
        options = QueryRequestOptions(result_format="objectArray", top=1000, skip_token=token)
        request = QueryRequest(subscriptions=list(subscriptions), query=query, options=options)
        kept: dict[str, Any] = {}

        def hook(response: Any) -> None:  # noqa: ANN401 - PipelineResponse
            kept["response"] = response.http_response

        def call() -> Outcome:
            self._graph.resources(request, raw_response_hook=hook, **_PATIENCE)
            # The answer as it was sent: the model would fill in what is not there.
            return _outcome(kept["response"])

        return _tried(call)

    def _sent(self, client: Any, request: Any) -> Outcome:  # noqa: ANN401 - azure.core's types
        return _tried(lambda: _outcome(client.send_request(request, **_PATIENCE)))


def _transport() -> Any:  # noqa: ANN401 - RequestsTransport
    """As many connections as there are threads: more would be thrown away, with a warning each."""
    from azure.core.pipeline.transport import RequestsTransport  # noqa: PLC0415
    from requests import Session  # noqa: PLC0415 - azure-core's own
    from requests.adapters import HTTPAdapter  # noqa: PLC0415

    session = Session()
    session.mount("https://", HTTPAdapter(pool_maxsize=THREADS))
    session.mount("http://", HTTPAdapter(pool_maxsize=THREADS))
    return RequestsTransport(session=session)


def _outcome(response: Any) -> Outcome:  # noqa: ANN401 - HttpResponse of either form
    headers = {key.lower(): value for key, value in response.headers.items()}
    code = int(response.status_code)
    body = _json(response)
    if code >= 300:  # noqa: PLR2004 - redirects are not followed: they are no answer
        return _refused(code, body if isinstance(body, Mapping) else {}, headers)
    if not isinstance(body, Mapping):
        kind = headers.get("content-type", "no type")
        return Outcome("error", {}, f"the answer is no JSON object ({kind})", headers)
    return Outcome("ok", body, "", headers)


def _json(response: Any) -> Any:  # noqa: ANN401
    import msgspec  # noqa: PLC0415

    try:
        return msgspec.json.decode(response.content)
    except (msgspec.DecodeError, RecursionError):
        return None


def _refused(code: int, body: Mapping[str, Any], headers: Mapping[str, str]) -> Outcome:
    word = texts_of(body, "error", "code") or texts_of(body, "code") or str(code)
    if code == 401 and word not in _ELSEWHERE:  # noqa: PLR2004 - every call from here on would fail
        raise ended(word)
    status: LedgerStatus = "api-off" if word in _OFF else _STATUSES.get(code, "error")
    if word == "SubscriptionNotFound":  # ARM's word for a subscription that one may not see
        status = "denied"
    return Outcome(status, {}, f"{code} {word}"[:_LONGEST_WORD], headers)


def _tried(call: Callable[[], Outcome]) -> Outcome:
    """The answer of a call, or its failure as a status.

    Raises:
        InputError: where the credentials do not work.
    """
    from azure.core import exceptions as failures  # noqa: PLC0415

    try:
        return call()
    except failures.ClientAuthenticationError as failure:
        response = getattr(failure, "response", None)
        if response is not None:
            return _outcome(response)
        raise ended(str(failure.message).partition("\n")[0]) from failure
    except (failures.DecodeError, failures.DeserializationError):
        return Outcome("error", {}, "the answer is not of the form that this API has")
    except failures.HttpResponseError as failure:
        return _outcome(failure.response) if failure.response is not None else _lost(failure)
    except failures.AzureError as failure:
        return _lost(failure)


def _lost(failure: Exception) -> Outcome:
    """A call without an answer."""
    from azure.core import exceptions as failures  # noqa: PLC0415

    way = (failures.ServiceRequestError, failures.ServiceResponseError)
    return Outcome(
        "unreachable" if isinstance(failure, way) else "error", {}, type(failure).__name__
    )
