"""What a failed call says: denied, switched off, throttled, not reached; and what stops the run.

Codes: the error tables of each service's API reference. Some services put words before the code
(`AWS.SimpleQueueService.OptInRequired`), so the part after the last dot is held against them too.
"""

from planner.model.resource import LedgerStatus

DENIED = frozenset(
    {
        "AccessDenied",
        "AccessDeniedException",
        "AllAccessDisabled",
        "AuthFailure",
        "AuthorizationError",
        "AuthorizationErrorException",
        "NotAuthorized",
        "UnauthorizedOperation",
    }
)
REGION_OFF = frozenset(
    {
        "InvalidClientTokenId",  # sts answered before, so it is this region that does not know us
        "OptInRequired",
        "SubscriptionRequiredException",
        "UnrecognizedClientException",
    }
)
THROTTLED = frozenset(
    {
        "EC2ThrottledException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
UNREACHABLE = frozenset(
    {
        "ConnectTimeoutError",
        "ConnectionClosedError",
        "EndpointConnectionError",
        "HTTPClientError",
        "ProxyConnectionError",
        "ReadTimeoutError",
        "SSLError",
    }
)
STOPPING = frozenset(
    {
        "ExpiredToken",
        "ExpiredTokenException",
        "InvalidToken",
        "RequestExpired",
        "TokenRefreshRequired",
    }
)
"""Credentials that ended: every call from here on would fail."""

_CLASSES: tuple[tuple[frozenset[str], LedgerStatus], ...] = (
    (DENIED, "denied"),
    (REGION_OFF, "region-off"),
    (THROTTLED, "throttled"),
    (UNREACHABLE, "unreachable"),
)


def code_of(failure: Exception) -> str:
    """The code that AWS answered with, else the name of what went wrong on the way."""
    response = getattr(failure, "response", None)
    if isinstance(response, dict):
        return str(response.get("Error", {}).get("Code") or type(failure).__name__)
    return type(failure).__name__


def status_of(code: str) -> LedgerStatus:
    """What a code means for the ledger."""
    words = {code, code.rsplit(".", 1)[-1]}
    return next((status for known, status in _CLASSES if words & known), "error")


def stops(code: str) -> bool:
    """Whether nothing more can be read with these credentials."""
    return bool({code, code.rsplit(".", 1)[-1]} & STOPPING)
