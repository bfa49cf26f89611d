import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from planner.model.money import Quantity
from planner.model.protocols import Attributes, Estate, Reading, Record, Source
from planner.model.resource import Reference, Resource
from planner.model.spec import Bucket, FirewallRule, SecurityGroup

Instance = tuple[str, dict[str, Any]]
Write = Callable[..., Path]


def _group(record: Record) -> Reading:
    return Reading(
        id=str(record.attributes.get("id", "")),
        name=str(record.attributes.get("name", "")),
        spec=SecurityGroup(description=str(record.attributes.get("description", ""))),
        aliases=(record.address,),
    )


def _rule(record: Record) -> Reading:
    group = str(record.attributes["security_group_id"])
    port = int(record.attributes.get("port", 0))
    return Reading(
        id="",
        name="rule",
        spec=SecurityGroup(
            rules=(FirewallRule(direction="in", protocol="tcp", first_port=port, last_port=port),)
        ),
        part_of=group,
        references=(Reference("guarded-by", group, "security_group_id"),),
    )


def _bucket(record: Record) -> Reading:
    name = str(record.attributes["bucket"])
    return Reading(id=f"arn:{name}", name=name, spec=Bucket(), aliases=(name, record.address))


def _nothing(resource: Resource, estate: Estate) -> tuple[Quantity, ...]:
    del resource, estate
    return ()


def _identify(native_type: str, attributes: Attributes, account: str, region: str) -> str:
    del native_type, account, region
    identity = attributes.get("arn")
    return identity if isinstance(identity, str) else ""


@pytest.fixture
def sources() -> Mapping[str, Source]:
    source = Source(
        name="aws",
        prefixes=("aws_",),
        rules={
            "aws_security_group": _group,
            "aws_security_group_rule": _rule,
            "aws_s3_bucket": _bucket,
        },
        bill=_nothing,
        free_kinds=frozenset(),
        transfer=_nothing,
        identify=_identify,
    )
    return {"aws": source}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_state(*instances: Instance, name: str = "estate.tfstate", **top: object) -> Path:
        resources = []
        for number, (native_type, attributes) in enumerate(instances):
            one = {"schema_version": 0, "attributes": attributes}
            resources.append(
                {
                    "mode": "managed",
                    "type": native_type,
                    "name": f"n{number}",
                    "provider": "p",
                    "instances": [one],
                }
            )
        state = {"version": 4, "serial": 1, "lineage": "", "resources": resources, **top}
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(state), encoding="utf-8")
        return path

    return write_state
