"""boto3 clients, made once each, and calls whose failure is a value."""

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from threading import BoundedSemaphore, Lock, local
from typing import Any

import msgspec
from msgspec import Struct

from planner.errors import InputError
from planner.model.resource import LedgerStatus
from planner.model.text import Text
from providers.sources.aws import arn
from providers.sources.aws.failures import CutBody, OutOfTime, code_of, hint_of, status_of, stops
from providers.sources.aws.pace import Bucket, Budget, limits

_JSON = frozenset({"json", "rest-json"})
"""Protocols whose bodies the SDK reads without a word where they are cut off."""

_NOT_WELL = 300

MISSHAPEN = (AttributeError, LookupError, TypeError, ValueError)
"""What the SDK may meet in a body that is not of the form that it knows."""


class Manner(Struct, frozen=True, kw_only=True):
    """How a collection asks; the figures are measured, and tests give others."""

    attempts: int = 6
    """Of one call, all told: botocore is the only layer that repeats."""
    connect_seconds: float = 5
    read_seconds: float = 30
    connections: int = 32
    in_flight: int = 16
    """Calls at a time."""
    in_flight_service: int = 4
    """Calls to one service of one account at a time: AWS throttles by account and service."""
    unit_seconds: float = 120
    """What a unit may lose to calls that come to nothing."""
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Outcome(Struct, frozen=True):
    """An answer, whole or as far as it came, or why there is none."""

    status: LedgerStatus
    answer: Mapping[str, Any] = {}
    detail: str = ""


class Clients:
    """The clients of one account by service and region; they may be used from many threads."""

    def __init__(
        self, session: Callable[[], Any], endpoint_url: str = "", manner: Manner | None = None
    ) -> None:
        self.manner = manner or Manner()
        self._make = session
        self._session: Any = None
        self._endpoint = endpoint_url or None
        self._lock = Lock()
        self._clients: dict[tuple[str, str], Any] = {}
        self._strange: set[tuple[str, str]] = set()
        self._all = BoundedSemaphore(self.manner.in_flight)
        self._limits: dict[str, BoundedSemaphore] = {}
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._call = local()

    def known_regions(self, service: str, near: str = "us-east-1") -> tuple[str, ...]:
        """The regions that the SDK knows a service in, of the part of AWS that `near` is of."""
        with self._lock:
            return self._known(service, near)

    def _known(self, service: str, near: str) -> tuple[str, ...]:
        session = self._opened()
        known = session.get_available_regions(service, partition_name=arn.partition(near))
        return tuple(sorted(known))

    def _opened(self) -> Any:  # noqa: ANN401 - boto3 is untyped
        if self._session is None:
            self._session = self._make()
        return self._session

    def _client(self, service: str, region: str) -> tuple[Any, BoundedSemaphore]:
        """Sessions are not safe in threads, and making a client is slow: once, under a lock."""
        with self._lock:
            key = (service, region)
            if key not in self._clients:
                self._clients[key] = self._made(service, region)
            least = self.manner.in_flight_service
            limit = self._limits.setdefault(service, BoundedSemaphore(least))
            return self._clients[key], limit

    def _made(self, service: str, region: str) -> Any:  # noqa: ANN401 - boto3 is untyped
        from botocore.config import Config  # type: ignore[import-untyped] # noqa: PLC0415

        session = self._opened()
        known = () if self._endpoint else self._known(service, region)
        if known and region not in known and "aws-global" not in known:
            self._strange.add((service, region))
        attempts = 1 if (service, region) in self._strange else self.manner.attempts
        config = Config(
            retries={"mode": "standard", "total_max_attempts": attempts},
            connect_timeout=self.manner.connect_seconds,
            read_timeout=self.manner.read_seconds,
            max_pool_connections=self.manner.connections,
            tcp_keepalive=True,
        )
        client = session.client(
            service, region_name=region, endpoint_url=self._endpoint, config=config
        )
        client.meta.events.register("before-send", partial(self._in_time, service))
        client.meta.events.register("before-parse", _is_whole)
        return client

    def forget(self, regions: frozenset[str] | None = None) -> None:
        """Let the clients of some regions go, or all: an account's are hundreds of megabytes."""
        with self._lock:
            for key in [key for key in self._clients if regions is None or key[1] in regions]:
                self._clients.pop(key).close()

    def _in_time(self, service: str, **_given: Any) -> None:  # noqa: ANN401 - botocore's
        """Each attempt waits for its turn; none is made once the unit's time is over."""
        if self.manner.clock() > self._call.until:
            raise OutOfTime
        for key in ((service, ""), (service, self._call.operation)):
            if key in limits():
                self._bucket(key).take()

    def _bucket(self, key: tuple[str, str]) -> Bucket:
        with self._lock:
            if key not in self._buckets:
                self._buckets[key] = Bucket(*limits()[key], self.manner.clock, self.manner.sleep)
            return self._buckets[key]

    def budget(self) -> Budget:
        """The time that a new unit may lose."""
        return Budget(self.manner.unit_seconds, self.manner.clock)

    def ask(
        self,
        service: str,
        operation: str,
        region: str,
        arguments: Mapping[str, Any],
        budget: Budget | None = None,
    ) -> Outcome:
        """All pages of an operation as one answer; a failure is its status.

        Raises:
            InputError: where the credentials ended meanwhile.
        """
        from botocore.exceptions import (  # type: ignore[import-untyped] # noqa: PLC0415
            BotoCoreError,
            ClientError,
        )
        from botocore.parsers import (  # type: ignore[import-untyped] # noqa: PLC0415
            ResponseParserError,
        )

        own = budget or self.budget()
        if own.spent:
            return Outcome("throttled", {}, "OutOfTime")
        whole: dict[str, Any] = {}
        began = self.manner.clock()
        self._call.operation, self._call.until = operation, own.deadline()
        try:
            client, limit = self._client(service, region)
            with limit, self._all:
                began = self.manner.clock()
                for page in _pages(client, operation, arguments):
                    _add(whole, page)
                    began = self.manner.clock()
                    self._call.until = own.deadline()
        except (
            BotoCoreError, ClientError, ResponseParserError, CutBody, OutOfTime, *MISSHAPEN
        ) as failure:  # fmt: skip
            own.lost(began)
            return self._failed(failure, whole, (service, region))
        return Outcome("ok", whole)

    def _failed(self, failure: Exception, whole: dict[str, Any], asked: tuple[str, str]) -> Outcome:
        """A failure after the first page leaves a part of the list, which must say so."""
        code, hint = code_of(failure), hint_of(failure)
        if stops(code):
            raise _ended(code) from failure
        detail = f"{code}: {hint}" if hint else code
        if whole:
            return Outcome("truncated", whole, f"{detail} after a part of the list")
        if code == "EndpointConnectionError" and asked in self._strange:
            return Outcome("region-off", {}, "the service has no endpoint in this region")
        return Outcome(status_of(code, hint), {}, detail)


