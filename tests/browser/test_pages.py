"""The pages in a real browser: nothing asked of the network, nothing wrong, on screen, phone, paper."""

import contextlib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from planner.model.plan import MigrationPlan
from planner.model.text import LANGUAGES, Language
from planner.outputs.comparison import compare
from planner.outputs.decision import write as write_decision
from planner.outputs.report import write
from planner.pricing import euros
from tests.cases.plans import planned
from tests.unit.report.assessed import assessed
from tests.unit.report.crowd import crowd
from tests.unit.report.made import HOSTILE

SAMPLES = Path(__file__).resolve().parents[2] / "mappings" / "samples"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
BOTH = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def browser(tool: Callable[[str], str]) -> Iterator[Browser]:
    path = tool("chromium")
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=list(FLAGS))
        with contextlib.closing(running):
            yield running


@pytest.fixture(scope="module")
def estate() -> dict[Language, MigrationPlan]:
    state = SAMPLES / "aws-retailer" / "terraform.tfstate"
    return {language: planned(state, "scaleway", language=language) for language in LANGUAGES}


class Opened:
    """A page with what it asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.route("**/*", self._stop)

    def _stop(self, route: Route) -> None:
        if route.request.url.startswith("file:") and route.request.is_navigation_request():
            route.continue_()
        else:
            self.asked.append(route.request.url)
            route.abort()

    def text(self, key: str) -> str:
        return self.page.locator(f'[data-key="{key}"]').first.inner_text()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    pages: list[Page] = []

    def open_(content: bytes, width: int = 1280) -> Opened:
        path = tmp_path / f"{len(pages)}.html"
        path.write_bytes(content)
        page = browser.new_page(viewport={"width": width, "height": 900})
        pages.append(page)
        found = Opened(page)
        page.goto(path.as_uri())
        return found

    yield open_
    for page in pages:
        page.close()


def report(plan: MigrationPlan, name: str = "index") -> bytes:
    """One page of a plan, by its name."""
    files = {file.path: file.content for file in (*write(plan), *write_decision(plan))}
    return files[f"report/{name}.html"]


PAGES = pytest.mark.parametrize("name", ["index", "sovereignty", "decision"])


@BOTH
@PAGES
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_a_report_asks_for_nothing_and_fits_its_window(
    opened: Callable[..., Opened], estate: dict[Language, MigrationPlan], language: Language,
    width: int, name: str,
) -> None:  # fmt: skip
    found = opened(report(estate[language], name), width)
    assert found.asked == []
    assert found.complaints == []
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    assert found.page.evaluate("document.documentElement.lang") == language


@BOTH
def test_the_figures_shown_are_those_of_the_plan(
    opened: Callable[..., Opened], estate: dict[Language, MigrationPlan], language: Language
) -> None:
    plan = estate[language]
    found = opened(report(plan))
    for key, total in (
        ("now", plan.costs.now),
        ("then", plan.costs.then),
        ("once", plan.costs.once),
    ):
        bound = "≥\u00a0" if total.unpriced else ""
        assert found.text(key) == bound + euros(total.likely, language, decimals=0)
    for key in ("read", "resources", "mapped", "unmapped"):
        assert found.text(key) == str(plan.verdict.counts[key])
    exact = round((plan.costs.exact_share or Decimal(0)) * 100)
    assert found.text("exact").rstrip("%").strip() == str(exact)
    same = plan.costs.comparable
    for total in (same.now, same.then):
        assert euros(total.likely, language, decimals=0) in found.text("comparable")
    rows = found.page.locator("#applications tbody tr").count()
    assert rows == len(plan.applications)


@BOTH
def test_the_share_of_spend_known_is_the_first_figure(
    opened: Callable[..., Opened], estate: dict[Language, MigrationPlan], language: Language
) -> None:
    page = opened(report(estate[language])).page
    keys = page.evaluate("[...document.querySelectorAll('[data-key]')].map(one => one.dataset.key)")
    assert keys[:3] == ["exact", "proxy", "unpriced"]


@PAGES
@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_names_run_nothing_and_break_no_layout(
    opened: Callable[..., Opened], width: int, name: str
) -> None:
    found = opened(report(assessed("en", HOSTILE), name), width)
    assert (found.asked, found.complaints) == ([], [])
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    assert found.page.evaluate("document.scripts.length") == 0


def test_words_of_the_drawing_stay_within_their_boxes(
    opened: Callable[..., Opened], estate: dict[Language, MigrationPlan]
) -> None:
    page = opened(report(estate["en"])).page
    outside = page.evaluate(
        """[...document.querySelectorAll('#architecture svg rect[class^="f-"] + text')]
        .filter(one => {
            const box = one.previousElementSibling.previousElementSibling.getBoundingClientRect();
            return one.getBoundingClientRect().right > box.right + 1;
        }).map(one => one.firstChild.textContent)"""
    )
    assert outside == []


@BOTH
@PAGES
def test_text_is_dark_enough_to_read(
    opened: Callable[..., Opened], estate: dict[Language, MigrationPlan], language: Language,
    name: str,
) -> None:  # fmt: skip
    for plan in (estate[language], assessed(language)):
        assert opened(report(plan, name)).page.evaluate(CONTRAST) == []


def test_words_of_the_headline_stay_within_their_panel(opened: Callable[..., Opened]) -> None:
    for plan in (assessed("fr"), crowd(60, "fr")):
        page = opened(report(plan, "decision")).page
        assert page.evaluate(OVERLAPS) == []


OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.picture svg text')].map(one => ({
    text: one.textContent, box: one.getBoundingClientRect()}));
  const all = document.querySelector('.picture svg').getBoundingClientRect();
  const bad = boxes.filter(({box}) => box.right > all.right + 1 || box.left < all.left - 1);
  for (const a of boxes) for (const b of boxes)
    if (a !== b && a.box.left < b.box.left && a.box.right > b.box.left + 1
        && a.box.top < b.box.bottom - 2 && b.box.top < a.box.bottom - 2) bad.push(a);
  return bad.map(one => one.text);
}"""


