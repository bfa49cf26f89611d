"""Places before and after, and the keys that are told of them."""

from typing import Any

import pytest
from msgspec.structs import replace

from planner.catalogue.mappings import load_target
from planner.model.choice import Blocks, Choice, Data, Design, Expression, Ref, Unmapped, Value
from planner.model.policy import Policy
from planner.model.resource import Resource, ResourceId
from planner.model.spec import Bucket, Volume
from planner.model.text import same
from planner.sovereignty.bar import Bar
from planner.sovereignty.duties import duty_book
from planner.sovereignty.places import Lies, Places, referred
from planner.sovereignty.ruler import HOSTED_ON, Ruler
from tests.unit.sovereignty.estates import classified, estate, resource, store

KEY = resource("key", "sec.kms")


def places(*resources: Resource, target: str = "scaleway") -> tuple[Places, Bar]:
    bar = Bar(
        classified(*resources), Ruler(duty_book(Policy()), store()), load_target(target)
    )  # fmt: skip
    graph, _ = estate(*resources)
    known = {one.id: one for one in resources}
    return Places(bar, known, graph.dependencies), bar


def built(one: Resource, stem: str, region: str = "fr-par", **values: Any) -> Choice:  # noqa: ANN401 - of a design
    return Choice(
        resource=one.id, target="scaleway", region=region, mapping=stem, service=same("x"),
        fit="close", method=values.pop("method", "rehost"), design=Design(values=values),
    )  # fmt: skip


def of(one: Resource, choice: Choice | Unmapped, *others: Resource) -> Lies:
    found, _ = places(one, *others)
    return next(iter(found.of([one], {one.id: choice})))


LOCKED = replace(
    resource("disk", "storage.block_volume", ("encrypted-with", "key")),
    spec=Volume(encrypted=True, key="key"),
)


def test_a_key_that_is_referred_to_is_the_customers_own_in_the_key_service() -> None:
    found = of(LOCKED, built(LOCKED, "storage.block_volume"), KEY)
    assert found.before.keys == "service"
    assert found.after is not None
    assert found.after.keys == "provider"


def test_a_design_that_refers_to_the_key_keeps_it() -> None:
    ref = Ref(ResourceId("key"), "scaleway_key_manager_key")
    nested = Blocks(({"key": ref},))
    found = of(LOCKED, built(LOCKED, "storage.block_volume", blocks=nested), KEY)
    assert found.after is not None
    assert found.after.keys == "service"


@pytest.mark.parametrize(
    ("spec", "custody"),
    [
        (Bucket(), None), (Bucket(encrypted=True), "provider"), (Bucket(encrypted=False), None),
        (Bucket(key="alias/aws/bucket"), "provider"), (Bucket(key="alias/mine"), "service"),
    ],
)  # fmt: skip
def test_keys_are_as_configured_or_not_told(spec: Bucket, custody: str | None) -> None:
    one = replace(resource("bucket", "storage.object_bucket"), spec=spec)
    assert of(one, built(one, "storage.object_bucket")).before.keys == custody


def test_what_is_not_built_stays_and_what_is_retired_goes() -> None:
    one = resource("vm")
    kept = Unmapped(
        resource=one.id, target="x", reason="limit", detail=same("x"), fallback=same("x")
    )
    stays = of(one, kept)
    assert (stays.after, stays.moves) == (stays.before, False)
    gone = of(one, built(one, "compute.vm", method="retire"))
    assert (gone.after, gone.moves) == (None, False)


def test_software_that_people_run_lies_on_machines_and_volumes() -> None:
    one = resource("db", "db.postgres")
    found, bar = places(one, target="outscale")
    lies = next(iter(found.of([one], {one.id: built(one, "db.postgres", region="eu-west-2")})))
    assert bar.catalogue.by_stem["db.postgres"].fit == "self-hosted"
    assert lies.after is not None
    assert lies.after.services == HOSTED_ON


def test_references_are_found_however_deep_they_lie() -> None:
    ref = Ref(ResourceId("a"), "t")
    values: tuple[Value, ...] = (
        ref, (ref,), {"k": ref}, Blocks(({"k": (ref,)},)), Expression("{x}", (("x", ref),)),
        Data("t", "n", "id", (("x", {"k": ref}),)),
    )  # fmt: skip
    for value in values:
        assert list(referred(value)) == ["a"]
    assert list(referred(("text", 1, None, True))) == []
