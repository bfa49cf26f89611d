"""What the store answers: the most precise, the user's own first, and nothing that is not known."""

from pathlib import Path
from typing import Any

import pytest

from planner.model.evidence import Answer, Entity, Evidence, Qualified
from planner.sovereignty.store import Store, load_store
from tests.unit.sovereignty.evidence_files import LABELS, entry, read

CLOUDGOUV = {
    "provider": "outscale", "regions": ("cloudgouv-eu-west-1",),
    "services": ("compute.vm", "storage.*"),
}  # fmt: skip


def qualified(name: str, milestone: Any = "qualified", /, **fields: Any) -> Evidence:  # noqa: ANN401
    """A qualification of compute and storage in one region."""
    spell = {key: fields.pop(key) for key in ("since", "until", "scheme") if key in fields}
    value = Qualified(**{"scheme": "snc", **spell}, milestone=milestone)
    return entry(name, **{"about": CLOUDGOUV, "fact": "qualification", "value": value, **fields})


def asked(
    *entries: Evidence, as_of: str = "2026-11-22", region: str = "eu", service: str = "vm"
) -> Answer:
    """Whether Outscale offers it."""
    return Store.of(entries, as_of=as_of).ask("offered", "outscale", region, service)


def granted(
    *entries: Evidence, services: tuple[str, ...] = ("compute.vm",), **place: str
) -> Answer:
    """What these services are qualified for."""
    store = Store.of(entries, as_of=place.get("as_of", "2026-11-22"))
    return store.qualified("snc", "outscale", place.get("region", "cloudgouv-eu-west-1"), services)


# --- states


def test_what_no_entry_says_is_unknown() -> None:
    assert asked() == Answer("unknown")
    assert Store.of([entry("a")]).ask("offered", "ovh") == Answer("unknown")
    assert Store.of([entry("a")]).ask("isolation", "outscale") == Answer("unknown")


def test_what_one_entry_says_is_known_and_named() -> None:
    assert asked(entry("a")) == Answer("known", True, ("a",))  # noqa: FBT003 - the value
    assert asked(entry("a", value=False)) == Answer("known", False, ("a",))  # noqa: FBT003


def test_what_is_found_not_to_be_known_or_to_make_sense_is_a_state() -> None:
    assert asked(entry("a", value="unknown")) == Answer("unknown", None, ("a",))
    assert asked(entry("a", value="not-applicable")) == Answer("not-applicable", None, ("a",))


def test_contested_is_neither_the_one_nor_the_other() -> None:
    one = entry("a", contested_by=("b",))
    other = entry("b", value=False, contested_by=("a",))
    assert asked(one, other) == Answer("contested", None, ("a", "b"))


def test_an_entry_stays_contested_when_the_other_is_gone() -> None:
    one = entry("a", contested_by=("b",))
    assert asked(one) == Answer("contested", None, ("a",))


def test_a_statement_may_contest_a_fact() -> None:
    ruling = entry("ruling", fact="statement", contested_by=("a",))
    assert asked(entry("a", contested_by=("ruling",)), ruling).evidence == ("a", "ruling")


@pytest.mark.parametrize(("day", "state"), [("2026-11-22", "known"), ("2026-11-23", "unknown")])
def test_an_entry_holds_on_its_last_day_and_not_after(day: str, state: str) -> None:
    answer = asked(entry("a", expires="2026-11-22"), as_of=day)
    assert (answer.state, answer.evidence) == (state, ("a",))


def test_another_source_that_says_the_same_keeps_a_fact_known() -> None:
    answer = asked(entry("a", expires="2026-11-02"), entry("b"))
    assert answer == Answer("known", True, ("b",))  # noqa: FBT003


def test_without_a_day_the_newest_look_is_the_day() -> None:
    store = Store.of([entry("a", expires="2026-11-02"), entry("b", retrieved="2026-11-03")])
    assert store.as_of == "2026-11-03"
    assert store.at("2026-11-02").ask("offered", "outscale").evidence == ("a", "b")
    assert store.ask("offered", "outscale").evidence == ("b",)


# --- precision


def test_the_most_precise_subject_wins() -> None:
    provider = entry("a", value="unknown")
    region = entry("b", about={"provider": "outscale", "regions": ("eu-*",)}, value=False)
    exact = entry("c", about={"provider": "outscale", "regions": ("eu-1",)})
    service = entry("d", about={"provider": "outscale", "services": ("vm",)}, value=False)
    assert asked(provider, region, region="us-1").evidence == ("a",)
    assert asked(provider, region, region="eu-2").evidence == ("b",)
    assert asked(provider, region, exact, region="eu-1").evidence == ("c",)
    assert asked(provider, region, exact, service, region="eu-1").evidence == ("d",)
    assert asked(provider, region, exact, service, region="eu-1", service="db").evidence == ("c",)


