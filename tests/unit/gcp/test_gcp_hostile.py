from typing import Any

from hypothesis import given, settings

from providers.sources.gcp import SOURCE
from tests.unit.hostile import hold, pools


@settings(max_examples=25, deadline=None)
@given(pools("projects/p/zones/z/instances/i", "9s", "*", "../x", "1-2"))
def test_no_rule_fails_whatever_the_attributes_hold(pool: list[Any]) -> None:
    hold(SOURCE, pool)
