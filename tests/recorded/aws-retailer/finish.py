"""Make an applied state what AWS would have answered, and write it as the sample.

    python finish.py terraform.tfstate OUTPUT

moto answers with queue URLs of its own server, public addresses of the loopback range and ARNs of
application balancers for every balancer, and it starts a machine whose root disk nobody asked for
from `/dev/sda1` whatever its image says; what it forgets besides is in `forgotten.json`.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

_QUEUES = re.compile(r"http://127\.0\.0\.1:\d+/(\d{12})/")
_PUBLIC = re.compile(r"\b127\.\d+\.\d+\.\d+\b")
_NETWORK_BALANCER = re.compile(r"\bapp/backoffice-edi/")


def with_addresses(text: str) -> str:
    """The state with believable addresses; equal addresses stay equal."""
    text = _QUEUES.sub(r"https://sqs.eu-west-3.amazonaws.com/\1/", text)
    text = _NETWORK_BALANCER.sub("net/backoffice-edi/", text)
    known: dict[str, str] = {}
    for found in _PUBLIC.findall(text):
        known.setdefault(found, f"203.0.113.{len(known) + 10}")
    return _PUBLIC.sub(lambda match: known[match.group()], text)


def _looked_up(value: Any, state: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str) and value.startswith("@"):
        native_type, name, attribute = value[1:].split(".")
        return next(
            one["instances"][0]["attributes"][attribute]
            for one in state["resources"]
            if (one["type"], one["name"]) == (native_type, name)
        )
    if isinstance(value, list):
        return [_looked_up(one, state) for one in value]
    if isinstance(value, dict):
        return {key: _looked_up(one, state) for key, one in value.items()}
    return value


def remember(state: dict[str, Any], forgotten: dict[str, Any]) -> None:
    """Write what moto forgot into the state; every attribute must already be there."""
    for resource in state["resources"]:
        answers = forgotten.get(f"{resource['type']}.{resource['name']}", {})
        for instance in resource["instances"]:
            for attribute, value in answers.items():
                if attribute not in instance["attributes"]:
                    message = f"{resource['type']} has no attribute {attribute}"
                    raise SystemExit(message)
                instance["attributes"][attribute] = _looked_up(value, state)


def with_roots(state: dict[str, Any]) -> None:
    """Move a disk that moto invented for an instance to where AWS tells of root disks."""
    instances = [
        instance["attributes"]
        for resource in state["resources"]
        if resource["type"] == "aws_instance"
        for instance in resource["instances"]
    ]
    shape = next(one["root_block_device"][0] for one in instances if one["root_block_device"])
    for one in instances:
        if one["root_block_device"]:
            continue
        (disk,) = one["ebs_block_device"]
        root = {key: disk[key] for key in shape}
        one["root_block_device"] = [root | {"device_name": _root_name(state, one["ami"])}]
        one["ebs_block_device"] = []


def _root_name(state: dict[str, Any], image: str) -> str:
    return next(
        str(instance["attributes"]["root_device_name"])
        for resource in state["resources"]
        if resource["type"] == "aws_ami"
        for instance in resource["instances"]
        if instance["attributes"]["id"] == image
    )


if __name__ == "__main__":
    source, target = (Path(word) for word in sys.argv[1:3])
    finished = json.loads(with_addresses(source.read_text(encoding="utf-8")))
    here = Path(__file__).with_name("forgotten.json")
    with_roots(finished)
    remember(finished, json.loads(here.read_text(encoding="utf-8")))
    target.write_text(json.dumps(finished, indent=1) + "\n", encoding="utf-8")
