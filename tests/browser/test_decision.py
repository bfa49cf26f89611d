"""The decision file on paper: four pages of A4 at most, from a browser and from a word processor."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from planner.cli.clouds import TARGETS
from planner.model.plan import MigrationPlan
from planner.model.text import LANGUAGES, Language
from planner.outputs.decision import write
from tests.browser.test_pages import FLAGS
from tests.cases.plans import planned
from tests.unit.report.assessed import assessed
from tests.unit.report.crowd import crowd
from tests.unit.report.made import HOSTILE

SAMPLES = Path(__file__).resolve().parents[2] / "mappings" / "samples"
MOST = 4
BOTH = pytest.mark.parametrize("language", LANGUAGES)
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def estates(language: Language) -> Iterator[tuple[str, MigrationPlan]]:
    """Sixty applications and hostile names; in French, which is longer, each sample at each target."""
    yield "crowd", crowd(60, language)
    yield "hostile", assessed(language, HOSTILE)
    if language != "fr":
        return
    for sample in sorted(path for path in SAMPLES.iterdir() if path.is_dir()):
        for target in TARGETS:
            plan = planned(sample / "terraform.tfstate", target, language=language)
            yield f"{sample.name} {target}", plan


def files(plan: MigrationPlan) -> dict[str, bytes]:
    return {Path(one.path).suffix: one.content for one in write(plan)}


@pytest.fixture(scope="module")
def browser(tool: Callable[[str], str]) -> Iterator[Browser]:
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=tool("chromium"), args=list(FLAGS))
        yield running
        running.close()


@BOTH
def test_the_page_prints_on_four_sheets_at_most(browser: Browser, language: Language) -> None:
    for name, plan in estates(language):
        page = browser.new_page()
        page.set_content(files(plan)[".html"].decode())
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
        page.close()
        assert 1 <= len(PAGE.findall(printed)) <= MOST, name


@BOTH
def test_the_document_opens_in_a_word_processor(
    tool: Callable[[str], str], tmp_path: Path, language: Language
) -> None:
    names = []
    for number, (name, plan) in enumerate(estates(language)):
        (tmp_path / f"{number:02}.odt").write_bytes(files(plan)[".odt"])
        names.append(name)
    for form in ("pdf", "txt:Text (encoded):UTF8"):
        convert(tool("writer"), tmp_path, form)
    for number, name in enumerate(names):
        printed = (tmp_path / f"{number:02}.pdf").read_bytes()
        assert 1 <= len(PAGE.findall(printed)) <= MOST, name
        text = (tmp_path / f"{number:02}.txt").read_text("utf-8")
        assert "SHA-256" in text
        assert {"en": "9. Decision", "fr": "9. Décision"}[language] in text


def convert(office: str, folder: Path, form: str) -> None:
    """All documents of a folder at once: the program takes a second to start."""
    subprocess.run(  # noqa: S603 - a program that the fixture found, on files of ours
        [
            office, f"-env:UserInstallation={(folder / 'home').as_uri()}", "--headless",
            "--convert-to", form, "--outdir", str(folder),
            *(str(path) for path in sorted(folder.glob("*.odt"))),
        ],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
