"""Residual dependencies: what shows them, where they come from, and what the table promises."""

import json
from typing import Any

import pytest
from msgspec import Raw
from msgspec.structs import replace

from planner.catalogue.kinds import kinds
from planner.catalogue.mappings import load_target
from planner.model.choice import Choice, Design, Loss, Unmapped
from planner.model.resource import Resource, ResourceId
from planner.model.sovereignty import Residual
from planner.model.spec import Database, VirtualMachine
from planner.model.text import same
from planner.sovereignty.residual import Finder, residuals
from planner.sovereignty.residual_facts import residual_facts
from planner.sovereignty.store import load_store
from tests.unit.sovereignty.estates import resource

FACTS = residual_facts()
HOME = {ResourceId("a"): "shop", ResourceId("b"): "shop", ResourceId("c"): "pay"}


def built(one: Resource, stem: str = "compute.vm", **design: Any) -> Choice:  # noqa: ANN401 - fields of a design
    values = design.pop("values", {})
    losses = design.pop("losses", ())
    return Choice(
        resource=one.id, target="scaleway", region="fr-par", mapping=stem, service=same("x"),
        fit="close", method=design.pop("method", "rehost"), losses=losses,
        design=Design(values=values, **design),
    )  # fmt: skip


def unbuilt(one: Resource) -> Unmapped:
    return Unmapped(
        resource=one.id,
        target="scaleway",
        reason="verdict-none",
        detail=same("x"),
        fallback=same("x"),
    )


def found(*pairs: tuple[Resource, Choice | Unmapped], target: str = "scaleway") -> list[Residual]:
    choices = {one.id: choice for one, choice in pairs}
    finder = Finder(FACTS, choices, target)
    hits = finder.of(one for one, _ in pairs)
    return list(residuals(hits, FACTS, HOME, load_store(as_of="2026-11-22")))


def named(one: Resource, **attributes: Any) -> Resource:  # noqa: ANN401 - as exports write them
    return replace(one, native=Raw(json.dumps(attributes).encode()))


def test_a_service_named_by_several_resources_is_one_dependency() -> None:
    first = named(resource("a"), environment="https://api.datadoghq.com secret-path-1")
    second = named(resource("c"), url="intake.datadoghq.eu")
    [one] = found((first, built(first)), (second, unbuilt(second)))
    assert (one.category, one.what) == ("saas", "Datadog")
    assert one.resources == ("a", "c")
    assert one.applications == ("pay", "shop")
    assert "datadoghq.com, datadoghq.eu" in one.statement.text.en
    assert "secret" not in one.statement.text.en + one.statement.text.fr
    assert one.alternative is not None
    assert one.alternative.evidence == ("alternative-scaleway-cockpit",)


def test_a_dependency_without_a_known_alternative_says_none() -> None:
    one = named(resource("a"), host="acme.snowflakecomputing.com")
    [only] = found((one, built(one)))
    assert only.alternative is None


def test_what_is_built_at_the_target_is_no_longer_needed_at_the_source() -> None:
    zone = named(
        replace(resource("a", "edge.cdn"), native_type="aws_cloudfront_distribution"),
        domain_name="d1.cloudfront.net",
    )
    assert found((zone, built(zone, "edge.cdn"))) == []
    [kept] = found((zone, unbuilt(zone)))
    assert kept.what == "Amazon CloudFront"
    assert "no place at the target" in kept.statement.text.en
    assert "cloudfront.net" not in kept.statement.text.en


def test_a_kind_of_the_table_whose_type_it_does_not_name_is_told_by_its_type() -> None:
    one = replace(resource("a", "sec.kms"), native_type="some_new_key")
    [kept] = found((one, unbuilt(one)))
    assert (kept.category, kept.what) == ("keys", "some_new_key")


def test_systems_and_licences_are_needed_wherever_they_run() -> None:
    windows = replace(resource("a"), spec=VirtualMachine(os="windows-2022"))
    oracle = replace(resource("b", "db.postgres"), spec=Database(engine="oracle-ee"))
    names = {one.what for one in found((windows, built(windows)), (oracle, unbuilt(oracle)))}
    assert names == {"Windows Server", "Oracle Database"}


def test_a_system_that_the_target_replaces_is_not_needed_after() -> None:
    one = replace(resource("a"), spec=VirtualMachine(os="rhel-9"))
    other = Loss("other-system", "minor", same("x"), same("x"), "os")
    assert found((one, built(one, losses=(other,)))) == []
    assert [each.what for each in found((one, built(one)))] == ["Red Hat Enterprise Linux"]


def test_graphics_processors_are_told_by_the_size_that_is_bought_too() -> None:
    one = resource("a")
    assert [each.category for each in found((one, built(one, size="L4-1-24G")))] == ["gpu"]


def test_the_target_may_bring_a_dependency_of_its_own() -> None:
    one = resource("a", "network.lb_l7")
    tls, plain = {"tls": True}, {"tls": False}
    [brought] = found((one, built(one, "network.lb", values=tls)))
    assert (brought.what, brought.category) == ("Let's Encrypt", "certificates")
    assert found((one, built(one, "network.lb", values=plain))) == []
    assert found((one, built(one, "network.lb", values=tls)), target="ovh") == []


def test_a_bare_image_depends_on_docker_hub() -> None:
    one = named(resource("a", "container.run"), container_definitions='[{"image":"nginx:1.27"}]')
    machine = named(resource("b"), image="nginx")
    assert [each.what for each in found((one, unbuilt(one)), (machine, built(machine)))] == [
        "Docker Hub"
    ]


def test_what_is_retired_needs_nothing() -> None:
    one = named(resource("a"), url="api.stripe.com")
    assert found((one, built(one, method="retire"))) == []


def test_the_order_of_resources_changes_nothing() -> None:
    ones = [named(resource(name), url="api.stripe.com hooks.slack.com") for name in "abc"]
    pairs = [(one, built(one)) for one in ones]
    assert found(*pairs) == found(*reversed(pairs))


def test_the_table_names_kinds_alternatives_and_mappings_that_exist() -> None:
    known, store = {str(kind) for kind in kinds()}, load_store()
    for name, category in FACTS.categories.items():
        assert category.things, name
        ids = set(category.alternative)
        for thing in category.things:
            ids |= set(thing.alternative or ())
            assert set(thing.kinds) <= known, thing.what
            for key in thing.brought:
                target, _, stem = key.partition("/")
                assert stem in load_target(target).by_stem
        assert set(category.kinds) <= known, name
        assert all(store.by_id(id_) for id_ in ids), name


@pytest.mark.parametrize("name", sorted(FACTS.categories))
def test_titles_are_in_both_languages(name: str) -> None:
    title = FACTS.categories[name].title
    assert title.en
    assert title.fr
