import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.inventory import read, read_inventory, write_inventory
from planner.model.protocols import Source
from planner.model.resource import Inventory

Write = Callable[..., Path]
Sources = Mapping[str, Source]

INPUTS = Path(__file__).parents[3].parent / "shared" / "inputs"
REAL = [
    path
    for folder in ("tfstate", "terraform_show_json")
    if (INPUTS / folder).is_dir()
    for path in sorted((INPUTS / folder).iterdir())
]


def rows_hold(inventory: Inventory) -> int:
    """The law of every row; gives the number of records read."""
    for row in inventory.ledger:
        assert row.read == row.resources + row.folded + row.rejected
    assert len(inventory.resources) == sum(row.resources for row in inventory.ledger)
    return sum(row.read for row in inventory.ledger)


RECORD = st.one_of(
    st.builds(
        lambda group: ("aws_security_group", {"id": f"sg-{group}", "name": "g"}), st.integers(0, 3)
    ),
    st.builds(
        lambda group, port: ("aws_security_group_rule", {"security_group_id": f"sg-{group}",
                                                         "port": port}),
        st.integers(0, 4),
        st.integers(0, 9),
    ),
    st.just(("aws_security_group_rule", {})),
    st.just(("random_pet", {"id": "p"})),
    st.just(("aws_x", [])),
)  # fmt: skip


@given(records=st.lists(st.lists(RECORD, max_size=6), min_size=1, max_size=3))
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_record_is_lost(
    write: Write, sources: Sources, records: list[list[tuple[str, Any]]]
) -> None:
    paths = [write(*found, name=f"{number}.tfstate") for number, found in enumerate(records)]
    inventory = read(paths, sources)
    assert rows_hold(inventory) == sum(len(found) for found in records)
    assert len({one.id for one in inventory.resources}) == len(inventory.resources)


def managed(value: Any) -> int:  # noqa: ANN401 - JSON
    """Managed instances, counted on the JSON itself."""
    if "modules" in value:
        return sum(
            not key.startswith("data.")
            for module in value["modules"]
            for key in module.get("resources", {})
        )
    if "resources" in value and "version" in value:
        return sum(len(one["instances"]) for one in value["resources"] if one["mode"] == "managed")
    after = addresses((value.get("planned_values") or value["values"])["root_module"])
    if "planned_values" not in value or "prior_state" not in value:
        return len(after)
    before = value["prior_state"].get("values", {}).get("root_module", {})
    return len(set(after) | set(addresses(before)))


def addresses(module: Any) -> list[str]:  # noqa: ANN401 - JSON
    found = [one["address"] for one in module.get("resources", ()) if one["mode"] == "managed"]
    return found + [word for one in module.get("child_modules", ()) for word in addresses(one)]


@pytest.mark.skipif(not REAL, reason=f"no real inputs beside the checkout ({INPUTS.name})")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name[-50:])
def test_every_managed_instance_of_a_real_file_is_in_the_inventory(
    path: Path, sources: Sources
) -> None:
    inventory = read([path], sources)
    assert rows_hold(inventory) == managed(json.loads(path.read_bytes()))


def test_an_inventory_folder_is_read_like_any_input(
    write: Write, tmp_path: Path, sources: Sources
) -> None:
    first = read([write(("aws_s3_bucket", {"bucket": "b"}))], sources)
    write_inventory(first, tmp_path / "inventory")
    assert read([tmp_path / "inventory"], sources) == first == read_inventory(
        tmp_path / "inventory"
    )  # fmt: skip
