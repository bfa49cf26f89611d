"""Evidence files that are wrong: each is refused with its file, its line and what to do."""

import re
from pathlib import Path

import pytest

from planner.errors import DataError, PlanError, UsageError
from planner.sovereignty.reading import MAX_BYTES, MAX_ENTRIES
from planner.sovereignty.store import load_store
from tests.unit.sovereignty.evidence_files import LABELS, read

GOOD = """\
- id: somebody-else
  about: {provider: ovh, regions: [GRA11]}
  fact: offered
  value: true
  claim: {en: It is there., fr: Il y est.}
  kind: official
  url: https://a.example/page
  retrieved: 2026-11-01
- id: one
  about:
    provider: outscale
    regions: [cloudgouv-eu-west-1]
    services: [compute.vm, "storage.*"]
  fact: qualification
  value:
    scheme: secnumcloud
    milestone: qualified
    since: 2023-12
  claim:
    en: It is.
    fr: C'est le cas.
  kind: official
  url: https://a.example/page
  retrieved: 2026-11-01
"""

CHANGES = {
    # what is wrong: (text of GOOD, what stands there instead, line of it, words of the message)
    "an unknown key": ("  retrieved: 2026-11-01\n- id: one", "  retreived: 2026-11-01\n- id: one", 8,
                       ("unknown key `retreived`", "`retrieved`")),
    "an unknown key of the subject": ("    provider: outscale", "    povider: outscale", 11,
                                      ("unknown key `povider`", "`provider`")),
    "an unknown key of the value": ("    since: 2023", "    sinse: 2023", 18,
                                    ("unknown key `sinse`", "`since`")),
    "a key that only the loader sets": ("- id: one\n", "- id: one\n  yours: true\n", 10,
                                        ("unknown key `yours`",)),
    "no url": ("  url: https://a.example/page\n  retrieved: 2026-11-01\n- id",
               "  retrieved: 2026-11-01\n- id", 1, ("missing required field 'url'",)),
    "an empty url": ("  url: https://a.example/page\n  retrieved: 2026-11-01\n- id",
                     "  url: ''\n  retrieved: 2026-11-01\n- id", 7, ("names no source", "address")),
    "no address in what ships": ("  url: https://a.example/page\n  retrieved: 2026-11-01\n- id",
                                 "  url: a letter\n  retrieved: 2026-11-01\n- id", 7, ("no source",)),
    "no date": ("  retrieved: 2026-11-01\n- id: one", "- id: one", 1,
                ("missing required field 'retrieved'",)),
    "an empty date": ("  retrieved: 2026-11-01\n- id: one", "  retrieved: ''\n- id: one", 8,
                      ("not a date", "2026-11-22")),
    "a date of no calendar": ("  retrieved: 2026-11-01\n- id: one", "  retrieved: 2026-02-30\n- id: one",
                              8, ("'2026-02-30' is not a date",)),
    "a month where a day is asked": ("  retrieved: 2026-11-01\n- id: one", "  retrieved: 2026-11\n- id: one",
                                     8, ("not a date",)),
    "a date that is a number": ("    since: 2023-12", "    since: 2023", 18, ("Expected 'str'",)),
    "a since that is none": ("    since: 2023-12", "    since: December", 18, ("not a date",)),
    "an end before the begin": ("    since: 2023-12", "    since: 2023-12\n    until: 2022-12", 19,
                                ("before it begins",)),
    "published after it was looked at": ("- id: one\n", "- id: one\n  published: 2026-11-02\n", 10,
                                         ("after it was looked at",)),
    "expired when it was looked at": ("- id: one\n", "- id: one\n  expires: 2026-10-30\n", 10,
                                      ("after its last day",)),
    "a long quote": ("- id: one\n", f"- id: one\n  quote: {'x' * 201}\n", 10, ("201", "200 at most")),
    "a long claim": ("    en: It is.", f"    en: {'It is. ' * 100}", 20, ("600 at most",)),
    "a claim that says nothing": ("    fr: C'est le cas.", "    fr: ' '", 21, ("says nothing",)),
    "a claim in one language": ("    fr: C'est le cas.\n", "", 20, ("missing required field 'fr'",)),
    "an unknown fact": ("  fact: qualification", "  fact: qualificaton", 14,
                        ("'qualificaton' is not known", "`qualification`")),
    "an unknown kind": ("  kind: official\n  url: https://a.example/page\n  retrieved: 2026-11-01\n- id",
                        "  kind: oficial\n  url: https://a.example/page\n  retrieved: 2026-11-01\n- id",
                        6, ("'oficial' is not known", "`official`")),
    "a user's word in what ships": (
        "  kind: official\n  url: https://a.example/page\n  retrieved: 2026-11-01\n- id",
        "  kind: user\n  url: https://a.example/page\n  retrieved: 2026-11-01\n- id", 6, ("'user'",)),
    "a value of another fact": ("  value: true", "  value: [FR]", 4, ("not one of this fact", "bool")),
    "a milestone that is none": ("    milestone: qualified", "    milestone: done", 17,
                                 ("not one of this fact", "done")),
    "no milestone": ("    milestone: qualified\n", "", 15, ("milestone",)),
    "an unknown scheme": ("    scheme: secnumcloud", "    scheme: secnumclod", 16,
                          ("'secnumclod'", "`secnumcloud`")),
    "a scheme told twice": ("    provider: outscale\n", "    provider: outscale\n    scheme: hds\n", 12,
                            ("'hds'", "'secnumcloud'")),
    "a holder of a draft scheme": ("    scheme: secnumcloud", "    scheme: eucs", 17,
                                   ("not adopted", "claimed")),
    "an unknown provider": ("  about: {provider: ovh,", "  about: {provider: ohv,", 2,
                            ("'ohv' is not known", "`ovh`")),
    "no provider": ("    provider: outscale\n", "", 10, ("names its provider",)),
    "a subject that the fact does not have": ("    provider: outscale\n",
                                              "    provider: outscale\n    law: gdpr\n", 12,
                                              ("not about `law`",)),
    "a qualification of no service": ('    services: [compute.vm, "storage.*"]\n', "", 10,
                                      ("names no services", "whole provider")),
    "a qualification of no region": ("    regions: [cloudgouv-eu-west-1]\n", "", 10,
                                     ("names no regions", "whole provider")),
    "a qualification of every region": ("[cloudgouv-eu-west-1]", "['*']", 12, ("whole provider",)),
    "a qualification of every service": ('[compute.vm, "storage.*"]', "['**']", 13, ("whole provider",)),
    "too many wildcards": ("[cloudgouv-eu-west-1]", "['*c*l*o*']", 12, ("names nothing", "3 times")),
    "another wildcard": ("[cloudgouv-eu-west-1]", "['cloudgouv-eu-west-?']", 12, ("names nothing",)),
    "an analysis of nothing": (
        "  kind: official\n  url: https://a.example/page\n  retrieved: 2026-11-01\n- id",
        "  kind: analysis\n  url: https://a.example/page\n  retrieved: 2026-11-01\n- id", 6,
        ("based on", "`based_on`")),
    "a base that is not there": ("- id: one\n", "- id: one\n  based_on: [somebody-els]\n", 10,
                                 ("'somebody-els'", "`somebody-else`")),
    "based on itself": ("- id: one\n", "- id: one\n  based_on: [one]\n", 10, ("another entry",)),
    "a contest with nobody": ("- id: one\n", "- id: one\n  contested_by: [nobody]\n", 10, ("'nobody'",)),
    "a contest of one side": ("- id: one\n", "- id: one\n  contested_by: [somebody-else]\n", 10,
                              ("in return", "evidence-2.yaml, line 1", "Add `one`")),
    "an id twice": ("- id: one\n", "- id: somebody-else\n", 9, ("taken", "evidence-2.yaml, line 1")),
    "an id that is none": ("- id: one\n", "- id: One Two\n", 9, ("'One Two'",)),
    "a control character": ("    en: It is.", '    en: "It is\\e[31m."', 20, ("do not print",)),
    "an override of direction": ("    en: It is.", '    en: "It is\\u202e."', 20, ("do not print",)),
    "a control character in a region": ("[cloudgouv-eu-west-1]", '["cloud\\0"]', 12, ("do not print",)),
    "a key twice": ("- id: one\n", "- id: one\n  id: two\n", 10, ("twice",)),
    "an alias": ("[cloudgouv-eu-west-1]", "&a [x]\n    services: *a", 0, ("aliases",)),
    "nesting": ("  value: true", f"  value: {'[' * 30}{']' * 30}", 4, ()),
    "not YAML": ("[cloudgouv-eu-west-1]", "[cloudgouv-eu-west-1", 13, ()),
}  # fmt: skip


