"""Evidence as a file has it, and as tests make it."""

from typing import Any

from planner.model.evidence import About, Evidence
from planner.model.text import Text
from planner.sovereignty.checks import check
from planner.sovereignty.reading import File, entries_of

LABELS = """\
- {id: label-snc, about: {scheme: secnumcloud}, fact: label, kind: official, url: "https://a.example",
   retrieved: 2026-11-01, claim: {en: It is a scheme., fr: C'est un référentiel.},
   value: {title: {en: SecNumCloud, fr: SecNumCloud}, granted_by: ANSSI, proves_immunity: true}}
- {id: label-eucs, about: {scheme: eucs}, fact: label, kind: official, url: "https://a.example",
   retrieved: 2026-11-01, claim: {en: It is a draft., fr: C'est un projet.},
   value: {title: {en: EUCS, fr: EUCS}, granted_by: nobody yet, adopted: false}}
"""
"""Two schemes, one of them not adopted."""


def read(*texts: str, yours: bool = False) -> tuple[Evidence, ...]:
    """The entries of files `evidence-1.yaml`, …, as shipped or as a user's."""
    files = [
        File(f"evidence-{number}.yaml", text.encode(), yours)
        for number, text in enumerate(texts, 1)
    ]
    entries = [entry for file in files for entry in entries_of(file)]
    return check((), entries) if yours else check(entries, ())


def entry(name: str, **fields: Any) -> Evidence:  # noqa: ANN401 - by field
    """An entry of that id: Outscale is offered everywhere, unless fields say otherwise."""
    about = fields.pop("about", {"provider": "outscale"})
    return Evidence(
        **{
            "id": name, "about": About(**about), "fact": "offered", "value": True,
            "claim": Text(en=f"{name} says so.", fr=f"{name} le dit."), "kind": "official",
            "url": "https://a.example", "retrieved": "2026-11-01", **fields,
        }
    )  # fmt: skip
