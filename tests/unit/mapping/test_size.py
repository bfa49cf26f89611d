"""The cheapest size, never smaller than asked."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from planner.mapping.size import cheapest, fits
from planner.model.choice import Need, Offer

OFFERS = st.lists(
    st.builds(
        Offer,
        name=st.text("abc", min_size=1, max_size=4),
        vcpus=st.integers(1, 16),
        memory_gib=st.integers(1, 64).map(float),
        architecture=st.sampled_from(["x86_64", "arm64"]),
        gpus=st.integers(0, 2),
        local_disk_gib=st.integers(0, 100),
        price_per_hour=st.none() | st.decimals("0.001", "9", places=3),
    ),
    max_size=12,
)
NEEDS = st.builds(
    Need,
    vcpus=st.none() | st.integers(1, 16),
    memory_gib=st.none() | st.integers(1, 64).map(float),
    gpus=st.integers(0, 2),
    architecture=st.sampled_from(["", "x86_64", "arm64"]),
    local_disk_gib=st.integers(0, 100),
)


@given(OFFERS, NEEDS)
def test_a_chosen_size_is_never_smaller_than_asked(offers: list[Offer], need: Need) -> None:
    found = cheapest(offers, need)
    if found is None:
        assert not [one for one in offers if fits(one, need) and (need.gpus or not one.gpus)]
        return
    assert fits(found.offer, need)
    assert found.offer.architecture == (need.architecture or "x86_64")


@given(OFFERS, NEEDS)
def test_nothing_that_fits_is_cheaper(offers: list[Offer], need: Need) -> None:
    found = cheapest(offers, need)
    if found is None or found.offer.price_per_hour is None:
        return
    rivals = [
        one.price_per_hour
        for one in offers
        if fits(one, need) and (need.gpus or not one.gpus) and one.price_per_hour is not None
    ]
    assert found.offer.price_per_hour == min(rivals)


@given(OFFERS, NEEDS)
def test_the_order_of_offers_changes_nothing(offers: list[Offer], need: Need) -> None:
    one, two = cheapest(offers, need), cheapest(list(reversed(offers)), need)
    assert (one is None) == (two is None)
    if one and two:
        assert one.offer.name == two.offer.name
        assert one.offer.price_per_hour == two.offer.price_per_hour


def offer(name: str, vcpus: int, memory: float, price: str | None) -> Offer:
    amount = None if price is None else Decimal(price)
    return Offer(name=name, vcpus=vcpus, memory_gib=memory, price_per_hour=amount)


def test_an_unknown_price_is_not_a_low_one() -> None:
    offers = [offer("free?", 2, 8, None), offer("known", 2, 8, "0.10")]
    found = cheapest(offers, Need(vcpus=2, memory_gib=8))
    assert found is not None
    assert found.offer.name == "known"
    assert found.runner_ups[0].reason.en == "no price is known"


def test_what_is_above_the_need_is_said() -> None:
    found = cheapest([offer("big", 4, 16, "0.2")], Need(vcpus=2, memory_gib=8))
    assert found is not None
    assert found.surplus is not None
    assert found.surplus.en == "+2 vCPU, +8 GiB above need"
    assert cheapest([offer("fit", 2, 8, "0.1")], Need(vcpus=2, memory_gib=8)).surplus is None  # type: ignore[union-attr]
