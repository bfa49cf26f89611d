"""What the pages say is so: commands, links, words of the price books, tables made from the code."""

import csv
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from planner import __version__
from planner.catalogue.data import data_path, load_yaml
from planner.cli.coverage_page import coverage_page
from planner.cli.main import plan
from planner.model.policy import Override, Overrides, Policy
from tests.cases.command_tree import parses

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")
BOOKS = ("aws", "azure", "gcp", "outscale", "ovh", "scaleway")


def blocks(text: str) -> list[str]:
    """Lines of the shell blocks of a page, comments taken off."""
    found = re.findall(r"```sh\n(.*?)```", text, flags=re.DOTALL)
    lines = [re.sub(r"\s+#.*$", "", line).strip() for block in found for line in block.splitlines()]
    return [line for line in lines if line]


def quoted(text: str) -> list[str]:
    """Every `plan …` in back-quotes that has an option or an argument."""
    return re.findall(r"`(plan [a-z]+ [^`]+)`", text)


def test_the_readme_is_one_screen_with_two_commands() -> None:
    assert len(README.splitlines()) <= 60
    assert blocks(README)[:2] == ["make demo", "make test"]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = re.findall(r"(?:`|^)make ([a-z]+)\b", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_command_that_is_shown_parses(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = [line.removeprefix(".venv/bin/") for line in blocks(text)]
    for line in [*(one for one in shown if one.startswith("plan ")), *quoted(text)]:
        words = shlex.split(line)[1:]
        parses(plan, words, whole=line not in quoted(text))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"https?:|mailto:", link):
            path, _, anchor = link.partition("#")
            goal = (page.parent / path).resolve() if path else page
            assert goal.exists(), link
            if anchor:
                titles = re.findall(r"^#+ (.+)$", goal.read_text(encoding="utf-8"), re.MULTILINE)
                slugs = {
                    re.sub(r"[^\w -]", "", one).strip().lower().replace(" ", "-") for one in titles
                }
                assert anchor in slugs, link


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_page_names_a_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w.>])/(?:work|root|home|tmp)/", page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_every_path_that_is_quoted_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for path in re.findall(
        r"`((?:planner|providers|mappings|templates|docs|tests)/[^`\s]*)`", text
    ):
        if not re.search(r"[<>{}…]|report/index|costs/", path):
            found = list(ROOT.glob(path.rstrip("/"))) if "*" in path else [ROOT / path]
            assert found, path
            assert found[0].exists(), path


# --- prices


def in_the_page() -> dict[str, set[str]]:
    """Provider -> services of its table in docs/prices.md."""
    text = (ROOT / "docs" / "prices.md").read_text(encoding="utf-8")
    parts = re.split(r"^### (\w+)$", text, flags=re.MULTILINE)[1:]
    return {
        name: set(re.findall(r"^\| ([a-z0-9][a-z0-9-]*) \|", table, flags=re.MULTILINE))
        - {"service"}
        for name, table in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.mark.parametrize("book", BOOKS)
def test_the_page_of_prices_names_the_services_that_the_books_hold(book: str) -> None:
    path = data_path("mappings", "prices", f"{book}.csv")
    held = {row["service"] for row in csv.DictReader(path.read_text("utf-8").splitlines())}
    assert in_the_page()[book] == held


# --- made from the code


def test_the_page_of_coverage_is_current() -> None:
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert page == coverage_page(), "python tests/cases/rewrite.py coverage rewrites it"


def test_the_changelog_begins_with_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = re.findall(
        r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert project["version"] == __version__
    assert versions[0] == __version__


def test_the_policy_to_start_from_is_valid_and_explains_every_key() -> None:
    folder = data_path("templates", "policy")
    for name, kind, whole in (
        ("policy.yaml", Policy, Policy),
        ("overrides.yaml", Overrides, Override),
    ):
        load_yaml(folder / name, kind)
        text = (folder / name).read_text(encoding="utf-8")
        missing = [key for key in whole.__struct_fields__ if not re.search(rf"\b{key}:", text)]
        assert not missing, name


def test_the_policy_to_start_from_changes_nothing() -> None:
    assert load_yaml(data_path("templates", "policy", "policy.yaml"), Policy) == Policy()
    assert load_yaml(data_path("templates", "policy", "overrides.yaml"), Overrides) == Overrides()
