"""The role that is printed: what is asked, and nothing that opens more."""

import re

from providers.sources.azure.adapters import ADAPTERS
from providers.sources.azure.live.calls import calls, grants, role
from providers.sources.azure.live.collect import collect
from providers.sources.azure.live.measures import measures
from tests.live_azure.estate import NOW, Azure
from tests.replay import serve


def test_the_role_only_reads_and_reads_no_data() -> None:
    found = role(("s",))
    assert all(action.endswith("/read") for action in found["Actions"])
    assert not found["DataActions"]
    assert found["AssignableScopes"] == ["/subscriptions/s"]
    assert not re.search("listkeys|secrets|blobs/", str(found["Actions"]).lower())


def test_every_unit_says_what_it_needs() -> None:
    with serve(Azure()) as server:
        units = list(collect(now=NOW, endpoint_url=server.url))
    told = grants()
    for unit in units:
        assert told[unit.row.service, unit.row.operation], unit.row


def test_every_call_is_in_the_table() -> None:
    with serve(Azure()) as server:
        list(collect(now=NOW, endpoint_url=server.url))
    paths = {one.path for one in calls().details.values()}
    for asked in server.asked:
        known = asked.path == "/subscriptions" or asked.path.endswith(
            ("/Microsoft.ResourceGraph/resources", "/metrics:getBatch", *paths)
        )
        assert known, asked.path
        assert not asked.token, "no token travels without TLS"


def test_details_are_of_types_that_are_read() -> None:
    for name, detail in calls().details.items():
        assert name in ADAPTERS
        assert name.startswith(detail.of + "/")
        assert detail.action.lower() == f"{name}/read"


def test_measures_are_of_types_that_are_read() -> None:
    assert set(measures()) <= set(ADAPTERS)
