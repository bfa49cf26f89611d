"""boto3 clients, made once each, and calls whose failure is a value."""

from collections.abc import Callable, Iterator, Mapping
from threading import BoundedSemaphore, Lock
from typing import Any

from msgspec import Struct

from planner.errors import InputError
from planner.model.resource import LedgerStatus
from planner.model.text import Text
from providers.sources.aws.failures import code_of, status_of, stops

_IN_FLIGHT = 4
"""Calls to one service at a time: AWS throttles by account and service."""

_ATTEMPTS = 5
_CONNECT_SECONDS = 5
_READ_SECONDS = 30
_CONNECTIONS = 32


class Outcome(Struct, frozen=True):
    """An answer, whole or as far as it came, or why there is none."""

    status: LedgerStatus
    answer: Mapping[str, Any] = {}
    detail: str = ""


def default_session(profile: str) -> Callable[[], Any]:
    """What makes a boto3 session for a profile, or for the environment's credentials.

    Raises:
        InputError: where boto3 is not installed.
    """
    try:
        import boto3  # type: ignore[import-untyped] # noqa: PLC0415 - 250 ms, an extra
    except ImportError as missing:
        raise InputError(
            summary=Text(en="boto3 is not installed", fr="boto3 n'est pas installé"),
            detail=Text(
                en="Reading a live AWS account needs AWS's own SDK.",
                fr="La lecture d'un compte AWS demande le SDK d'AWS.",
            ),
            remedy=Text(en="pip install 'transhumance[aws]'", fr="pip install 'transhumance[aws]'"),
            source="aws",
        ) from missing
    return lambda: boto3.Session(profile_name=profile or None)


class Clients:
    """The clients of one account by service and region; they may be used from many threads."""

    def __init__(self, session: Callable[[], Any], endpoint_url: str = "") -> None:
        self._make = session
        self._session: Any = None
        self._endpoint = endpoint_url or None
        self._lock = Lock()
        self._clients: dict[tuple[str, str], Any] = {}
        self._limits: dict[str, BoundedSemaphore] = {}

    def _client(self, service: str, region: str) -> tuple[Any, BoundedSemaphore]:
        """Sessions are not safe in threads, and making a client is slow: once, under a lock."""
        from botocore.config import (  # type: ignore[import-untyped] # noqa: PLC0415
            Config,
        )

        with self._lock:
            if self._session is None:
                self._session = self._make()
            key = (service, region)
            if key not in self._clients:
                config = Config(
                    retries={"mode": "standard", "total_max_attempts": _ATTEMPTS},
                    connect_timeout=_CONNECT_SECONDS,
                    read_timeout=_READ_SECONDS,
                    max_pool_connections=_CONNECTIONS,
                    tcp_keepalive=True,
                )
                self._clients[key] = self._session.client(
                    service, region_name=region, endpoint_url=self._endpoint, config=config
                )
            limit = self._limits.setdefault(service, BoundedSemaphore(_IN_FLIGHT))
            return self._clients[key], limit

    def known_regions(self, service: str) -> tuple[str, ...]:
        """The regions that the SDK knows of."""
        return tuple(sorted(self._session.get_available_regions(service)))

    def ask(
        self, service: str, operation: str, region: str, arguments: Mapping[str, Any]
    ) -> Outcome:
        """All pages of an operation as one answer; a failure is its status.

        Raises:
            InputError: where the credentials ended meanwhile.
        """
        from botocore.exceptions import (  # type: ignore[import-untyped] # noqa: PLC0415
            BotoCoreError,
            ClientError,
        )

        whole: dict[str, Any] = {}
        try:
            client, limit = self._client(service, region)
            with limit:
                for page in _pages(client, operation, arguments):
                    _add(whole, page)
        except (BotoCoreError, ClientError) as failure:
            return _failed(failure, whole)
        return Outcome("ok", whole)


def _pages(client: Any, operation: str, arguments: Mapping[str, Any]) -> Iterator[Any]:  # noqa: ANN401
    if client.can_paginate(operation):
        yield from client.get_paginator(operation).paginate(**arguments)
    else:
        yield getattr(client, operation)(**arguments)


def _add(whole: dict[str, Any], page: Mapping[str, Any]) -> None:
    for key, value in page.items():
        if isinstance(value, list) and isinstance(whole.get(key), list):
            whole[key].extend(value)
        else:
            whole[key] = value


def _failed(failure: Exception, whole: dict[str, Any]) -> Outcome:
    """A failure after the first page leaves a part of the list, which must say so."""
    code = code_of(failure)
    if stops(code):
        raise InputError(
            summary=Text(en="The AWS session has ended", fr="La session AWS a expiré"),
            detail=Text(
                en=f"AWS answered {code}: nothing more can be read with these credentials.",
                fr=f"AWS a répondu {code} : plus rien ne peut être lu avec ces identifiants.",
            ),
            remedy=Text(en="Log in again and run it again.", fr="Reconnectez-vous et relancez."),
            source="aws",
        ) from failure
    if whole:
        return Outcome("truncated", whole, f"{code} after a part of the list")
    return Outcome(status_of(code), {}, code)
