"""Every sentence of a template is written twice, and no word of a table lacks a language."""

import re
from pathlib import Path

import pytest

from planner.catalogue.data import data_path
from planner.model.text import Text
from planner.outputs.report import gaps, words

TEMPLATES = sorted(
    path
    for folder in ("report", "comparison", "decision")
    for path in data_path("templates", folder).glob("*.j2")
    if not path.name.endswith(".xml.j2")  # parts of a document: they hold no words of ours
)
STRING = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
SAID_ONCE = {"Transhumance", "SHA", "plan prove DIR", "Internet"}
"""Words that read alike in both languages."""


def each(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", TEMPLATES, ids=each)
def test_every_sentence_is_in_both_languages(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for call in re.finditer(r"(?<![\w.])t\(", text):
        found = re.match(rf"t\(\s*{STRING}\s*,\s*{STRING}\s*[,)]", text[call.start() :])
        assert found, text[call.start() : call.start() + 80]
        english, french = found[1][1:-1], found[2][1:-1]
        assert english.strip()
        assert french.strip()
        if len(english) > 25:
            assert english != french
        names = [set(re.findall(r"\{(\w+)\}", one)) for one in (english, french)]
        assert names[0] == names[1], english
        assert english.count("|") == french.count("|") <= 1, english


@pytest.mark.parametrize("path", TEMPLATES, ids=each)
def test_no_word_stands_outside_a_sentence(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"<[^>]*>|&\w+;", "\n", text)
    for said in SAID_ONCE:
        text = text.replace(said, " ")
    assert not re.findall(r"[^\W\d_]{2,}", text)


def test_every_word_of_a_table_is_in_both_languages() -> None:
    tables = [value for name, value in vars(words).items() if name.isupper()]
    for table in tables:
        for text in table.values():
            assert isinstance(text, Text)
            assert text.en.strip()
            assert text.fr.strip()
            assert text.en.count("|") == text.fr.count("|")


def test_every_value_of_the_model_has_its_word() -> None:
    from typing import get_args, get_type_hints  # noqa: PLC0415 - here alone

    from planner.model import choice, resource  # noqa: PLC0415

    assert set(get_args(choice.Fit)) == set(words.FITS) == set(words.FIT_MEANINGS)
    assert set(get_args(choice.Method)) == set(words.METHODS) == set(words.METHOD_MEANINGS)
    reasons = get_type_hints(choice.Unmapped)["reason"]
    assert set(get_args(reasons)) == set(words.REASONS) == set(gaps.ORDER)
    assert set(get_args(resource.LedgerStatus)) == set(words.STATUSES)
    assert set(get_args(resource.LedgerStatus)) - {"ok"} == set(words.GRANTS)
    assert set(get_args(resource.Relation)) == set(words.RELATIONS)
    assert set(get_args(resource.Evidence)) == set(words.EVIDENCES)
    assert set(get_args(resource.Severity)) == set(words.SEVERITIES)
    counted = {
        *get_args(choice.Fit), *get_args(choice.Method), *get_args(choice.Weight),
        *get_args(resource.LedgerStatus),
    }  # fmt: skip
    assert counted == set(words.COUNTED)
