"""Formats that rules ask for take what the clouds take, and nothing else."""

import ipaddress
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.catalogue.schemas import constraints
from planner.proof.check.formats import FORMATS, has_format

GOOD = {
    "base64": ["bWFkZQ==", ""],
    "cidr": ["10.0.0.1/24", "2001:db8::/32"],
    "cidr_network": ["10.0.0.0/24"],
    "cron5": ["0 3 * * *", "*/5 1-3 * JAN MON,FRI"],
    "date": ["2026-11-22"],
    "email": ["a@b.example"],
    "go_duration": ["30s", "1h30m", "0", "1.5h"],
    "http_url": ["https://a.example/b"],
    "ip": ["192.0.2.1", "2001:db8::1"],
    "ip_or_cidr": ["192.0.2.1", "192.0.2.0/24"],
    "ipv4_cidr": ["192.0.2.1/32"],
    "iso8601": ["2026-11-22", "2026-11-22T10:00:00Z"],
    "json": ["{}", "[1]"],
    "marketplace_label_or_id": ["ubuntu_noble", f"fr-par-1/{uuid.UUID(int=0)}"],
    "rfc3339": ["2026-11-22T10:00:00Z", "2026-11-22T10:00:00+01:00"],
}  # fmt: skip
BAD = {
    "base64": ["not base64!"],
    "cidr": ["10.0.0.1", "10.0.0.0/33"],
    "cidr_network": ["10.0.0.5/24", "10.0.0.0"],
    "cron5": ["0 3 * *", "@daily"],
    "date": ["22/11/2026"],
    "email": ["a.example", "a b@c.d"],
    "go_duration": ["30", "2d", "", "h"],
    "http_url": ["ftp://a", "a.example"],
    "ip": ["192.0.2.1/24", "256.0.0.1"],
    "ip_or_cidr": ["made"],
    "ipv4_cidr": ["2001:db8::/32", "192.0.2.1"],
    "iso8601": ["tomorrow"],
    "json": ["{", "[" * 100_000],
    "marketplace_label_or_id": ["Ubuntu Noble"],
    "rfc3339": ["2026-11-22", "2026-11-22T10:00:00"],
}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format_takes_the_good_and_refuses_the_bad(name: str) -> None:
    assert [text for text in GOOD[name] if not has_format(name, text)] == []
    assert [text for text in BAD[name] if has_format(name, text)] == []


def test_every_format_of_the_rules_is_known() -> None:
    def asked(rules: dict[str, dict[str, object]]) -> set[object]:
        found = {rule["format"] for rule in rules.values() if "format" in rule}
        below = (asked(rule.get("nested", {})) for rule in rules.values())  # type: ignore[arg-type]
        return found.union(*below)

    assert set[object]().union(*map(asked, constraints().values())) <= FORMATS


@given(st.ip_addresses(), st.integers(0, 32))
def test_every_network_is_a_cidr(address: ipaddress.IPv4Address, mask: int) -> None:
    network = ipaddress.ip_network((address, mask), strict=False)
    assert has_format("cidr_network", str(network))
    assert has_format("cidr", str(network))


@given(st.text())
def test_no_text_stops_a_check(text: str) -> None:
    for name in FORMATS:
        assert has_format(name, text) in {True, False}
