"""What was published of sources, laws and labels comes back from the store, word for word where it counts.

The expectations are written by hand from the texts, not from the files that they hold to.
"""

import csv
import re

import pytest

from planner.catalogue.data import data_path
from planner.model.evidence import Entity, Label, Law, Qualified
from planner.model.sovereignty import Place
from planner.sovereignty.exposure import expose
from planner.sovereignty.store import Store, load_store

SOURCES = {"aws": "eu-west-3", "azure": "francecentral", "gcp": "europe-west9"}
OURS = {"aws.yaml", "azure.yaml", "gcp.yaml", "labels.yaml", "laws.yaml"}


@pytest.fixture(scope="module")
def store() -> Store:
    """What ships."""
    return load_store()


def quote(store: Store, id_: str) -> str:
    """The source's words in an entry."""
    entry = store.by_id(id_)
    assert entry is not None, id_
    return entry.quote


def claim(store: Store, id_: str) -> str:
    """The English sentence of an entry."""
    entry = store.by_id(id_)
    assert entry is not None, id_
    return entry.claim.en


# --- labels


def test_secnumcloud_alone_proves_that_foreign_law_is_kept_out(store: Store) -> None:
    proving = {
        name
        for name, answer in store.labels()
        if isinstance(answer.value, Label) and answer.value.proves_immunity
    }
    assert proving == {"secnumcloud"}
    label = store.label("secnumcloud").value
    assert isinstance(label, Label)
    assert label.newest == "3.2"


def test_secnumcloud_caps_foreign_holdings_at_24_and_39_percent(store: Store) -> None:
    assert "24 %" in claim(store, "secnumcloud-19-6-b")
    assert "39 %" in claim(store, "secnumcloud-19-6-b")
    assert "24%" in quote(store, "secnumcloud-19-6-b")


def test_secnumcloud_keeps_storage_processing_and_technical_data_in_the_union(store: Store) -> None:
    assert quote(store, "secnumcloud-19-2") == (
        "Le prestataire doit stocker et traiter les données du commanditaire au sein de "
        "l’Union Européenne."
    )
    assert "technical data" in claim(store, "secnumcloud-19-2")


def test_secnumcloud_erases_after_twenty_one_days_and_tells_of_changes_within_a_month(
    store: Store,
) -> None:
    assert "vingt et un jours" in quote(store, "secnumcloud-19-4")
    assert "un mois" in quote(store, "secnumcloud-19-6-f")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (28, "exclusivement au sein de l’Espace Economique Européen"),
        (29, "décision d’adéquation"),
        (30, "réglementations extra-européennes"),
        (31, "aucun risque d’accès imposé par la législation d’un pays tiers"),
    ],
)
def test_hds_asks_by_its_four_requirements_on_sovereignty(
    store: Store, number: int, words: str
) -> None:
    entry = store.clause(f"hds-exi-{number}")
    assert entry is not None
    assert entry.value == f"EXI {number}"
    assert words in entry.quote


def test_hds_is_at_version_2_and_proves_no_immunity(store: Store) -> None:
    label = store.label("hds").value
    assert isinstance(label, Label)
    assert (label.newest, label.proves_immunity) == ("2", False)
    assert "May 2026" in claim(store, "hds-v2-deadline")


@pytest.mark.parametrize("draft", ["eucs", "cada-ua"])
def test_nobody_can_hold_a_draft_scheme(store: Store, draft: str) -> None:
    label = store.label(draft).value
    assert isinstance(label, Label)
    assert not label.adopted


def test_pci_dss_does_not_ask_that_a_provider_be_validated(store: Store) -> None:
    assert quote(store, "pci-dss-12-8-not-validated").startswith(
        "Therefore, TPSPs do not need to be validated as PCI DSS compliant"
    )


# --- laws


def test_the_cloud_act_reaches_seats_in_the_united_states_and_may_reach_establishments(
    store: Store,
) -> None:
    law = store.law("cloud-act").value
    assert isinstance(law, Law)
    assert (law.status, law.seats, law.establishments, law.from_outside) == (
        "in-force", ("US",), ("US",), True,
    )  # fmt: skip
    assert "not limited to United States companies" in claim(store, "law-cloud-act")


def test_fisa_702_has_lapsed_and_still_has_effect(store: Store) -> None:
    law = store.law("fisa-702").value
    assert isinstance(law, Law)
    assert law.status == "lapsed-with-effect"
    said = claim(store, "law-fisa-702")
    assert "As of June 2026" in said
    assert "March 2027" in said
    assert "no longer" not in said


def test_canadian_orders_may_reach_an_establishment_in_canada_and_that_is_contested(
    store: Store,
) -> None:
    law = store.law("canada-production-order").value
    assert isinstance(law, Law)
    assert "CA" in law.establishments
    assert "contested" in claim(store, "law-canada-production-order")
    assert "25 September 2025" in claim(store, "canada-r-v-ovh")
    assert "judicial review" in claim(store, "canada-r-v-ovh")


def test_the_adequacy_decision_is_in_force_with_an_appeal_pending(store: Store) -> None:
    said = claim(store, "dpf-adequacy")
    assert "in force" in said
    assert "T-553/23" in said
    assert "C-703/25 P" in quote(store, "dpf-adequacy")


def test_switching_charges_end_on_12_january_2027(store: Store) -> None:
    assert quote(store, "data-act-29").startswith("From 12 January 2027")


