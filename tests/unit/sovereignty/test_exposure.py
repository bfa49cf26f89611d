"""Exposure by facts: the classes of known places, and the laws that hold whatever the facts are."""

from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model.evidence import Entity, Evidence, Law
from planner.model.resource import ResourceId
from planner.model.sovereignty import Exposure, ExposureClass, Place, Statement
from planner.model.text import same
from planner.sovereignty.exposure import SHOWN, expose
from planner.sovereignty.store import Store, load_store
from tests.unit.sovereignty.estates import entry, held, lies, qualified, store

AS_OF = "2026-11-22"
LADDER = ("E0", "E1", "E2", "E3", "E4", "E5", "E6")


@lru_cache(maxsize=1)
def shipped() -> Store:
    return load_store(as_of=AS_OF)


def place(provider: str = "p", region: str = "r", service: str = "compute.vm") -> Place:
    return Place(provider=provider, region=region, services=(service,))


@pytest.mark.parametrize(
    ("provider", "region", "service", "expected"),
    [
        ("aws", "us-east-1", "compute.vm", "E0"),
        ("aws", "eu-west-3", "compute.vm", "E1"),
        ("azure", "francecentral", "compute.vm", "E1"),
        ("gcp", "europe-west9", "compute.vm", "E1"),
        ("aws", "eusc-de-east-1", "compute.vm", "E2"),
        ("ovh", "GRA11", "compute.vm", "E4"),
        ("ovh", "UK1", "compute.vm", "E0"),
        ("outscale", "eu-west-2", "compute.vm", "E4"),
        ("outscale", "us-east-2", "compute.vm", "E0"),
        ("scaleway", "fr-par", "compute.vm", "E5"),
        ("outscale", "cloudgouv-eu-west-1", "compute.vm", "E6"),
        ("ovh", "eu-west-rbx-snc", "product.baremetal-pod", "E6"),
        ("ovh", "eu-west-rbx-snc", "product.vmware", "E6"),
    ],
)
def test_known_places_have_the_class_that_their_facts_give(
    provider: str, region: str, service: str, expected: str
) -> None:
    found = expose(place(provider, region, service), shipped())
    assert (found.exposure, found.best) == (expected, expected)


US = Entity(name="Far Inc.", seat="US")


def far(access: bool | None) -> Entity:  # noqa: FBT001 - what is tested
    return replace(US, access=access)


def without(entries: tuple[Evidence, ...], name: str) -> tuple[Evidence, ...]:
    return tuple(one for one in entries if one.fact != name)


HERE = (lies("p", "FR", "r"), *held("p"))


@pytest.mark.parametrize(
    ("access", "worst", "best"), [(False, "E3", "E3"), (True, "E2", "E2"), (None, "E2", "E3")]
)
def test_a_licensed_stack_is_as_good_as_what_its_licensor_can_reach(
    access: bool | None,  # noqa: FBT001 - what is tested
    worst: str,
    best: str,
) -> None:
    licensed = entry("p-stack", "technology", far(access), provider="p")
    found = expose(place(), store(*without(HERE, "technology"), licensed, snc()))
    assert (found.exposure, found.best) == (worst, best)
    assert ("technology" in found.unknown) == (access is None)


def snc(milestone: str = "qualified") -> Evidence:
    return qualified("p", "secnumcloud", ("r",), ("compute.vm",), milestone)


def test_immunity_is_of_every_service_or_of_none() -> None:
    known = store(*HERE, snc())
    assert expose(place(), known).exposure == "E6"
    both = Place(provider="p", region="r", services=("compute.vm", "db.postgres"))
    assert expose(both, known).exposure == "E5"


@pytest.mark.parametrize("milestone", ["in-process", "claimed", "expired", "draft"])
def test_only_what_is_qualified_is_immune(milestone: str) -> None:
    found = expose(place(), store(*HERE, snc(milestone)))
    assert (found.exposure, found.best) == ("E5", "E5")


def test_a_contested_qualification_counts_as_none_and_may_be_one() -> None:
    contested = replace(snc(), contested_by=("elsewhere",))
    found = expose(place(), store(*HERE, contested))
    assert (found.exposure, found.best) == ("E5", "E6")
    assert found.unknown == ("qualification",)


def test_what_is_not_known_at_all_is_held_to_lie_outside() -> None:
    found = expose(place(), store(), (ResourceId("vm"),))
    assert (found.exposure, found.best) == ("E0", "E5")
    assert found.unknown == (
        "location", "owner", "contract", "operator", "technology", "establishments", "isolation",
    )  # fmt: skip
    assert all(one.evidence or one.resources for one in every(found))


def every(found: Exposure) -> tuple[Statement, ...]:
    return (
        found.operates, found.owns, *found.laws, found.data_in, found.keys, found.opens,
        found.immunity,
    )  # fmt: skip


def law(*, status: str = "in-force", establishments: tuple[str, ...] = ("US",)) -> Evidence:
    value = Law(
        title=same("Far Act"), status=status, seats=("US",), establishments=establishments,  # type: ignore[arg-type]
        from_outside=True,
    )  # fmt: skip
    return entry("law-far", "law", value, law="far")


def told(*entries: Evidence) -> str:
    found = expose(place(), store(*entries))
    return " ".join(one.text.en for one in found.laws)


def test_a_law_reaches_by_the_seat_of_any_party() -> None:
    for name in ("owner", "contract", "operator"):
        said = told(law(), *without(HERE, name), entry("far", name, US, provider="p"))
        assert "Far Act reaches it" in said, name


def test_a_law_reaches_what_lies_in_its_country() -> None:
    assert "the data lie there" in told(law(), lies("p", "US", "r"), *held("p"))


