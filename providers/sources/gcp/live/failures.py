"""What a failed call to Google says: denied, switched off, throttled, not reached.

A 403 has many reasons, which ask for different remedies: the API is switched off in the project, the
project pays nothing, a perimeter stands before it, a limit is reached, or the role is missing.
"""

from collections.abc import Mapping
from typing import Any

from planner.model.resource import LedgerStatus

THROTTLED = frozenset(
    {"RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED", "rateLimitExceeded", "userRateLimitExceeded",
     "quotaExceeded"}
)  # fmt: skip
_OFF = {
    "SERVICE_DISABLED": "the API is switched off",
    "API_DISABLED": "the API is switched off",
    "accessNotConfigured": "the API is switched off",
    "api_disabled": "the API is switched off",
    "BILLING_DISABLED": "billing is disabled",
    "billing_disabled": "billing is disabled",
    "billingDisabled": "billing is disabled",
    "accountDisabled": "billing is disabled",
    "CONSUMER_INVALID": "the project is not active",
}
_FENCED = frozenset({"SECURITY_POLICY_VIOLATED", "vpcServiceControls"})
_CODES: dict[int, LedgerStatus] = {
    401: "denied", 403: "denied", 408: "unreachable", 429: "throttled", 502: "unreachable",
    503: "unreachable", 504: "unreachable",
}  # fmt: skip
_LONGEST = 200


def reason_of(code: int, error: Mapping[str, Any], told: str) -> str:
    """The reason of an error: as its details say, else as its list of errors does, else in words."""
    if told:
        return told
    for one in error.get("errors") or ():
        if isinstance(one, Mapping) and isinstance(one.get("reason"), str):
            return str(one["reason"])
    message = str(error.get("message") or "")
    if "VPC Service Controls" in message:
        return "vpcServiceControls"
    if "requires billing" in message or "billing account" in message:
        return "billing_disabled"
    if code == 403 and ("has not been used in project" in message or "is disabled" in message):  # noqa: PLR2004
        return "SERVICE_DISABLED"
    return str(error.get("status") or code)


def status_of(code: int, reason: str) -> tuple[LedgerStatus, str]:
    """What a reason means for the ledger, and how it is said."""
    if reason in THROTTLED:
        return "throttled", f"{code} {reason}"
    if reason in _OFF:
        return "api-off", f"{_OFF[reason]} ({reason})"
    if reason in _FENCED:
        return "denied", f"VPC Service Controls keep it out ({reason})"
    return _CODES.get(code, "error"), f"{code} {reason}"[:_LONGEST]
