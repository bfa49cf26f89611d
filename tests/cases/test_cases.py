"""Whole plans: goldens, hostile input, re-runs."""

import json
import re
import shutil
from pathlib import Path

import hcl2
import msgspec
import pytest

from planner.catalogue.mappings import load_target
from planner.cli.clouds import TARGETS
from planner.cli.run import Job, run
from planner.cli.words import Words
from planner.model.plan import OutputFile
from planner.model.policy import Lock, Override, Overrides, Policy
from planner.outputs.document import checksum, read
from planner.outputs.folder import deliver
from tests.cases.plans import CASES, goldens, planned, written

SMALL = CASES / "small" / "terraform.tfstate"
HOSTILE = CASES / "hostile" / "terraform.tfstate"


def language(target: str):  # type: ignore[no-untyped-def] # noqa: ANN201
    return "fr" if target == "outscale" else "en"


@pytest.mark.parametrize("target", TARGETS)
def test_a_small_estate_reads_as_its_goldens(target: str) -> None:
    folder = CASES / "small" / "expected" / target
    expected = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    found = dict(goldens(planned(SMALL, target, language=language(target))))
    hint = "python tests/cases/rewrite.py rewrites the goldens; read their diff"
    assert sorted(found) == sorted(expected), hint
    for path, content in expected.items():
        assert found[path].decode() == content.decode(), f"{path}: {hint}"