def told(error: PlanError, line: int, name: str = "evidence-2.yaml") -> str:
    """All that the error says; its file and line are these."""
    assert error.source == name
    if line:
        assert error.place == f"line {line}", error.detail.en
        assert error.detail.en.startswith(f"{name}, line {line}: ")
    assert name in error.detail.fr
    return f"{error.summary.en} {error.detail.en} {error.remedy.en}"


def test_the_files_that_the_cases_spoil_are_good() -> None:
    assert [one.id for one in read(LABELS, GOOD)] == [
        "label-snc",
        "label-eucs",
        "somebody-else",
        "one",
    ]


@pytest.mark.parametrize("case", CHANGES)
def test_what_is_wrong_is_refused_with_file_and_line(case: str) -> None:
    old, new, line, words = CHANGES[case]
    assert GOOD.count(old) == 1, "the case spoils one place"
    with pytest.raises(DataError) as caught:
        read(LABELS, GOOD.replace(old, new))
    said = told(caught.value, line)
    for word in words:
        assert word in said, said


@pytest.mark.parametrize("case", sorted(set(CHANGES) - {"a user's word in what ships"}))
def test_a_users_file_is_refused_as_a_usage_error(case: str) -> None:
    old, new, line, _ = CHANGES[case]
    tolerated = {"an unknown provider", "no address in what ships"}
    if case in tolerated:
        assert read(LABELS, GOOD.replace(old, new), yours=True)
        return
    with pytest.raises(UsageError) as caught:
        read(LABELS, GOOD.replace(old, new), yours=True)
    assert case != "nesting" or "nested" in told(caught.value, line)
    told(caught.value, line)


