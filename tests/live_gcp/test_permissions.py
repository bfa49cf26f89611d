"""The role that is printed: what is asked, and nothing that opens more."""

import re

from providers.sources.gcp.adapters import ADAPTERS
from providers.sources.gcp.live.client import Patience
from providers.sources.gcp.live.collect import collect
from providers.sources.gcp.live.lists import grants, role, table
from providers.sources.gcp.live.measures import measures
from tests.live_gcp.estate import NOW, Google, refused
from tests.replay import serve

ASSETS = "/v1/projects/shop-prod/assets"
READS = re.compile(r"^[a-z]+\.[A-Za-z.]*(list|listResource|get|use)$")


def test_the_role_only_reads_and_reads_no_data() -> None:
    permissions = role()["includedPermissions"]
    assert permissions == sorted(set(permissions))
    for one in permissions:
        assert READS.match(one), one
        assert not re.search(r"versions\.access|objects\.|getData|keys\.", one), one


def test_every_unit_says_what_it_needs() -> None:
    told = grants()
    for closed in (False, True):
        google = Google()
        if closed:
            google.always[ASSETS] = refused("SERVICE_DISABLED")
        with serve(google) as server:
            units = list(
                collect(
                    now=NOW, endpoint_url=server.url, patience=Patience(0.01, 0.02, 1),
                    organization="1" if closed else "", projects=("shop-prod",),
                )
            )  # fmt: skip
        for unit in units:
            assert told[unit.row.service, unit.row.operation], unit.row


def test_only_reading_calls_are_made_and_no_token_travels_without_tls() -> None:
    google = Google()
    google.always[ASSETS] = refused("SERVICE_DISABLED")
    with serve(google) as server:
        list(collect(now=NOW, endpoint_url=server.url, projects=("shop-prod",)))
    assert {one.method for one in server.asked} == {"GET"}
    assert not [one for one in server.asked if one.token]


def test_lists_are_of_types_that_are_read() -> None:
    assert set(table().lists) <= set(ADAPTERS)
    for one in table().lists.values():
        assert one.of in {"", "location", *table().lists}


def test_measures_are_of_types_that_are_read() -> None:
    assert set(measures()) <= set(ADAPTERS)