@pytest.mark.parametrize("target", TARGETS)
def test_the_same_input_gives_the_same_bytes(target: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "terraform.tfstate"
    state = json.loads(SMALL.read_bytes())
    state["resources"].reverse()
    elsewhere.write_text(json.dumps(state))
    once, again = written(planned(SMALL, target)), written(planned(elsewhere, target))
    assert once.keys() == again.keys()
    # the hash of the input is in the plan, hence in its checksum, and in the decision; nothing else differs
    differing = {path for path in once if once[path] != again[path]}
    decision = {"report/decision.html", "report/decision.odt"}
    assert differing <= {"plan.json", "report/index.html", *decision}


@pytest.mark.parametrize("target", TARGETS)
def test_the_checksum_is_that_of_the_plan(target: str) -> None:
    document = read(written(planned(SMALL, target))["plan.json"])
    assert document.checksum == checksum(document)


@pytest.mark.parametrize("target", TARGETS)
def test_no_secret_reaches_an_output(target: str) -> None:
    for path, content in written(planned(SMALL, target)).items():
        assert b"a-planted-secret" not in content, path


@pytest.mark.parametrize("target", TARGETS)
def test_hostile_names_inject_nothing(target: str) -> None:
    known = {type_ for way in load_target(target).by_stem.values() for type_ in way.types}
    files = written(planned(HOSTILE, target))
    for path, content in files.items():
        assert not re.search(r"\.\.|[\x00-\x1f\\]", path), path
        if path.endswith(".tf"):
            parsed = hcl2.loads(content.decode())
            assert {
                name.strip('"') for block in parsed.get("resource", ()) for name in block
            } <= known
            code = re.sub(r"^ *#.*$", "", content.decode(), flags=re.MULTILINE)
            assert not re.search(r"(?<![$])[$]\{file", code), path
        if path.endswith(".html"):
            assert b"<script>alert" not in content


@pytest.mark.parametrize("target", TARGETS)
def test_every_resource_is_in_the_plan_once(target: str) -> None:
    for state in (SMALL, HOSTILE):
        plan = planned(state, target)
        ids = [resource.id for resource in plan.inventory.resources]
        assert list(plan.choices) == ids
        placed = sorted(id_ for one in plan.applications for id_ in one.resources)
        assert placed == ids
        moved = [name for wave in plan.waves for name in wave.applications]
        assert sorted(moved) == sorted(one.name for one in plan.applications)


def blocks(files: dict[str, bytes]) -> dict[str, str]:
    """Block -> text over all roots, and each entry of a `locals` map as a block of its own."""
    found = {}
    for path, content in files.items():
        if path.endswith(".tf"):
            for number, block in enumerate(
                re.split(
                    r"\n(?=(?:# |resource |locals |data |output |variable ))", content.decode()
                )
            ):
                found[
                    f"{path} {block.splitlines()[0]} {number if block.startswith('#') else ''}"
                ] = block
    return found


@pytest.mark.parametrize("target", TARGETS)
def test_one_more_resource_changes_only_its_own_blocks(target: str, tmp_path: Path) -> None:
    before = written(planned(SMALL, target))
    lock = msgspec.json.decode(before["plan.lock.json"], type=Lock)
    state = json.loads(SMALL.read_bytes())
    new = json.loads(json.dumps(state).replace("shop-media-2026", "shop-archive"))
    added = next(one for one in new["resources"] if one["type"] == "aws_s3_bucket")
    added["name"] = "archive"
    state["resources"].append(added)
    path = tmp_path / "terraform.tfstate"
    path.write_text(json.dumps(state))
    after = written(planned(path, target, lock=lock))
    for name, content in before.items():
        if not name.endswith(".tf"):
            continue
        lines = content.decode().splitlines()
        now = after[name].decode().splitlines()
        missing = [line for line in lines if line.strip() and line not in now]
        # a wider name may move the column of its neighbours in one map; nothing else may change
        squeezed = {re.sub(r" +", " ", line) for line in now}
        assert [line for line in missing if re.sub(r" +", " ", line) not in squeezed] == [], name


def test_an_edited_output_survives_a_second_run(tmp_path: Path) -> None:
    out = tmp_path / "out"
    plan = planned(SMALL, "scaleway")
    files = [OutputFile(path, content) for path, content in written(plan).items()]
    deliver(files, out)
    edited = next(path for path in sorted(out.rglob("*.tf")) if path.name == "compute.tf")
    edited.write_text(edited.read_text() + "# mine\n")
    changed = [
        OutputFile(
            file.path, file.content + b"\n" if file.path.endswith("compute.tf") else file.content
        )
        for file in files
    ]
    delivery = deliver(changed, out)
    assert edited.read_text().endswith("# mine\n")
    assert edited.relative_to(out).as_posix() in delivery.kept
    shutil.rmtree(out)


def test_people_override_the_choice() -> None:
    overrides = Overrides(
        (
            Override(select="web-*", method="stay", who="A. Martin", why="licence"),
            Override(select="arn:aws:rds:*", application="Billing System", owner="finance"),
        )
    )
    plan = planned(SMALL, "scaleway", overrides=overrides)
    by_name = {resource.name: plan.choices[resource.id] for resource in plan.inventory.resources}
    assert by_name["web-1"].reason == "stays"  # type: ignore[union-attr]
    billing = next(one for one in plan.applications if "orders" in str(one.resources))
    assert (billing.name, billing.owner) == ("billing-system", "finance")


def test_both_languages_say_as_much() -> None:
    english = written(planned(SMALL, "ovh", language="en"))
    french = written(planned(SMALL, "ovh", language="fr"))
    assert english.keys() == french.keys()
    readme = next(path for path in english if path.endswith("foundation/README.md"))
    assert "Order of apply" in english[readme].decode()
    assert "Ordre d'application" in french[readme].decode()
    assert english[readme].count(b"\n") == french[readme].count(b"\n")


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_among_all_is_planned_as_if_alone(name: str, tmp_path: Path) -> None:
    words = Words("en", quiet=True)
    job = Job(
        files=(SMALL,), targets=TARGETS, compare=True, out=tmp_path / "all", policy=Policy(),
        overrides=Overrides(),
    )  # fmt: skip
    run(job, words)
    run(msgspec.structs.replace(job, targets=(name,), compare=False, out=tmp_path / "one"), words)
    one, among = tmp_path / "one", tmp_path / "all" / name
    paths = {path.relative_to(one) for path in one.rglob("*") if path.is_file()}
    assert paths == {path.relative_to(among) for path in among.rglob("*") if path.is_file()}
    for path in paths:
        assert (one / path).read_bytes() == (among / path).read_bytes(), path
