"""Which application can go where: no place is said to hold what it refuses."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model.plan import MigrationPlan
from planner.model.sovereignty import Assessments, LandingOption
from planner.outputs.mix import Mix, mix_of
from tests.unit.report.assessed import ASSESSMENTS, assessed
from tests.unit.report.made import PAY, SHOP, made

HERE = ("scaleway", "fr-par")


def plan_of(*options: LandingOption) -> MigrationPlan:
    return replace(made(), assessments=Assessments(options=tuple(sorted(options))))


def option(application: str, region: str, landing: str) -> LandingOption:
    return LandingOption(application=application, provider="any", region=region, landing=landing)  # type: ignore[arg-type]


def test_without_assessment_there_is_no_mix() -> None:
    assert mix_of([made()]) == Mix()


def test_a_place_that_holds_all_is_named_alone() -> None:
    mix = mix_of([plan_of(option(PAY, "one", "lands"), option(SHOP, "one", "lands"),
                          option(PAY, "two", "lands"), option(SHOP, "two", "refused"))])  # fmt: skip
    assert mix.single == (("any", "one"),)
    assert mix.fewest == ()
    assert mix.nowhere == ()


def test_where_no_place_holds_all_the_fewest_that_do_are_named() -> None:
    mix = mix_of([plan_of(option(PAY, "one", "lands"), option(SHOP, "one", "in-part"),
                          option(PAY, "two", "refused"), option(SHOP, "two", "lands"))])  # fmt: skip
    assert mix.single == ()
    assert [place for place, _ in mix.fewest] == [("any", "one"), ("any", "two")]


def test_what_no_place_holds_is_named() -> None:
    mix = mix_of([plan_of(option(PAY, "one", "in-part"), option(SHOP, "one", "lands"))])
    assert mix.nowhere == ("Payments",)


def test_what_a_plan_decided_goes_before_what_was_reckoned() -> None:
    mix = mix_of([assessed()])
    shop = next(row for row in mix.rows if row.application == SHOP)
    assert shop.at["scaleway"].landing == "in-part"
    assert [duty.en for duty in shop.at["scaleway"].duties] == ["A host holding HDS"]
    assert shop.elsewhere == (("outscale", "cloudgouv-eu-west-1"),)
    assert [title.en for title in ASSESSMENTS.class_titles.values()] == ["Health", "Not known"]


OPTIONS = st.dictionaries(
    st.tuples(st.sampled_from([PAY, SHOP, "base"]), st.sampled_from(["one", "two", "three"])),
    st.sampled_from(["lands", "in-part", "refused", "no-data"]),
)


@given(OPTIONS)
def test_every_application_is_held_or_said_to_be_held_nowhere(
    landings: dict[tuple[str, str], str],
) -> None:
    options = [option(name, region, how) for (name, region), how in landings.items()]
    mix = mix_of([plan_of(*options)])
    labels = {row.label: row.application for row in mix.rows}
    for place, held in mix.fewest:
        assert held
        assert all(landings[labels[one], place[1]] == "lands" for one in held)
    for place in mix.single:
        assert all(landings[row.application, place[1]] == "lands" for row in mix.rows)
    covered = {one for _, held in mix.fewest for one in held} | set(mix.nowhere)
    assert mix.single or covered == set(labels)
    for one in mix.nowhere:
        regions = [landings.get((labels[one], region)) for region in ("one", "two", "three")]
        assert "lands" not in regions
