"""Every quantity that a rule may ask the policy for is explained to the people who write one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.catalogue.assumptions import canonical, load_assumptions
from planner.catalogue.data import data_path

KEY = re.compile(r"[a-z0-9_]+(\.[a-z0-9_-]+)+|[a-z]+(_[a-z]+)*_(gib|gb|million|tib|hours)")
ASKING = {"usage", "held", "stored", "assumed"}


def asked() -> Iterator[tuple[str, str]]:
    """(file, key) of every literal key in the bill rules and designs."""
    folder = data_path("mappings").parent / "providers"
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for argument in node.args if name in ASKING else ():
                value = argument.value if isinstance(argument, ast.Constant) else None
                if isinstance(value, str) and KEY.fullmatch(value):
                    yield path.name, value


def test_every_key_that_a_rule_asks_for_is_listed() -> None:
    known = load_assumptions()
    found = sorted({(file, key) for file, key in asked() if canonical(key) not in known})
    assert found == []


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("bucket_gib", "bucket_gib"),
        ("storage.object_bucket.gib", "bucket_gib"),
        ("db.postgres.gib", "database_gib"),
        ("db.dynamodb.gib", "table_gib"),
        ("network.lb_l7.gb", "load_balancer_gb"),
        ("never heard of", "never heard of"),
    ],
)
def test_a_quantity_has_one_name(key: str, name: str) -> None:
    assert canonical(key) == name


def test_no_name_stands_for_two_quantities() -> None:
    seen: dict[str, str] = {}
    for name, entry in load_assumptions().items():
        for pattern in (name, *entry.also):
            assert seen.setdefault(pattern, name) == name
        assert entry.text.en != entry.text.fr


def test_the_list_is_found_where_data_lies() -> None:
    assert Path(data_path("mappings", "assumptions.yaml")).is_file()
