"""`mappings/data-roles.yaml`: every kind has one role, and every rule is about kinds that there are."""

from fnmatch import fnmatchcase

from planner.catalogue.kinds import kinds
from planner.model.policy import Policy
from planner.sovereignty.duties import duty_book
from planner.sovereignty.roles import data_roles, role_of, roles


def test_every_kind_has_exactly_one_role() -> None:
    listed = [kind for some in data_roles().roles.values() for kind in some]
    assert sorted(listed) == sorted(kinds())
    assert roles().keys() == kinds().keys()


def test_what_no_rule_knows_is_never_passed_over() -> None:
    assert role_of("compute.unheard-of") == "processes"
    assert role_of(None) == "processes"


def test_every_pattern_of_a_copy_means_kinds_that_handle_data() -> None:
    for rule in data_roles().copies:
        for pattern in (*rule.sources, *rule.targets):
            meant = [kind for kind in kinds() if fnmatchcase(kind, pattern)]
            assert any(role_of(kind) != "none" for kind in meant), pattern


def test_software_is_named_only_for_kinds_that_handle_data() -> None:
    assert all(role_of(kind) != "none" for kind in data_roles().hosted)


def test_every_class_but_public_asks_for_something() -> None:
    book = duty_book(Policy())
    asking = {name for name in book.classes if book.asks(name)}
    assert book.classes.keys() - asking == {"public", "unknown"}
    assert book.binding(frozenset({"unknown"}), "stores")


def test_a_policy_can_raise_what_unknown_is_held_to_but_not_lower_it() -> None:
    usual = {one.id for one in duty_book(Policy()).binding(frozenset({"unknown"}), "stores")}
    for name in duty_book(Policy()).classes:
        policy = Policy(unknown_data_class=name)
        now = {one.id for one in duty_book(policy).binding(frozenset({"unknown"}), "stores")}
        assert usual <= now