FACT_VALUES = {
    "location": ("eu-1", "FR"),
    "owner": ("{name: A, seat: France}", "{name: A, seat: FR}"),
    "operator": ("{name: A, seat: FR, staff: asia}", "{name: A, seat: FR, staff: eu}"),
    "technology": ("{name: A}", "{name: A, seat: US, access: false}"),
    "establishments": ("[Canada]", "[CA, US]"),
    "isolation": ("maybe", "false"),
    "subprocessors": ("US", "[US]"),
    "keys": ("hsm", "customer"),
}


@pytest.mark.parametrize("fact", FACT_VALUES)
def test_the_value_is_one_of_the_fact(fact: str) -> None:
    head = f"- id: one\n  about: {{provider: ovh}}\n  fact: {fact}\n"
    tail = (
        "  claim: {en: So it is., fr: C'est ainsi.}\n  kind: official\n  url: https://a.example\n"
        "  retrieved: 2026-11-01\n"
    )
    bad, good = FACT_VALUES[fact]
    with pytest.raises(DataError) as caught:
        read(f"{head}  value: {bad}\n{tail}")
    told(caught.value, 4, "evidence-1.yaml")
    for value in (good, "unknown", "not-applicable"):
        assert read(f"{head}  value: {value}\n{tail}")


def test_norway_is_a_country_and_not_a_no() -> None:
    text = (
        "- id: one\n  about: {provider: ovh}\n  fact: location\n  value: NO\n"
        "  claim: {en: a, fr: b}\n  kind: official\n  url: https://a.example\n  retrieved: 2026-11-01\n"
    )
    with pytest.raises(DataError, match="evidence"):
        read(text)
    assert read(text.replace("NO", '"NO"'))[0].value == "NO"