def test_laws_of_the_union_give_no_way_to_authorities_outside_it(store: Store) -> None:
    from_outside = {
        name
        for name, answer in store.laws()
        if isinstance(answer.value, Law) and answer.value.from_outside
    }
    assert from_outside == {
        "canada-production-order", "cloud-act", "fisa-702", "uk-investigatory-powers",
    }  # fmt: skip


def test_dora_asks_for_exit_plans_that_are_tested(store: Store) -> None:
    assert "sufficiently tested" in quote(store, "dora-28-8")
    assert "realistic, feasible" in quote(store, "dora-rts-10")


# --- sources


@pytest.mark.parametrize("provider", sorted(SOURCES))
def test_a_source_belongs_to_a_company_of_the_united_states(store: Store, provider: str) -> None:
    region = SOURCES[provider]
    owner = store.ask("owner", provider, region).value
    operator = store.ask("operator", provider, region).value
    contract = store.ask("contract", provider, region).value
    assert isinstance(owner, Entity)
    assert isinstance(operator, Entity)
    assert isinstance(contract, Entity)
    assert (owner.seat, operator.seat, operator.staff) == ("US", "US", "worldwide")
    assert contract.seat in {"IE", "LU"}
    assert store.ask("location", provider, region).value == "FR"
    assert store.ask("isolation", provider, region).value is False


def test_the_european_sovereign_cloud_is_run_apart_under_the_same_owner(store: Store) -> None:
    region = "eusc-de-east-1"
    owner, operator = (store.ask(fact, "aws", region).value for fact in ("owner", "operator"))
    assert isinstance(owner, Entity)
    assert isinstance(operator, Entity)
    assert store.ask("location", "aws", region).value == "DE"
    assert store.ask("isolation", "aws", region).value is True
    assert (owner.seat, operator.seat, operator.staff) == ("US", "DE", "eu")
    assert "no technical means" in quote(store, "aws-esc-isolation")


def test_the_contract_of_the_european_sovereign_cloud_keeps_its_exception(store: Store) -> None:
    assert quote(store, "aws-esc-orders") == (
        "except as instructed by Customer or as necessary to comply with a valid and binding "
        "order of a governmental body"
    )


@pytest.mark.parametrize(
    ("provider", "region", "service", "expected"),
    [
        ("aws", "us-east-1", "compute.vm", "E0"),
        ("aws", "eu-west-3", "compute.vm", "E1"),
        ("azure", "francecentral", "compute.vm", "E1"),
        ("gcp", "europe-west9", "compute.vm", "E1"),
        ("aws", "eusc-de-east-1", "compute.vm", "E2"),
        ("ovh", "GRA11", "compute.vm", "E4"),
        ("outscale", "eu-west-2", "compute.vm", "E4"),
        ("scaleway", "fr-par", "compute.vm", "E5"),
        ("outscale", "cloudgouv-eu-west-1", "compute.vm", "E6"),
    ],
)
def test_a_place_has_the_class_that_was_published_for_it(
    store: Store, provider: str, region: str, service: str, expected: str
) -> None:
    place = Place(provider=provider, region=region, services=(service,))
    assert expose(place, store).exposure == expected


@pytest.mark.parametrize("provider", sorted(SOURCES))
@pytest.mark.parametrize("scheme", ["secnumcloud", "hds"])
def test_no_source_is_known_to_be_qualified_for_state_or_health_data(
    store: Store, provider: str, scheme: str
) -> None:
    answer = store.qualified(scheme, provider, SOURCES[provider], ("compute.vm", "db.postgres"))
    assert not (isinstance(answer.value, Qualified) and answer.value.milestone == "qualified")


@pytest.mark.parametrize("provider", sorted(SOURCES))
def test_every_region_of_a_source_that_has_a_price_lies_in_a_known_country(
    store: Store, provider: str
) -> None:
    with data_path("mappings", "prices", f"{provider}.csv").open(encoding="utf-8") as file:
        regions = {row["region"] for row in csv.DictReader(file)}
    # not regions: the whole of a provider, a continent, a zone
    places = regions - {"global", "europe", "us-central1-a"}
    unknown = {one for one in places if store.ask("location", provider, one).state != "known"}
    assert not unknown


@pytest.mark.parametrize("provider", sorted(SOURCES))
def test_establishments_are_the_countries_of_regions_outside_the_union(
    store: Store, provider: str
) -> None:
    answer = store.ask("establishments", provider)
    assert answer.state == "known"
    assert {"US", "GB", "CA", "JP"} <= set(answer.value)
    assert not {"FR", "DE", "IE"} & set(answer.value)


# --- words


def test_no_sentence_of_ours_calls_anything_compliant_or_certified(store: Store) -> None:
    banned = re.compile(r"\b(compliant|certified|conformes?|certifiée?s?|SEAL-\d)\b", re.IGNORECASE)
    found = [
        entry.id
        for entry in store.entries
        if entry.file in OURS and (banned.search(entry.claim.en) or banned.search(entry.claim.fr))
    ]
    assert found == []


def test_what_is_quoted_by_an_authority_or_its_transcriber_has_its_words(store: Store) -> None:
    clauses = [entry for entry in store.entries if entry.file in OURS and entry.fact == "clause"]
    assert clauses
    assert [entry.id for entry in clauses if not entry.quote] == []