def test_upper_and_lower_case_are_alike() -> None:
    one = entry("a", about={"provider": "outscale", "regions": ("GRA11", "RBX*")})
    assert asked(one, region="gra11").state == asked(one, region="Rbx-A").state == "known"
    assert asked(one, region="gra1").state == "unknown"


def test_a_question_about_the_whole_is_not_answered_by_a_part() -> None:
    one = entry("a", about={"provider": "outscale", "regions": ("*-1", "eu")})
    assert Store.of([one]).ask("offered", "outscale") == Answer("unknown")


def test_facts_are_of_their_type() -> None:
    owner = entry("a", fact="owner", value=Entity(name="A", seat="FR"))
    assert Store.of([owner]).ask("owner", "outscale", "eu").value.seat == "FR"


# --- qualification


def test_a_qualification_is_one_of_services_in_regions() -> None:
    assert granted(qualified("a")).value.milestone == "qualified"
    assert granted(qualified("a"), region="eu-west-2") == Answer("unknown")
    assert granted(qualified("a"), services=("db.postgres",)) == Answer("unknown")


def test_of_several_services_the_weakest_counts() -> None:
    vm = {**CLOUDGOUV, "services": ("compute.vm",)}
    broad = {**CLOUDGOUV, "services": ("compute.*", "storage.*")}
    both = (qualified("a", about=broad), qualified("b", "in-process", about=vm))
    answer = granted(*both, services=("compute.vm", "storage.block_volume"))
    assert (answer.value.milestone, answer.evidence) == ("in-process", ("a", "b"))
    assert granted(*both, services=("storage.block_volume", "db.postgres")).state == "unknown"
    assert granted(*both, services=()) == Answer("unknown")


def test_a_contested_service_makes_the_whole_contested() -> None:
    vm = {**CLOUDGOUV, "services": ("compute.vm",)}
    answer = granted(
        qualified("a"), qualified("b", about=vm, contested_by=("x",)),
        services=("compute.vm", "storage.block_volume"),
    )  # fmt: skip
    assert answer.state == "contested"


@pytest.mark.parametrize(
    ("spell", "state"),
    [
        ({"since": "2026-11"}, "known"),
        ({"since": "2026-12"}, "unknown"),
        ({"since": "2027"}, "unknown"),
        ({"until": "2026-11-22"}, "known"),
        ({"until": "2026-11-21"}, "unknown"),
        ({"until": "2026-11"}, "known"),
        ({"until": "2026"}, "known"),
        ({"until": "2025"}, "unknown"),
    ],
)
def test_a_qualification_holds_from_its_begin_to_its_end(spell: dict[str, str], state: str) -> None:
    assert granted(qualified("a", **spell)).state == state


def test_every_qualification_is_shown_also_where_it_does_not_hold() -> None:
    store = Store.of(
        [
            qualified("a"), qualified("b", scheme="hds", until="2025"),
            qualified("c", scheme="c5", contested_by=("d",)),
            qualified("d", "claimed", scheme="c5", contested_by=("c",)),
        ],
        as_of="2026-11-22",
    )  # fmt: skip
    shown = store.qualifications("outscale", "cloudgouv-eu-west-1", "compute.vm")
    assert [(one.scheme, one.milestone, answer.state) for one, answer in shown] == [
        ("c5", "claimed", "contested"), ("c5", "qualified", "contested"),
        ("hds", "qualified", "unknown"), ("snc", "qualified", "known"),
    ]  # fmt: skip
    assert store.qualifications("outscale", "eu-west-2", "compute.vm") == ()


# --- what is taken away


def test_where_a_precise_entry_spoke_a_broad_one_stays_silent() -> None:
    region = {"provider": "outscale", "regions": ("eu",)}
    store = Store.of([entry("broad"), entry("precise", about=region, value=False)])
    left = store.without(["precise"])
    assert store.ask("offered", "outscale", "eu").value is False
    assert left.ask("offered", "outscale", "eu") == Answer("unknown")
    assert left.ask("offered", "outscale", "us").value is True