def _pages(client: Any, operation: str, arguments: Mapping[str, Any]) -> Iterator[Any]:  # noqa: ANN401
    if client.can_paginate(operation):
        yield from client.get_paginator(operation).paginate(**arguments)
    else:
        yield getattr(client, operation)(**arguments)


def _is_whole(operation_model: Any, response_dict: Any, **_given: Any) -> None:  # noqa: ANN401 - botocore's
    """The SDK takes JSON that is cut off for an answer without a list, which would be empty."""
    body = response_dict.get("body")
    if response_dict.get("status_code", 0) >= _NOT_WELL or not isinstance(body, bytes):
        return
    if not body.strip():
        raise CutBody
    if operation_model.service_model.resolved_protocol in _JSON:
        try:
            msgspec.json.decode(body, type=msgspec.Raw)
        except msgspec.DecodeError as failure:
            raise CutBody from failure


def _add(whole: dict[str, Any], page: Mapping[str, Any]) -> None:
    for key, value in page.items():
        known = whole.get(key)
        if isinstance(value, list) and isinstance(known, list):
            known.extend(value)
        elif isinstance(value, dict) and isinstance(known, dict):
            _add(known, value)
        else:
            whole[key] = value


def _ended(code: str) -> InputError:
    return InputError(
        summary=Text(en="The AWS session has ended", fr="La session AWS a expiré"),
        detail=Text(
            en=f"AWS answered {code}: nothing more can be read with these credentials.",
            fr=f"AWS a répondu {code} : plus rien ne peut être lu avec ces identifiants.",
        ),
        remedy=Text(
            en="Log in again and run the same command: only what is missing will be read.",
            fr="Reconnectez-vous et relancez la même commande : seul ce qui manque sera lu.",
        ),
        source="aws",
    )
