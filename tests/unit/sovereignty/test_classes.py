"""Classes of data: told, inherited along applications and copies, assumed where nobody told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.policy import Override, Overrides, Policy
from planner.model.resource import Relation, Resource
from planner.sovereignty.duties import UNKNOWN, duty_book
from planner.sovereignty.roles import role_of
from tests.unit.sovereignty.estates import classified, estate, in_app, names, resource


def test_a_tag_tells_the_class_in_any_of_its_words() -> None:
    for word in ("health", "Santé", "donnees-de-sante", "MEDICAL"):
        found = classified(resource("a", "db.postgres", tags={"Data-Class": word}))
        assert names(found)["a"] == {"health"}, word
        assert found.of[next(iter(found.of))][0].origin == "told"


def test_a_tag_may_tell_several() -> None:
    found = classified(resource("a", "db.postgres", tags={"data_class": "personal + finance"}))
    assert names(found)["a"] == {"personal", "financial"}
    assert [one.by for one in found.of[next(iter(found.of))]] == [
        "data_class=personal + finance"
    ] * 2


def test_the_key_that_the_policy_names_first_tells() -> None:
    found = classified(
        resource("a", "db.postgres", tags={"classification": "public", "data-class": "health"})
    )
    assert names(found)["a"] == {"health"}


def test_a_word_that_no_class_knows_is_said_and_counts_as_unknown() -> None:
    found = classified(resource("a", "db.postgres", tags=in_app("crm", "helth")))
    assert names(found)["a"] == {UNKNOWN}
    (said,) = found.diagnostics
    assert said.code == "data-class-unknown-word"
    assert "helth" in said.detail.en
    assert "health" in said.remedy.fr


def test_nothing_told_is_unknown_and_names_the_policy_key() -> None:
    found = classified(resource("a", "db.postgres"))
    (one,) = found.of[next(iter(found.of))]
    assert (one.name, one.origin, one.by) == (UNKNOWN, "assumed", "unknown_data_class: personal")
    assert found.unknown == set(found.of)


def test_what_is_told_of_a_member_holds_for_its_application_alone() -> None:
    found = classified(
        resource("db", "db.postgres", tags=in_app("crm", "health")),
        resource("vm", "compute.vm", tags=in_app("crm")),
        resource("net", "network.vpc", tags=in_app("crm")),
        resource("other", "compute.vm", tags=in_app("wiki")),
    )
    assert names(found) == {"db": {"health"}, "vm": {"health"}, "other": {UNKNOWN}}
    (inherited,) = (one for id_, (one,) in found.of.items() if id_ == "vm")
    assert (inherited.origin, inherited.by) == ("inherited", "db")
    assert found.applications["crm"] == ("health",)


def test_a_class_that_asks_for_nothing_is_not_handed_on() -> None:
    found = classified(
        resource("pictures", "storage.object_bucket", tags=in_app("shop", "public")),
        resource("db", "db.postgres", tags=in_app("shop")),
    )
    assert names(found) == {"pictures": {"public"}, "db": {UNKNOWN}}


def test_inheriting_less_than_unknown_asks_for_does_not_end_being_unknown() -> None:
    found = classified(
        resource("logs", "storage.object_bucket", tags=in_app("shop", "internal")),
        resource("db", "db.postgres", tags=in_app("shop")),
    )
    assert names(found) == {"logs": {"internal"}, "db": {"internal", UNKNOWN}}


def test_copies_carry_the_class_wherever_they_lie() -> None:
    found = classified(
        resource("db", "db.postgres", tags=in_app("crm", "health")),
        resource("replica", "db.postgres", ("replicates", "db"), tags=in_app("reports")),
        resource("vm", "compute.vm", ("stores-in", "shared-bucket"), tags=in_app("crm")),
        resource("shared-bucket", "storage.object_bucket", tags=in_app("archive")),
        resource(
            "copy", "storage.object_bucket", ("replicates", "shared-bucket"), tags=in_app("far")
        ),
        resource("neighbour", "compute.vm", tags=in_app("archive")),
    )
    told = names(found)
    assert told["replica"] == told["shared-bucket"] == told["copy"] == {"health"}
    assert told["neighbour"] == {UNKNOWN}, "an inherited class turns no other application's members"


@pytest.mark.parametrize(
    ("source", "relation", "target", "classified_by_it"),
    [
        ("storage.snapshot", "replicates", "storage.block_volume", True),
        ("storage.block_volume", "attached-to", "compute.vm", True),
        ("backup.vault", "uses", "db.postgres", True),
    ],
)
def test_what_holds_a_copy_needs_what_it_copies(
    source: str, relation: Relation, target: str, *, classified_by_it: bool
) -> None:
    found = classified(
        resource("copy", source, (relation, "origin"), tags=in_app("b")),
        resource("origin", target, tags=in_app("a", "health")),
    )
    assert ("health" in names(found)["copy"]) is classified_by_it


@pytest.mark.parametrize(
    ("source", "relation", "target"),
    [
        ("compute.vm", "stores-in", "storage.object_bucket"),
        ("compute.vm", "stores-in", "obs.logs"),
        ("app.function", "sends-to", "msg.queue"),
        ("msg.pubsub", "sends-to", "msg.queue"),
    ],
)
def test_what_is_written_to_holds_a_copy(source: str, relation: Relation, target: str) -> None:
    found = classified(
        resource("writer", source, (relation, "written"), tags=in_app("a", "health")),
        resource("written", target, tags=in_app("b")),
    )
    assert "health" in names(found)["written"]


@pytest.mark.parametrize(
    "hub", ["network.vpc", "sec.kms", "iam.role", "dns.zone", "network.subnet"]
)
def test_no_class_goes_through_a_hub(hub: str) -> None:
    relations: tuple[Relation, ...] = ("in", "uses", "encrypted-with", "stores-in", "replicates")
    found = classified(
        resource(
            "db", "db.postgres", *((one, "hub") for one in relations), tags=in_app("a", "health")
        ),
        resource("hub", hub),
        resource("vm", "db.postgres", *((one, "hub") for one in relations), tags=in_app("b")),
    )
    assert names(found) == {"db": {"health"}, "vm": {UNKNOWN}}


def test_selectors_of_the_policy_add_to_tags_and_idle_ones_are_said() -> None:
    policy = Policy(data_classes={"tag:application=crm": "payment", "nothing*": "health"})
    found = classified(
        resource("db", "db.postgres", tags=in_app("crm", "financial")), policy=policy
    )
    assert names(found)["db"] == {"payment", "financial"}
    assert [one.code for one in found.diagnostics] == ["data-class-selects-nothing"]


def test_a_correction_replaces_what_is_told_and_says_that_it_took_away() -> None:
    overrides = Overrides((Override(select="pictures", data_class="public", who="A. Martin"),))
    found = classified(
        resource("pictures", "storage.object_bucket", tags=in_app("crm", "personal")),
        resource("db", "db.postgres", tags=in_app("crm", "health")),
        overrides=overrides,
    )
    assert names(found) == {"pictures": {"public"}, "db": {"health"}}
    assert [one.code for one in found.diagnostics] == ["data-class-overruled"]


def test_a_line_that_nobody_filled_in_takes_nothing_away() -> None:
    overrides = Overrides((Override(select="db", data_class="unknown"),))
    found = classified(
        resource("db", "db.postgres", tags=in_app("crm", "health")), overrides=overrides
    )
    assert names(found)["db"] == {"health", UNKNOWN}
    assert not found.diagnostics


def test_a_copy_of_what_a_person_corrected_still_carries_what_reaches_it() -> None:
    overrides = Overrides((Override(select="dump", data_class="public"),))
    found = classified(
        resource("db", "db.postgres", ("stores-in", "dump"), tags=in_app("crm", "health")),
        resource("dump", "storage.object_bucket", tags=in_app("crm")),
        overrides=overrides,
    )
    assert names(found)["dump"] == {"public", "health"}


def test_a_type_that_no_rule_knows_is_classified_once_it_is_told() -> None:
    found = classified(
        resource("odd", None, tags=in_app("crm", "health")),
        resource("other", None, tags=in_app("crm")),
        resource("db", "db.postgres", tags=in_app("crm")),
    )
    assert names(found) == {"odd": {"health"}, "db": {"health"}}


_KINDS = (
    "compute.vm",
    "db.postgres",
    "storage.object_bucket",
    "msg.queue",
    "network.subnet",
    "sec.kms",
)
_RELATIONS: tuple[Relation, ...] = (
    "replicates",
    "stores-in",
    "sends-to",
    "in",
    "uses",
    "attached-to",
)
_WORDS = ("", "", "public", "internal", "personal", "health", "sensitive", "financial", "nonsense")


@st.composite
def estates(draw: st.DrawFn) -> list[Resource]:
    count = draw(st.integers(1, 9))
    made = []
    for at in range(count):
        needs = draw(
            st.lists(st.tuples(st.sampled_from(_RELATIONS), st.integers(0, count - 1)), max_size=3)
        )
        tags = in_app(draw(st.sampled_from("abc")), draw(st.sampled_from(_WORDS)))
        kind = draw(st.sampled_from(_KINDS))
        targets = [(relation, f"r{to}") for relation, to in needs]
        made.append(resource(f"r{at}", kind, *targets, tags=tags))
    return made


def _duties(found: dict[str, set[str]], made: list[Resource]) -> dict[str, set[str]]:
    book = duty_book(Policy())
    return {
        str(one.id): {duty.id for duty in book.binding(frozenset(found[one.id]), role_of(one.kind))}
        for one in made
        if one.id in found
    }


@settings(deadline=None, max_examples=150)
@given(
    estates(), st.integers(0, 8), st.sampled_from(["personal", "health", "sensitive", "internal"])
)
def test_telling_more_of_what_is_told_takes_no_duty_from_anything(
    made: list[Resource], at: int, name: str
) -> None:
    told = [
        one for one in made if one.tags.get("data-class") in ("personal", "health", "sensitive")
    ]
    if not told:
        return
    chosen = told[at % len(told)]
    before = _duties(names(classified(*made)), made)
    policy = Policy(data_classes={chosen.id: name})
    after = _duties(names(classified(*made, policy=policy)), made)
    assert before.keys() == after.keys()
    assert all(before[one] <= after[one] for one in before)


@settings(deadline=None, max_examples=150)
@given(estates())
def test_inheritance_is_closed_along_copies_and_stays_within_what_handles_data(
    made: list[Resource],
) -> None:
    found = names(classified(*made))
    book = duty_book(Policy())
    kinds = {str(one.id): one.kind for one in made}
    assert found.keys() == {one for one, kind in kinds.items() if role_of(kind) != "none"}
    graph, _ = estate(*made)
    for edge in graph.dependencies:
        ends = (str(edge.source), str(edge.target))
        if not all(one in found for one in ends):
            continue
        handed = {name for name in found[ends[0]] if book.asks(name)}
        if edge.relation in ("stores-in", "sends-to"):
            assert handed <= found[ends[1]]
        if edge.relation == "replicates":
            assert {name for name in found[ends[1]] if book.asks(name)} <= found[ends[0]]


@settings(deadline=None, max_examples=50)
@given(estates(), st.randoms())
def test_the_order_of_what_was_read_changes_nothing(made: list[Resource], random: object) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert classified(*made) == classified(*shuffled)
