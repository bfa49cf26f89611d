"""What a file looked up tells of what it manages, and is no resource itself."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from planner.inventory import read
from planner.model.protocols import Source
from planner.model.resource import Inventory, Resource

Sources = Mapping[str, Source]
Write = Callable[..., Path]

LOOKED_UP = {"bucket": "logs", "acl": "told"}


def _told(resources: tuple[Resource, ...]) -> tuple[Resource, ...]:
    """Every resource with a tag that lists what was seen beside it."""
    seen = ", ".join(sorted(one.name for one in resources if one.origin.place.count("data.")))
    return tuple(msgspec.structs.replace(one, tags={"seen": seen}) for one in resources)


@pytest.fixture
def asking(sources: Sources) -> Sources:
    source = msgspec.structs.replace(
        sources["aws"], assemble=_told, context_types=frozenset({"aws_s3_bucket"})
    )
    return {"aws": source}


def version_4(folder: Path, looked_up: object) -> Path:
    one: dict[str, Any] = {"type": "aws_s3_bucket", "name": "x", "instances": []}
    managed = {"mode": "managed", "instances": [{"attributes": {"bucket": "own"}}]}
    data = {"mode": "data", "module": "module.m", "instances": [{"attributes": looked_up}]}
    other = {"mode": "data", "type": "aws_region", "name": "here", "instances": [{}]}
    path = folder / "v4.tfstate"
    resources = [one | managed, one | data, other]
    path.write_text(json.dumps({"version": 4, "resources": resources}))
    return path


def version_3(folder: Path, looked_up: object) -> Path:
    def record(attributes: object) -> dict[str, Any]:
        return {"type": "aws_s3_bucket", "primary": {"attributes": attributes}}

    resources = {
        "aws_s3_bucket.x": record({"bucket": "own"}),
        "data.aws_s3_bucket.x": record(looked_up),
        "data.aws_region.here": {"type": "aws_region", "primary": {}},
    }
    path = folder / "v3.tfstate"
    modules = [{"path": ["root"], "resources": resources}]
    path.write_text(json.dumps({"version": 3, "modules": modules}))
    return path


def shown(folder: Path, looked_up: object) -> Path:
    def record(mode: str, address: str, values: object) -> dict[str, Any]:
        return {"mode": mode, "address": address, "type": "aws_s3_bucket", "values": values}

    resources = [
        record("managed", "aws_s3_bucket.x", {"bucket": "own"}),
        record("data", "data.aws_s3_bucket.x", looked_up),
        {"mode": "data", "address": "data.aws_region.here", "type": "aws_region"},
    ]
    path = folder / "show.json"
    values = {"root_module": {"resources": resources}}
    path.write_text(json.dumps({"format_version": "1.0", "values": values}))
    return path


def only(inventory: Inventory) -> Resource:
    (row,) = inventory.ledger
    assert (row.read, row.resources, row.folded, row.rejected) == (1, 1, 0, 0)
    assert row.detail.startswith("2 data sources")
    (resource,) = inventory.resources
    return resource


@pytest.mark.parametrize("written", [version_4, version_3, shown])
def test_a_data_source_is_told_of_and_never_becomes_a_resource(
    written: Callable[[Path, object], Path], tmp_path: Path, asking: Sources
) -> None:
    assert only(read([written(tmp_path, LOOKED_UP)], asking)).tags == {"seen": "logs"}


@pytest.mark.parametrize("written", [version_4, version_3, shown])
def test_a_data_source_of_a_type_that_nobody_asks_for_is_counted_alone(
    written: Callable[[Path, object], Path], tmp_path: Path, asking: Sources
) -> None:
    source = msgspec.structs.replace(asking["aws"], context_types=frozenset())
    assert only(read([written(tmp_path, LOOKED_UP)], {"aws": source})).tags == {"seen": ""}


@pytest.mark.parametrize("looked_up", [None, [], "x", 3])
def test_a_malformed_data_source_tells_nothing_and_hinders_nothing(
    looked_up: object, tmp_path: Path, asking: Sources
) -> None:
    assert only(read([version_4(tmp_path, looked_up)], asking)).tags == {"seen": ""}


def test_a_data_source_of_what_is_managed_elsewhere_does_not_hide_it(
    tmp_path: Path, asking: Sources, write: Write
) -> None:
    paths = [
        version_4(tmp_path, {"bucket": "shared"}),
        write(("aws_s3_bucket", {"bucket": "shared"}), name="other.tfstate"),
    ]
    assert [one.name for one in read(paths, asking).resources] == ["own", "shared"]
