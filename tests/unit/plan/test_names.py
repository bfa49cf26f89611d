"""Names made from hostile names."""

import re

from hypothesis import given
from hypothesis import strategies as st

from planner.plan.names import identifier, unique, without_number

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,61}\Z")


@given(st.text(max_size=300))
def test_any_name_makes_an_identifier(name: str) -> None:
    assert IDENTIFIER.match(identifier(name))


def test_names_keep_what_people_know_them_by() -> None:
    assert identifier("Web Front-01") == "web_front_01"
    assert identifier("Équipe réseau") == "equipe_reseau"
    assert identifier("2-tier") == "r_2_tier"
    assert identifier("${}") == "unnamed"


def test_numbered_and_zoned_siblings_share_a_stem() -> None:
    assert without_number("web-1") == without_number("web-02") == "web"
    assert without_number("private-b") == "private"
    assert without_number("schema") == ""
    assert without_number("database") == ""
    assert without_number("web1") == "web"


def test_a_taken_name_gets_a_number() -> None:
    taken = {"web"}
    assert unique("web", taken) == "web_2"
    assert unique("web", taken) == "web_3"
    assert taken == {"web", "web_2", "web_3"}
