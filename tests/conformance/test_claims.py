"""No output claims what only an authority can: not of the samples, at any target, in either language."""

import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyarrow import parquet

from planner.cli.clouds import TARGETS
from planner.model.plan import MigrationPlan
from planner.model.text import LANGUAGES, Language
from planner.outputs.comparison import compare
from tests.cases.plans import planned, written
from tests.unit.report.reading import Facts, html, unshown

SAMPLES = Path(__file__).resolve().parents[2] / "mappings" / "samples"
NAMES = sorted(path.name for path in SAMPLES.iterdir() if path.is_dir())

CLAIMS = re.compile(
    r"\b(?:non-?)?(?:complian(?:t|ce)|certifi(?:ed|é|ée|és|ées)|conformes?|conformité)\b|\bSEAL-\d",
    re.IGNORECASE,
)
"""Words that a tool has no right to; a certificate (of TLS) is another thing."""

SOURCES = {"quote", "url"}
"""Columns that hold the words of sources."""

TEXTS = (".md", ".tf", ".json", ".csv", ".tfvars")

_PLANS: dict[tuple[str, str, Language], MigrationPlan] = {}


def plan_of(sample: str, target: str, language: Language) -> MigrationPlan:
    key = (sample, target, language)
    if key not in _PLANS:
        _PLANS[key] = planned(SAMPLES / sample / "terraform.tfstate", target, language=language)
    return _PLANS[key]


class Said(HTMLParser):
    """The words of a page, but those within `data-quote`, which are a source's."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[bool] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "link", "br", "hr", "col"}:
            self.open.append("data-quote" in dict(attrs) or tag == "style")

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"meta", "link", "br", "hr", "col"}:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.words.append(data)


ADDRESS = re.compile(r"https?://\S+")
"""Of a source: its words, not ours."""


def texts(path: str, content: bytes) -> Iterator[str]:
    """What a file says, in words of ours."""
    for text in _said(path, content):
        yield ADDRESS.sub(" ", text)


def _said(path: str, content: bytes) -> Iterator[str]:
    if path.endswith(".html"):
        yield " ".join(Said(content.decode()).words)
    elif path.endswith(TEXTS):
        yield content.decode()
    elif path.endswith(".parquet"):
        for row in parquet.read_table(io.BytesIO(content)).to_pylist():
            yield " ".join(str(value) for name, value in row.items() if name not in SOURCES)
    elif path.endswith((".odt", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".svg")):
                    yield archive.read(name).decode()


@pytest.mark.parametrize("sample", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_output_claims_what_an_authority_grants(sample: str, language: Language) -> None:
    plans = {target: plan_of(sample, target, language) for target in TARGETS}
    for target, plan in plans.items():
        for path, content in written(plan).items():
            for text in texts(path, content):
                found = CLAIMS.search(text)
                assert not found, (
                    f"{target}/{path}: …{text[max(0, found.start() - 90) : found.end() + 40]}"
                )
    for file in compare(plans):
        for text in texts(file.path, file.content):
            assert not CLAIMS.search(text), file.path


@pytest.mark.parametrize("sample", NAMES)
@pytest.mark.parametrize("target", TARGETS)
def test_every_fact_of_the_page_of_sovereignty_is_shown(sample: str, target: str) -> None:
    plan = plan_of(sample, target, "en")
    text = html(plan, "sovereignty")
    assert unshown(text) == []
    found = Facts(text)
    assert found.evidence <= {one.id for one in plan.assessments.evidence}
    assert found.evidence
    assert {one.replace("%20", " ") for one in found.resources} <= {
        " ".join(one.id.split()) for one in plan.inventory.resources
    }


@pytest.mark.parametrize(
    "text",
    ["is compliant", "non-compliant", "Certified host", "conforme au RGPD", "SEAL-3", "certifiée"],
)
def test_the_words_that_are_looked_for_are_found(text: str) -> None:
    assert CLAIMS.search(text)


@pytest.mark.parametrize("text", ["a TLS certificate", "un certificat", "concealed", "qualified"])
def test_words_that_only_look_alike_are_let_be(text: str) -> None:
    assert not CLAIMS.search(text)
