"""The regions of an account: those that are switched on, and a row for each that is not."""

from planner.model.resource import LedgerRow
from providers.sources.aws.clients import Clients, Outcome
from providers.sources.aws.row import GLOBAL

HOME = "us-east-1"
"""Where services without region are asked; an endpoint of one's own takes any."""


def enabled(clients: Clients, account: str) -> tuple[tuple[str, ...], list[LedgerRow]]:
    """The regions to read, and a row for each that is off; the SDK's list where AWS tells none."""
    asked = clients.ask("ec2", "describe_regions", HOME, {"AllRegions": True})
    listed = asked.answer.get("Regions") or []
    if not listed:
        known = clients.known_regions("ec2")
        return known, [_listing(account, asked, len(known))]
    states = {one["RegionName"]: one.get("OptInStatus") for one in listed if "RegionName" in one}
    on = tuple(sorted(name for name, state in states.items() if state != "not-opted-in"))
    rows = [_listing(account, asked, len(on))]
    rows += [
        LedgerRow(
            cloud="aws", account=account, region=name, service="*", operation="*",
            status="region-off", detail="not opted in",
        )
        for name in sorted(states)
        if name not in on
    ]  # fmt: skip
    return on, rows


def _listing(account: str, asked: Outcome, count: int) -> LedgerRow:
    detail = f"{count} regions"
    if asked.status != "ok":
        detail = f"{asked.detail}; {count} regions from the SDK's own list are tried"
    return LedgerRow(
        cloud="aws", account=account, region=GLOBAL, service="ec2", operation="describe_regions",
        status=asked.status, detail=detail,
    )  # fmt: skip
