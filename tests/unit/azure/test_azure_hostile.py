from typing import Any

from hypothesis import given, settings

from providers.sources.azure import SOURCE
from tests.unit.hostile import hold, pools


@settings(max_examples=25, deadline=None)
@given(pools("/subscriptions/s/resourceGroups/g/providers/a/b/c", "P9D", "*", "../x", "1-2"))
def test_no_rule_fails_whatever_the_attributes_hold(pool: list[Any]) -> None:
    hold(SOURCE, pool)