def test_where_the_users_own_entry_spoke_ours_stays_silent() -> None:
    store = Store.of([entry("ours"), entry("mine", value=False, yours=True)])
    assert store.without(["mine"]).ask("offered", "outscale") == Answer("unknown")
    assert store.without(["ours"]).ask("offered", "outscale").value is False


def test_a_contest_outlives_the_entry_that_was_contested() -> None:
    store = Store.of([entry("a", contested_by=("ruling",)), entry("b")])
    assert store.ask("offered", "outscale").state == "contested"
    assert store.without(["a"]).ask("offered", "outscale").state == "contested"
    assert store.without(["b"]).ask("offered", "outscale").state == "contested"


# --- laws, labels, clauses


def test_labels_and_clauses_are_found_by_name() -> None:
    store = Store.of([*read(LABELS), entry("c", fact="clause", about={"scheme": "secnumcloud"})])
    assert store.label("secnumcloud").value.proves_immunity
    assert store.label("hds") == Answer("unknown")
    assert [name for name, _ in store.labels()] == ["eucs", "secnumcloud"]
    assert store.clause("c") is store.by_id("c")
    assert store.clause("label-snc") is None
    assert store.law("gdpr") == Answer("unknown")


# --- age


def test_what_is_old_or_over_is_stale() -> None:
    store = Store.of(
        [
            entry("fresh"), entry("old", retrieved="2026-05-25"), entry("edge", retrieved="2026-05-26"),
            entry("over", expires="2026-11-21"), qualified("ended", until="2026-10"),
        ]
    )  # fmt: skip
    assert [one.id for one in store.stale("2026-11-22")] == ["ended", "old", "over"]
    assert [one.id for one in store.stale("2026-11-22", days=1000)] == ["ended", "over"]


# --- the user's own


def files(folder: Path, **texts: str) -> tuple[Path, ...]:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text)
    return tuple(folder / f"{name}.yaml" for name in texts)


MINE = """\
- id: mine
  about: {provider: scaleway, regions: [fr-par]}
  fact: location
  value: %s
  claim: {en: It is there., fr: Il y est.}
  kind: user
  url: contract 7
  retrieved: 2026-11-01
"""


def test_a_users_entry_wins_and_is_marked(tmp_path: Path) -> None:
    ours = entry(
        "ours", about={"provider": "scaleway", "regions": ("fr-par",)}, fact="location", value="FR"
    )
    (mine,) = read(MINE % "DE", yours=True)
    store = Store.of([ours, mine])
    assert store.ask("location", "scaleway", "fr-par") == Answer("known", "DE", ("mine",))
    shipped = load_store(files(tmp_path, own=MINE % "DE"))
    assert shipped.ask("location", "scaleway", "fr-par").value == "DE"
    found = shipped.by_id("mine")
    assert found is not None
    assert (found.yours, found.file) == (True, "own.yaml")
    assert not any(one.yours for one in load_store().entries)


def test_a_users_broad_entry_does_not_win_over_a_precise_one() -> None:
    ours = entry("ours", about={"provider": "outscale", "regions": ("eu",)})
    assert asked(ours, entry("mine", value=False, yours=True)).evidence == ("ours",)


def test_a_users_entry_of_our_id_replaces_ours(tmp_path: Path) -> None:
    ours = load_store().entries[0]
    text = MINE.replace("id: mine", f"id: {ours.id}") % "DE"
    store = load_store(files(tmp_path, own=text))
    assert len(store.entries) == len(load_store().entries)
    replaced = store.by_id(ours.id)
    assert replaced is not None
    assert replaced.yours


def test_a_users_entry_may_contest_one_of_ours(tmp_path: Path) -> None:
    ours = load_store().entries[0]
    text = (MINE % "DE") + f"  contested_by: [{ours.id}]\n"
    store = load_store(files(tmp_path, own=text))
    contested = store.by_id(ours.id)
    assert contested is not None
    assert "mine" in contested.contested_by


def test_the_hashes_of_users_files_are_told(tmp_path: Path) -> None:
    paths = files(
        tmp_path, b=MINE % "FR", a=MINE.replace("mine", "other").replace("fr-par", "nl-ams") % "NL"
    )
    store = load_store(paths, as_of="2026-11-22T10:00:00Z")
    assert [name for name, _ in store.inputs] == ["a.yaml", "b.yaml"]
    assert all(len(digest) == 64 for _, digest in store.inputs)
    assert store.as_of == "2026-11-22"
    assert load_store([tmp_path]).entries == store.entries
    assert store.at("2027-01-01").inputs == store.inputs
    assert load_store().inputs == ()
