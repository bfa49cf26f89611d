"""What a failed call says: denied, switched off, throttled, not reached; and what stops the run.

Codes: the error tables of each service's API reference. Some services put words before the code
(`AWS.SimpleQueueService.OptInRequired`), so the part after the last dot is held against them too.
"""

from planner.model.resource import LedgerStatus

DENIED = frozenset(
    {
        "403",
        "AccessDenied",
        "AccessDeniedException",
        "AllAccessDisabled",
        "AuthFailure",
        "AuthorizationError",
        "AuthorizationErrorException",
        "Forbidden",
        "ForbiddenException",
        "NotAuthorized",
        "NotAuthorizedException",
        "UnauthorizedException",
        "UnauthorizedOperation",
    }
)
REGION_OFF = frozenset(
    {
        "InvalidClientTokenId",  # sts answered before, so it is this region that does not know us
        "OptInRequired",
        "UnrecognizedClientException",
    }
)
API_OFF = frozenset({"AWSOrganizationsNotInUseException", "SubscriptionRequiredException"})
THROTTLED = frozenset(
    {
        "429",
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "OutOfTime",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
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
TRUNCATED = frozenset(
    {"CutBody", "IncompleteReadError", "ResponseParserError", "ResponseStreamingError"}
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
    (API_OFF, "api-off"),
    (THROTTLED, "throttled"),
    (UNREACHABLE, "unreachable"),
    (TRUNCATED, "truncated"),
)

BY_ORGANISATION = "a service control policy forbids it"
"""What the ledger says beside a denial that no policy of the account can lift."""


class CutBody(Exception):  # noqa: N818 - its name is the code in the ledger
    """An answer that ends before its end."""


class OutOfTime(Exception):  # noqa: N818 - likewise
    """A unit that has lost all the time it may lose."""


def code_of(failure: Exception) -> str:
    """The code that AWS answered with, else the name of what went wrong on the way."""
    response = getattr(failure, "response", None)
    if isinstance(response, dict):
        return str(response.get("Error", {}).get("Code") or type(failure).__name__)
    return type(failure).__name__


def hint_of(failure: Exception) -> str:
    """What a message adds to its code, for those that call for something else to be done."""
    response = getattr(failure, "response", None)
    message = response.get("Error", {}).get("Message") if isinstance(response, dict) else ""
    text = str(message or "").lower()
    if "service control policy" in text or "resource control policy" in text:
        return BY_ORGANISATION
    return "not in this region" if "not supported in" in text and "region" in text else ""


def status_of(code: str, hint: str = "") -> LedgerStatus:
    """What a code means for the ledger."""
    words = {code, code.rsplit(".", 1)[-1]}
    if hint.startswith("not in") and words & {"UnknownOperationException", "InvalidAction"}:
        return "region-off"
    return next((status for known, status in _CLASSES if words & known), "error")


def stops(code: str) -> bool:
    """Whether nothing more can be read with these credentials."""
    return bool({code, code.rsplit(".", 1)[-1]} & STOPPING)
