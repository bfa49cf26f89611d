import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Raw

from planner.graph import connect, find_applications
from planner.graph.naming import slug
from planner.model.plan import Application
from planner.model.policy import Lock, Override, Overrides, PinnedResource, Policy
from planner.model.resource import Inventory, Kind, Origin, Reference, Resource, ResourceId


def resource(identity: str, kind: str = "compute.vm", **more: Any) -> Resource:  # noqa: ANN401
    needs = more.pop("needs", ())
    return Resource(
        id=ResourceId(identity),
        cloud="aws",
        native_type="t",
        name=more.pop("name", ""),
        origin=Origin("f", identity),
        kind=Kind(kind),
        references=tuple(Reference("uses", target, "p") for target in needs),
        native=Raw(b"{}"),
        **more,
    )


def found(
    *resources: Resource, overrides: Overrides | None = None, lock: Lock | None = None
) -> dict[str, Application]:
    ordered = tuple(sorted(resources, key=lambda one: one.id))
    said = overrides or Overrides()
    graph = connect(Inventory(resources=ordered), Policy(), said)
    return {one.name: one for one in find_applications(graph, Policy(), said, lock)}


def homes(applications: dict[str, Application]) -> dict[str, str]:
    return {str(id_): name for name, one in applications.items() for id_ in one.resources}


def test_a_tag_names_the_application_whatever_the_case_of_its_key() -> None:
    applications = found(resource("a", tags={"Application": "Web Shop", "Owner": "Ana"}))
    assert applications["web-shop"].found_by == "tag"
    assert applications["web-shop"].label == "Web Shop"
    assert applications["web-shop"].owner == "Ana"


def test_names_that_begin_alike_are_one_application() -> None:
    applications = found(
        resource("a", name="prod-crm-web"),
        resource("b", name="prod-crm-db"),
        resource("c", name="wiki"),
    )
    assert homes(applications) == {"a": "crm", "b": "crm", "c": "wiki"}
    assert applications["crm"].found_by == "name"


def test_what_hangs_together_is_one_application_and_hubs_join_nothing() -> None:
    applications = found(
        resource("a", name="one", needs=["b", "net"]),
        resource("b", name="two", needs=["net"]),
        resource("c", name="three", needs=["net"]),
        resource("net", "network.subnet", name="n"),
    )
    home = homes(applications)
    assert home["a"] == home["b"] != home["c"]
    assert home["net"] == "foundation"


def test_a_leftover_joins_the_one_application_that_it_touches() -> None:
    home = homes(
        found(
            resource("a", tags={"app": "shop"}, needs=["disk"]),
            resource("disk", "storage.block_volume", name="d"),
        )
    )
    assert home == {"a": "shop", "disk": "shop"}


def test_what_two_applications_use_is_in_the_foundation() -> None:
    home = homes(
        found(
            resource("a", tags={"app": "shop"}, needs=["cache", "key", "own"]),
            resource("b", tags={"app": "crm"}, needs=["cache", "key"]),
            resource("cache", "db.redis", name="c"),
            resource("key", "sec.kms", name="k"),
            resource("own", "sec.kms", name="o"),
        )
    )
    assert (home["cache"], home["key"], home["own"]) == ("foundation", "foundation", "shop")


def test_people_correct_what_was_found() -> None:
    said = Overrides(
        overrides=(
            Override(select="tag:app=shop", application="Retail", owner="Ana"),
            Override(select="b*", application="Other", criticality="high", data_class="health"),
        )
    )
    applications = found(
        resource("a", tags={"app": "shop"}), resource("b1", tags={"app": "shop"}), overrides=said
    )
    assert homes(applications) == {"a": "retail", "b1": "other"}
    assert applications["retail"].found_by == "override"
    assert applications["other"].criticality == "high"


def test_circles_and_an_empty_estate_are_tolerated() -> None:
    assert found() == {}
    assert (
        len(found(resource("a", name="x", needs=["b"]), resource("b", name="y", needs=["a"]))) == 1
    )


KINDS = st.sampled_from(["compute.vm", "db.postgres", "network.vpc", "sec.kms", "iam.role"])
ESTATE = st.lists(
    st.tuples(
        KINDS,
        st.sampled_from(["", "shop", "crm"]),
        st.sampled_from(["shop-a", "crm-b", "x", "wiki-1", "wiki-2"]),
        st.lists(st.integers(0, 9), max_size=3),
    ),
    min_size=1,
    max_size=10,
)
Rows = list[tuple[str, str, str, list[int]]]


def estate(rows: Rows) -> list[Resource]:
    return [
        resource(
            str(number),
            kind,
            name=name,
            tags={"app": tag} if tag else {},
            needs=[str(to) for to in needs],
        )
        for number, (kind, tag, name, needs) in enumerate(rows)
    ]


@given(ESTATE)
@settings(deadline=None, max_examples=60)
def test_every_resource_is_in_exactly_one_application(rows: Rows) -> None:
    applications = found(*estate(rows))
    members = [id_ for one in applications.values() for id_ in one.resources]
    assert sorted(members) == sorted(str(number) for number in range(len(rows)))


@given(ESTATE)
@settings(deadline=None, max_examples=60)
def test_one_more_resource_moves_no_other_when_the_lock_is_given(rows: Rows) -> None:
    resources = estate(rows)
    before = homes(found(*resources[:-1]))
    pinned = (PinnedResource(id=id_, application=name) for id_, name in before.items())
    after = homes(found(*resources, lock=Lock(resources=tuple(sorted(pinned)))))
    assert {id_: after[id_] for id_ in before} == before


@given(st.text())
def test_a_slug_is_a_short_plain_word(label: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]{0,39}", slug(label))
    assert slug(slug(label)) == slug(label)