CONTRAST = """() => {
  const channel = value => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = rgb => 0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1]) + 0.0722 * channel(rgb[2]);
  const parse = text => (text.match(/[0-9.]+/g) || []).map(Number);
  const ground = node => {
    for (; node; node = node.parentElement) {
      const rgba = parse(getComputedStyle(node).backgroundColor);
      if (rgba.length === 3 || rgba[3] > 0.9) return rgba;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  for (const node of document.querySelectorAll('main *')) {
    if (node.closest('svg') || ![...node.childNodes].some(c => c.nodeType === 3 && c.data.trim())) continue;
    const pair = [light(parse(getComputedStyle(node).color)), light(ground(node))].sort((a, b) => b - a);
    if ((pair[0] + 0.05) / (pair[1] + 0.05) < 4.5) poor.add(node.tagName + '.' + node.className);
  }
  return [...poor];
}"""


def test_the_report_prints(
    opened: Callable[..., Opened], estate: dict[Language, MigrationPlan]
) -> None:
    printed = opened(report(estate["fr"])).page.pdf(
        prefer_css_page_size=True, print_background=True
    )
    assert printed.startswith(b"%PDF-")
    assert 5 <= printed.count(b"/Type /Page\n") <= 60


@BOTH
@pytest.mark.parametrize("width", [1280, 390])
def test_the_comparison_opens_as_well(
    opened: Callable[..., Opened], language: Language, width: int
) -> None:
    state = SAMPLES / "aws-retailer" / "terraform.tfstate"
    plans = {name: planned(state, name, language=language) for name in ("ovh", "scaleway")}
    page = next(one.content for one in compare(plans) if one.path == "index.html")
    found = opened(page, width)
    assert (found.asked, found.complaints) == ([], [])
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    assert "€" in found.text("ovh")
