"""docs/evidence.md: its example is read, its table is whole."""

import re
from pathlib import Path
from typing import get_args

from planner.model.evidence import Evidence, FactName, Qualified
from planner.sovereignty.reading import Written
from planner.sovereignty.store import load_store
from planner.sovereignty.values import FORMS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "evidence.md").read_text(encoding="utf-8")


def test_the_example_is_read_and_answers(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
    path = tmp_path / "attestations.yaml"
    path.write_text(example, encoding="utf-8")
    store = load_store([path], as_of="2026-11-22")
    places = ("compute.vm", "storage.block_volume")
    answer = store.qualified("secnumcloud", "outscale", "cloudgouv-eu-west-1", places)
    assert answer.state == "known"
    assert isinstance(answer.value, Qualified)
    assert answer.value.milestone == "qualified"
    assert "acme-outscale-secnumcloud" in answer.evidence
    keys = store.ask("keys", "scaleway", "fr-par", "storage.object_bucket")
    assert (keys.state, keys.value, keys.evidence) == ("known", "customer", ("acme-scaleway-keys",))


def test_every_key_of_an_entry_is_on_the_page() -> None:
    assert set(Written.__struct_fields__) <= set(Evidence.__struct_fields__)
    for key in Written.__struct_fields__:
        assert re.search(rf"\b{key}\b", PAGE), key


def test_every_fact_is_in_the_table_with_the_keys_of_its_value() -> None:
    rows = re.findall(r"^\| ([a-z, ]+) \| [^|]+ \| ([^|]+) \|$", PAGE, flags=re.MULTILINE)
    told = {fact.strip(): text for facts, text in rows for fact in facts.split(",")}
    assert set(told) - {"fact"} == set(get_args(FactName))
    for fact, form in FORMS.items():
        for key in getattr(form.type, "__struct_fields__", ()):
            assert f"`{key}`" in told[fact], (fact, key)
