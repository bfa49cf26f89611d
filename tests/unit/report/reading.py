"""A page as a reader has it: its elements, and the words in them."""

import re
from html.parser import HTMLParser

from planner.model.plan import MigrationPlan
from planner.outputs.report import write

BLOCKS = {
    "h1",
    "h2",
    "h3",
    "p",
    "li",
    "tr",
    "dd",
    "div",
    "text",
    "caption",
    "summary",
    "title",
    "desc",
}
"""Elements after which a line of the golden ends."""

VOID = {"meta", "link", "br", "img", "input", "hr", "col"}


class Page(HTMLParser):
    """Every tag with its attributes, and the text of `data-key` elements and of the whole."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.keys: dict[str, str] = {}
        self.words: list[str] = []
        self.lines = [""]
        self.open: list[tuple[str, str]] = []
        self.unbalanced: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.tags.append((tag, found))
        if tag in {"td", "th", "br", "span", "b", "strong"}:
            self.lines[-1] += " "
        if tag not in VOID:
            self.open.append((tag, found.get("data-key", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.lines.append("")
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "style":
            return
        inside = [tag for tag, _ in self.open]
        if inside[-1:] == ["title"] and "text" in inside:
            return  # the whole of a word that the drawing cuts
        self.words.append(data)
        self.lines[-1] += data
        for _, key in self.open:
            if key:
                self.keys[key] = self.keys.get(key, "") + data

    @property
    def text(self) -> str:
        """All words, single-spaced."""
        return re.sub(r"\s+", " ", "".join(self.words))


class Facts(HTMLParser):
    """Every cell, item and paragraph of a page with its words, and whether something shows it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.stack: list[list[object]] = []
        self.bare: list[str] = []
        self.evidence: set[str] = set()
        self.resources: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.evidence.update(found.get("data-evidence", "").split())
        self.resources.update(found.get("data-resources", "").split())
        shown = any(name in found for name in ("data-evidence", "data-resources", "data-frame"))
        if tag not in VOID:
            self.stack.append([tag, shown, ""])

    def handle_endtag(self, tag: str) -> None:
        _, shown, said = self.stack.pop()
        if tag in {"td", "li", "p"} and not shown and str(said).strip(" –→\n"):
            self.bare.append(str(said))

    def handle_data(self, data: str) -> None:
        if any(shown for _, shown, _ in self.stack):
            return
        for one in self.stack:
            if one[0] in {"td", "li", "p"}:
                one[2] = f"{one[2]}{data}"


def unshown(text: str) -> list[str]:
    """Words of cells, items and paragraphs that nothing shows, within the page's main part."""
    main = text[text.index("<main>") : text.index("</main>")]
    return [one for one in Facts(main).bare if any(letter.isalnum() for letter in one)]


def html(plan: MigrationPlan, name: str = "index") -> str:
    files = {file.path: file.content for file in write(plan)}
    assert sorted(files) == ["report/index.html", "report/sovereignty.html"]
    return files[f"report/{name}.html"].decode()


def page(plan: MigrationPlan, name: str = "index") -> Page:
    return Page(html(plan, name))


def lines(plan: MigrationPlan, name: str = "index") -> list[str]:
    """What a page says, a block or row of a table a line: the form that goldens have."""
    shown = (re.sub(r"[ \n]+", " ", one).strip() for one in page(plan, name).lines)
    return [one for one in shown if one]
