"""The evidence that ships: all of it has a source and a date; what is old is warned of."""

import warnings
from collections.abc import Iterable
from datetime import UTC, datetime
from fnmatch import fnmatchcase

import pytest

from planner.catalogue.kinds import kinds
from planner.catalogue.mappings import load_target
from planner.model.evidence import Evidence
from planner.sovereignty.faults import is_day
from planner.sovereignty.store import STALE_DAYS, Store, is_over, load_store
from tests.unit.sovereignty.evidence_files import entry

TARGETS = ("outscale", "ovh", "scaleway")
STORE = load_store()


def without_source(entries: Iterable[Evidence]) -> list[str]:
    """Ids of the entries that name no page, no day or, of an analysis, no base."""
    return [
        one.id
        for one in entries
        if not one.url.startswith(("https://", "http://"))
        or not is_day(one.retrieved)
        or (one.kind == "analysis" and not one.based_on)
        or one.kind == "user"
    ]


def warn_of_age(store: Store, today: str) -> None:
    """A warning for each entry that nobody looked at for long."""
    for one in store.stale(today):
        if is_over(one, today):
            continue  # it ended: that is known, and passes no rule
        warnings.warn(f"{one.file}: {one.id} was looked at {one.retrieved}", stacklevel=2)


def test_every_entry_has_a_source() -> None:
    assert len(STORE.entries) > 100
    assert without_source(STORE.entries) == []


@pytest.mark.parametrize(
    "fields", [{"url": ""}, {"retrieved": ""}, {"kind": "analysis"}, {"kind": "user"}]
)
def test_an_entry_without_source_would_be_found(fields: dict[str, str]) -> None:
    assert without_source([entry("good"), entry("bad", **fields)]) == ["bad"]


@pytest.mark.filterwarnings("default")
def test_an_entry_that_is_old_is_warned_of() -> None:
    # the only test that looks at the clock: it warns, since time alone must not break a build
    warn_of_age(STORE, datetime.now(tz=UTC).date().isoformat())


def test_the_warning_comes_after_180_days() -> None:
    store = Store.of([entry("old", retrieved="2026-05-01")])
    with pytest.warns(UserWarning, match="old was looked at 2026-05-01"):
        warn_of_age(store, "2026-10-29")
    warn_of_age(store, "2026-10-28")
    assert STALE_DAYS == 180


def test_every_service_is_a_kind_a_mapping_or_a_product() -> None:
    known = {"product.x", *kinds()}
    for target in TARGETS:
        known |= set(load_target(target).by_stem)
    unknown = {
        (one.id, service)
        for one in STORE.entries
        for service in one.about.services
        if not any(fnmatchcase(word, service) for word in known)
        if not service.startswith("product.")
    }
    assert not unknown


def test_no_qualification_is_a_whole_providers() -> None:
    for one in STORE.entries:
        scheme = getattr(one.value, "scheme", "")
        if one.fact == "qualification" and scheme:
            answer = STORE.qualified(scheme, one.about.provider, "", ("compute.vm",))
            assert answer.state != "known", one.id


@pytest.mark.parametrize("provider", ["aws", "azure", "gcp", *TARGETS])
def test_who_owns_a_provider_is_recorded(provider: str) -> None:
    found = {one.fact for one in STORE.entries if one.about.provider == provider}
    assert {"owner", "contract", "location", "operator", "technology", "establishments"} <= found
