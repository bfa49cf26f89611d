"""PROOF.md and proof.json: what was proven, for who reads the roots."""

from collections.abc import Iterator

import msgspec

from planner.model.plan import OutputFile
from planner.model.text import Language, Text
from planner.proof.results import Proof, Result
from planner.proof.rungs import RUNGS, Rung

_STATUS = {
    "passed": Text(en="passed", fr="réussi"),
    "failed": Text(en="**failed**", fr="**échec**"),
    "not run": Text(en="not run", fr="non exécuté"),
}


def files_of(proof: Proof, language: Language) -> Iterator[OutputFile]:
    """One PROOF.md beside the roots of each estate, and one proof.json beside it.

    Times are left out: the same proof writes the same bytes.
    """
    for estate in sorted({result.estate for result in proof.results}):
        own = tuple(result for result in proof.results if result.estate == estate)
        part = Proof(as_of=proof.as_of, versions=proof.versions, results=own)
        yield OutputFile(f"{estate}/PROOF.md", page(part, language).encode())
        yield OutputFile(f"{estate}/proof.json", msgspec.json.format(_facts(part)) + b"\n")


def _facts(proof: Proof) -> bytes:
    results = [
        {
            "root": one.root,
            "rung": one.rung,
            "cli": one.cli,
            "status": one.status,
            "detail": one.detail.en,
        }
        for one in proof.results
    ]
    found = {"as_of": proof.as_of, "versions": dict(proof.versions), "results": results}
    return msgspec.json.encode(found, order="sorted")


def page(proof: Proof, language: Language) -> str:
    """The page for one estate."""

    def t(en: str, fr: str) -> str:
        return fr if language == "fr" else en

    versions = ", ".join(f"{name} {version}" for name, version in proof.versions)
    date = proof.as_of or t("unknown date", "date inconnue")
    parts = [
        t("# What was proven", "# Ce qui a été prouvé"),
        t(
            f"Plan of {date}. Written by `plan prove`; run it again after a change.",
            f"Plan du {date}. Écrit par `plan prove` ; relancez-le après un changement.",
        ),
        t(f"With {versions}.", f"Avec {versions}."),
        *(_rung(rung, proof, language) for rung in RUNGS),
        t(
            "Never proven before your own account: quotas, stock, names taken elsewhere, rights.",
            "Jamais prouvé avant votre propre compte : quotas, stocks, noms déjà pris, droits.",
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _rung(rung: Rung, proof: Proof, language: Language) -> str:
    def t(en: str, fr: str) -> str:
        return fr if language == "fr" else en

    own = [result for result in proof.results if result.rung == rung.number]
    head = f"## {rung.number} · {rung.name.of(language)}"
    words = (
        f"{t('Shows:', 'Montre :')} {rung.shows.of(language)}.\n"
        f"{t('Cannot show:', 'Ne peut pas montrer :')} {rung.cannot.of(language)}."
    )
    if not own:
        return f"{head}\n\n{words}\n\n{t('Not climbed.', 'Non gravi.')}"
    titles = [t("root", "racine"), t("tool", "outil"), t("result", "résultat"), t("what", "quoi")]
    rows = ["| " + " | ".join(titles) + " |", "|---|---|---|---|"]
    rows += [_row(result, language) for result in own]
    return f"{head}\n\n{words}\n\n" + "\n".join(rows)


def _row(result: Result, language: Language) -> str:
    cells = [
        result.root,
        result.cli or "-",
        _STATUS[result.status].of(language),
        result.detail.of(language),
    ]
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    """Text that cannot leave its cell or become markup."""
    plain = " ".join(text.split())
    for mark in ("\\", "|", "<", "`", "["):
        plain = plain.replace(mark, f"&#{ord(mark)};")
    return plain
