"""Which application can go where: no place is said to hold what it refuses."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model.plan import MigrationPlan
from planner.model.sovereignty import Assessments, LandingOption
from planner.outputs.mix import Mix, mix_of
from tests.unit.report.assessed import assessed
from tests.unit.report.made import PAY, SHOP, made


def plan_of(*options: LandingOption) -> MigrationPlan:
    return replace(made(), assessments=Assessments(options=tuple(sorted(options))))


def option(application: str, region: str, landing: str, *duties: str) -> LandingOption:
    return LandingOption(
        application=application, provider="any", region=region,
        landing=landing,  # type: ignore[arg-type]
        duties=duties,
    )  # fmt: skip


def test_without_assessment_there_is_no_mix() -> None:
    assert mix_of([made()]) == Mix()


def test_a_place_that_takes_all_is_named_alone() -> None:
    mix = mix_of([plan_of(option(PAY, "one", "lands"), option(SHOP, "one", "in-part"),
                          option(PAY, "two", "lands"), option(SHOP, "two", "in-part", "hds"))])  # fmt: skip
    assert mix.single == (("any", "one"),)
    assert mix.fewest == ()
    assert mix.refused == mix.unmapped == ()


def test_where_no_place_takes_all_the_fewest_that_do_are_named() -> None:
    mix = mix_of([plan_of(option(PAY, "one", "lands"), option(SHOP, "one", "in-part", "hds"),
                          option(PAY, "two", "refused", "hds"), option(SHOP, "two", "lands"))])  # fmt: skip
    assert mix.single == ()
    assert [place for place, _ in mix.fewest] == [("any", "one"), ("any", "two")]


def test_what_no_place_takes_is_named_with_the_reason() -> None:
    mix = mix_of([plan_of(option(PAY, "one", "in-part", "hds"), option(SHOP, "one", "refused"))])
    assert mix.refused == ("Payments",)
    assert mix.unmapped == ("Shop",)


def test_what_a_plan_decided_goes_before_what_was_reckoned() -> None:
    mix = mix_of([assessed()])
    shop = next(row for row in mix.rows if row.application == SHOP)
    assert shop.at["scaleway"].landing == "in-part"
    assert [duty.en for duty in shop.at["scaleway"].duties] == ["A host holding HDS"]
    assert shop.elsewhere == (("outscale", "cloudgouv-eu-west-1"),)


OPTIONS = st.dictionaries(
    st.tuples(st.sampled_from([PAY, SHOP, "base"]), st.sampled_from(["one", "two", "three"])),
    st.tuples(st.sampled_from(["lands", "in-part", "refused", "no-data"]), st.booleans()),
)


@given(OPTIONS)
def test_every_application_is_taken_or_said_to_be_taken_nowhere(
    landings: dict[tuple[str, str], tuple[str, bool]],
) -> None:
    options = [option(name, region, how, *(["hds"] if unmet else []))
               for (name, region), (how, unmet) in landings.items()]  # fmt: skip
    mix = mix_of([plan_of(*options)])
    labels = {row.label: row.application for row in mix.rows}
    left = {*mix.refused, *mix.unmapped}

    def taken(label: str, region: str) -> bool:
        how, unmet = landings.get((labels[label], region), ("", True))
        return how in {"lands", "in-part"} and not unmet

    for place, own in mix.fewest:
        assert own
        assert all(taken(one, place[1]) for one in own)
    for place in mix.single:
        assert all(taken(row.label, place[1]) for row in mix.rows if row.label not in left)
    covered = {one for _, own in mix.fewest for one in own} | left
    assert mix.single or covered == set(labels)
    for one in left:
        assert not any(taken(one, region) for region in ("one", "two", "three"))