def test_a_law_may_reach_by_an_establishment() -> None:
    abroad = entry("abroad", "establishments", ("CA", "US"), provider="p")
    said = told(law(), *without(HERE, "establishments"), abroad)
    assert "may reach it" in said
    assert "United States" in said
    assert "Canada" not in said


def test_whether_a_law_reaches_is_not_known_where_a_party_is_not() -> None:
    found = expose(place(), store(law(), *without(HERE, "operator")))
    assert [one.evidence for one in found.laws] == [("law-far",)]
    assert "not known" in found.laws[0].text.en
    assert found.exposure == "E1"


def test_a_law_without_effect_and_one_that_nothing_ties_are_not_told() -> None:
    assert told(law(), *HERE) == ""
    abroad = without(HERE, "owner")
    for status in ("lapsed", "proposal"):
        assert told(law(status=status), *abroad, entry("far", "owner", US, provider="p")) == ""
    said = told(law(status="lapsed-with-effect"), *abroad, entry("far", "owner", US, provider="p"))
    assert said


def test_statements_name_the_entries_that_show_them() -> None:
    found = expose(place(), store(*HERE, snc()))
    assert found.operates.evidence == ("p-contract", "p-operator")
    assert found.owns.evidence == ("p-establishments", "p-owner")
    assert found.data_in.evidence == ("p-r-lies-fr",)
    assert "p-r-secnumcloud-compute.vm-qualified" in found.immunity.evidence


def test_resources_show_keys_and_stand_beside_what_nothing_else_shows() -> None:
    many = tuple(ResourceId(f"vm-{number:02}") for number in range(30))
    found = expose(place(), store(*HERE), many)
    assert found.keys.resources == many[:SHOWN]
    assert found.owns.resources == ()


def test_who_can_open_follows_the_keys_and_the_class_does_not() -> None:
    texts = set()
    for custody in (None, "provider", "service", "customer"):
        found = expose(replace(place(), keys=custody), store(*HERE))
        assert found.exposure == "E5"
        texts.add(found.opens.text.en)
    assert len(texts) == 3


FACTS = ("owner", "contract", "operator")
entities = st.builds(
    Entity,
    name=st.just("Some"),
    seat=st.sampled_from(["FR", "DE", "US"]),
    staff=st.sampled_from(["", "eu", "worldwide"]),
    access=st.sampled_from([None, True, False]),
)
values = {
    "location": st.sampled_from(["FR", "NO", "US", "unknown"]),
    **dict.fromkeys(FACTS, entities),
    "technology": st.one_of(entities, st.just("not-applicable")),
    "establishments": st.sampled_from([(), ("US",), "unknown"]),
    "isolation": st.sampled_from([True, False, "not-applicable"]),
}


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Evidence, ...]:
    """Any facts of two providers in two regions, some contested, some qualified."""
    found = []
    for number in range(draw(st.integers(0, 14))):
        fact = draw(st.sampled_from(sorted(values)))
        regions = draw(st.sampled_from([(), ("r",), ("s",)]))
        if fact == "establishments":
            regions = ()
        made = entry(f"e{number}", fact, draw(values[fact]), provider="p", regions=regions)
        doubt = draw(st.sampled_from([(), (), ("doubt",)]))
        found.append(replace(made, contested_by=doubt))
    if draw(st.booleans()):
        found.append(snc(draw(st.sampled_from(["qualified", "in-process"]))))
    return (*found, law())


@given(worlds(), st.data())
def test_taking_evidence_away_never_betters_the_class(
    world: tuple[Evidence, ...], data: st.DataObject
) -> None:
    whole = store(*world)
    ids = sorted(one.id for one in whole.entries)
    gone = data.draw(st.sets(st.sampled_from(ids), min_size=1))
    assert rank(expose(place(), whole.without(gone)).exposure) <= rank(
        expose(place(), whole).exposure
    )


@given(worlds())
def test_the_best_is_never_worse_than_the_worst(world: tuple[Evidence, ...]) -> None:
    found = expose(place(), store(*world))
    assert rank(found.exposure) <= rank(found.best)
    assert found.unknown or found.exposure == found.best


@given(worlds(), st.sampled_from([None, "provider", "service", "customer"]))
def test_keys_never_change_the_class(world: tuple[Evidence, ...], custody: str | None) -> None:
    known = store(*world)
    keyed = replace(place(), keys=custody)
    assert expose(keyed, known).exposure == expose(place(), known).exposure


@given(worlds())
def test_names_of_providers_decide_nothing(world: tuple[Evidence, ...]) -> None:
    renamed = tuple(
        replace(one, about=replace(one.about, provider="q")) if one.about.provider else one
        for one in world
    )
    here, there = expose(place(), store(*world)), expose(place("q"), store(*renamed))
    assert (here.exposure, here.best, here.unknown) == (there.exposure, there.best, there.unknown)
    assert [one.text for one in here.laws] == [one.text for one in there.laws]


def rank(name: ExposureClass) -> int:
    return LADDER.index(name)


def test_every_sentence_of_the_shipped_places_names_an_entry_or_a_resource() -> None:
    known = shipped()
    places = {
        (one.about.provider, region)
        for one in known.entries
        if one.fact == "location"
        for region in one.about.regions
    }
    assert len(places) > 20
    for provider, region in sorted(places):
        found = expose(place(provider, region), known, (ResourceId("vm"),))
        for one in every(found):
            assert one.resources or all(known.by_id(id_) for id_ in one.evidence), one
            assert one.evidence or one.resources
            assert one.text.en.endswith(".")
            assert one.text.fr.endswith(".")
