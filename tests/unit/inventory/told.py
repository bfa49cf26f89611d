from typing import Any

from planner.model.resource import Form, Kind, Origin, Resource, ResourceId
from planner.model.spec import VirtualMachine

ACCOUNT = "111122223333"


def machine_id(name: str, account: str = ACCOUNT, region: str = "eu-west-3") -> ResourceId:
    return ResourceId(f"arn:aws:ec2:{region}:{account}:instance/{name}")


def told(form: Form = "live", **more: Any) -> Resource:  # noqa: ANN401 - fields of a resource
    """A machine as an input of that form tells it."""
    source = more.pop("source", f"{form}.json")
    fields: dict[str, Any] = {
        "id": machine_id("i-1"), "cloud": "aws", "native_type": "aws_instance", "name": "web",
        "kind": Kind("compute.vm"), "account": ACCOUNT, "region": "eu-west-3",
        "spec": VirtualMachine(size="m5.large"),
        "origin": Origin(source, more.get("native_type", "machine"), form),
    }  # fmt: skip
    return Resource(**(fields | more))
