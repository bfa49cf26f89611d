"""AWS's own names of types, and those that ARNs tell, as Terraform calls them (`own_types.csv`)."""

import csv
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

_SEGMENTS = 6


class Names(Struct, frozen=True):
    """The table, by what is looked up."""

    own: dict[str, str]
    """`AWS::EC2::Instance` -> `aws_instance`."""
    arns: dict[str, str]
    """`ec2:instance` -> `aws_instance`; `sqs:` where the resource is a bare name."""
    operations: dict[str, str]
    """`lambda.list_functions` -> `aws_lambda_function`."""


@lru_cache(maxsize=1)
def names() -> Names:
    """The table `own_types.csv`."""
    text = files(__package__).joinpath("own_types.csv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    rows = list(csv.DictReader(lines))
    return Names(
        own={row["own"]: row["terraform"] for row in rows if row["own"]},
        arns={word: row["terraform"] for row in rows for word in row["arns"].split()},
        operations={word: row["terraform"] for row in rows for word in row["operations"].split()},
    )


def type_of_own(word: str) -> str:
    """The Terraform type of a type as CloudFormation and Config call it; '' where not known."""
    return names().own.get(word, "")


def type_of_operation(word: str) -> str:
    """The Terraform type of the objects of an operation; '' where code of its own reads them."""
    return names().operations.get(word, "")


def type_of_arn(word: str) -> str:
    """The Terraform type of what an ARN names; '' where it is not known."""
    service, head, bare = _parts(word)
    if not service:
        return ""
    known = names().arns
    return known.get(f"{service}:{head}") or (known.get(f"{service}:", "") if bare else "")


def own_name(word: str) -> str:
    """What a type is called where Terraform has no name for it, from an ARN; '' from other words."""
    service, head, bare = _parts(word)
    return service if bare or not service else f"{service}:{head}"


def _parts(word: str) -> tuple[str, str, bool]:
    """Service and first word of an ARN's resource, and whether that is all there is."""
    parts = word.split(":", _SEGMENTS - 1)
    if len(parts) < _SEGMENTS or parts[0] != "arn":
        return "", "", False
    service, resource = parts[2], parts[5]
    steps = resource.lstrip("/").replace(":", "/").split("/")
    head = ("/" if resource.startswith("/") else "") + steps[0]
    if service == "wafv2" and len(steps) > 1:  # regional/webacl/NAME/ID
        head = steps[1]
    if service == "elasticloadbalancing" and head == "loadbalancer" and len(steps) == 2:  # noqa: PLR2004
        head = "classic"  # loadbalancer/NAME; the others name their kind before it
    return service, head, len(steps) == 1