def test_two_entries_that_contradict_each_other_are_refused_with_both_places() -> None:
    other = GOOD.replace("id: one", "id: two").replace("id: somebody-else", "id: third")
    other = other.replace("milestone: qualified", "milestone: in-process")
    with pytest.raises(DataError) as caught:
        read(LABELS, GOOD, other)
    said = told(caught.value, 9, "evidence-3.yaml")
    assert "contradictory" in said
    assert "'two' and 'one' (evidence-2.yaml, line 9)" in said
    assert "`contested_by`" in said


def test_entries_that_overlap_only_by_pattern_contradict_each_other() -> None:
    other = GOOD.replace("id: one", "id: two").replace("id: somebody-else", "id: third")
    other = other.replace("milestone: qualified", "milestone: in-process")
    apart = other.replace('[compute.vm, "storage.*"]', '["db.*"]')
    meets = other.replace('[compute.vm, "storage.*"]', '["*volume", "db.*"]')
    assert read(LABELS, GOOD, apart)
    with pytest.raises(DataError, match="evidence"):
        read(LABELS, GOOD, meets)


def test_sources_that_disagree_may_contest_each_other() -> None:
    one = GOOD.replace("- id: one\n", "- id: one\n  contested_by: [two]\n")
    two = GOOD.replace("id: somebody-else", "id: third").replace(
        "- id: one\n", "- id: two\n  contested_by: [one]\n"
    )
    assert len(read(LABELS, one, two.replace("milestone: qualified", "milestone: claimed"))) == 6


def test_a_file_has_its_limits(tmp_path: Path) -> None:
    big, many = tmp_path / "big.yaml", tmp_path / "many.yaml"
    big.write_bytes(b"#" * (MAX_BYTES + 1))
    listed = (
        "- {id: n%d, about: {law: a}, fact: statement, value: 1, claim: {en: a, fr: b}, "
        "kind: user, url: x, retrieved: 2026-11-01}\n"
    )
    many.write_text("".join(listed % number for number in range(MAX_ENTRIES + 1)))
    for path, word in ((big, "larger"), (many, str(MAX_ENTRIES))):
        with pytest.raises(UsageError) as caught:
            load_store([path])
        assert word in told(caught.value, 0, path.name)


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b"- " * 50_000, b"\xff\xfe", b"\x00", b"a: 1\n", b"7"]
)
def test_what_is_no_list_of_entries_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        load_store([path])
    assert caught.value.source == "bad.yaml"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        load_store([tmp_path / "none.yaml"])
    assert "none.yaml" in caught.value.detail.en
    assert str(tmp_path) not in caught.value.detail.en


def test_every_fault_is_said_in_both_languages() -> None:
    for old, new, _, _ in CHANGES.values():
        with pytest.raises(DataError) as caught:
            read(LABELS, GOOD.replace(old, new))
        assert caught.value.summary.fr != caught.value.summary.en
        assert re.search(r"\w", caught.value.remedy.fr)


def test_a_qualification_found_not_to_be_known_names_its_scheme() -> None:
    start, end = GOOD.index("  value:\n    scheme"), GOOD.index("  claim:\n    en: It is.")
    bare = f"{GOOD[:start]}  value: unknown\n{GOOD[end:]}"
    with pytest.raises(DataError) as caught:
        read(LABELS, bare)
    assert "names no scheme" in told(caught.value, 10)
    whole = bare.replace(
        "    provider: outscale\n", "    provider: outscale\n    scheme: secnumcloud\n"
    )
    assert read(LABELS, whole)
