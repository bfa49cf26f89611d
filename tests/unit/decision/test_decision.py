"""The decision file: one structure said twice, harmless, the same bytes each time."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.model.plan import MigrationPlan
from planner.model.text import LANGUAGES, Language
from planner.outputs.decision import write
from planner.outputs.decision.blocks import Run
from planner.outputs.decision.room import fitted, height_of
from tests.unit.report.assessed import assessed
from tests.unit.report.crowd import crowd
from tests.unit.report.made import HOSTILE, made
from tests.unit.report.reading import Page

BOTH = pytest.mark.parametrize("language", LANGUAGES)


def files(plan: MigrationPlan) -> dict[str, bytes]:
    return {one.path: one.content for one in write(plan)}


def opened(plan: MigrationPlan) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(files(plan)["report/decision.odt"]))


def said(plan: MigrationPlan) -> str:
    """All words of the text document."""
    with opened(plan) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314 - we wrote it
    paragraphs = [one for one in root.iter() if one.tag.endswith(("}p", "}h"))]
    return "\n".join("".join(one.itertext()) for one in paragraphs)


@BOTH
def test_both_forms_say_the_same(language: Language) -> None:
    plan = assessed(language)
    page = files(plan)["report/decision.html"].decode()
    body = re.sub(r"<svg.*?</svg>", "", page[page.index("<main>") :], flags=re.DOTALL)
    shown = re.sub(r"\s+", "", Page(body).text)
    document = said(plan)
    document = re.sub(r"\s+", "", document)
    for line in (one for one in said(plan).split("\n") if one.strip()):
        if not line.startswith(("Exposure and", "Exposition et", "Today, ", "Aujourd’hui, ")):
            assert re.sub(r"\s+", "", line) in shown
    assert len(shown) <= len(document) + 40


def test_the_document_is_a_package_as_the_form_asks() -> None:
    with opened(assessed()) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        assert not first.extra
        names = set(archive.namelist()) - {"mimetype", "META-INF/manifest.xml"}
        manifest = archive.read("META-INF/manifest.xml").decode()
        assert all(f'full-path="{name}"' in manifest for name in names)
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@BOTH
@pytest.mark.parametrize("names", [(), HOSTILE])
def test_every_part_is_well_formed(language: Language, names: tuple[str, ...]) -> None:
    with opened(assessed(language, names)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".svg")):
                ET.fromstring(archive.read(name))  # noqa: S314 - we wrote it


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=60))
def test_no_name_breaks_the_document_or_the_page(name: str) -> None:
    plan = assessed("en", (name,))
    said(plan)
    odd = Page(files(plan)["report/decision.html"].decode())
    plain = Page(files(assessed("en", ("plain",)))["report/decision.html"].decode())
    assert [tag for tag, _ in odd.tags] == [tag for tag, _ in plain.tags]


@BOTH
def test_the_same_plan_gives_the_same_bytes(language: Language) -> None:
    assert files(assessed(language)) == files(assessed(language))


@BOTH
def test_nothing_is_loaded_and_nothing_runs(language: Language) -> None:
    page = Page(files(assessed(language, HOSTILE))["report/decision.html"].decode())
    assert page.unbalanced == []
    assert not {tag for tag, _ in page.tags} & {"script", "img", "a", "iframe", "form"}


@BOTH
def test_the_one_who_signs_reads_what_matters(language: Language) -> None:
    text = said(assessed(language))
    wanted = {
        "en": ("To be decided: whether 6 resources", "SHA-256", "1 of 2 applications with data",
               "lands in part", "A host holding HDS", "another target: outscale",
               "Backups are kept 7 days", "come from outside the EU on both sides",
               "login.example.com", "≥\u00a0€1,235", "1 line", "Keep a record of processing",
               "unknown data class", "yours 1", "not legal advice", "Signature"),
        "fr": ("À décider", "SHA-256", "1 application sur 2", "trouve sa place en partie",
               "Un hébergeur titulaire de HDS", "une autre cible", "7 jours", "des deux côtés",
               "login.example.com", "1 ligne", "Tenir un registre", "classe inconnue", "vôtre 1",
               "avis juridique", "Signature"),
    }  # fmt: skip
    for words in wanted[language]:
        assert words in text
    assert "plan.json" not in text  # written after this file: no checksum can stand here


def test_long_lists_say_what_they_leave_out() -> None:
    text = said(crowd(60))
    for where in ("report/sovereignty.html", "report/index.html#losses", "#continuity", "#unchanged",
                  "#people"):  # fmt: skip
        assert re.search(rf"and [\d,]+ more, in \S*{where}", text), where


def test_a_plan_without_data_still_makes_a_file() -> None:
    text = said(made())
    assert "No resource handles data" in text
    assert "Pictures/headline.svg" not in opened(made()).namelist()


def test_rows_that_fit_stay_within_their_room() -> None:
    rows = [((((Run(text="word " * number),),),) * 2) for number in range(1, 40)]
    kept, left = fitted(rows, (50, 50), 60)
    assert sum(height_of(row, (50, 50)) for row in kept) + left == pytest.approx(60)
    assert len(kept) < len(rows)
    assert fitted(rows[-1:], (50, 50), 1)[0] == tuple(rows[-1:])  # one is always shown
