"""What a bill names, as a record of the Terraform type that it means: an ARN, a bare id, a bucket."""

import csv
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from planner.model.protocols import Item
from providers.sources.aws.api import Native, Place
from providers.sources.aws.own_types import own_name, type_of_arn
from providers.sources.aws.shape import is_arn, text

_BUCKETS = ("AmazonS3", "Amazon Simple Storage Service")
_VOLUME_TYPES = ("gp3", "gp2", "piops", "io2", "st1", "sc1")
"""Words that the usage type of a volume ends with; `VolumeUsage.piops` is io1."""


def billed(item: Item, place: Place) -> Iterator[Native]:
    """The one record of a thing that a bill charges for."""
    body = item.body
    word = text(body.get("id"))
    own = word if is_arn(word) else ""
    native_type = type_of_arn(own) if own else _type_of_id(word, item.type)
    if not native_type:
        yield Native(own_name(own) or item.type, word, _attributes(body, own, word))
        return
    if native_type == "aws_s3_bucket" and not own:
        own = f"arn:aws:s3:::{word}"
    short = own.rpartition(":")[2].rpartition("/")[2] if own else word
    attributes = _attributes(body, own, short)
    attributes |= _sized(native_type, body, short)
    del place  # the record takes account and region from the item
    yield Native(native_type, short, attributes)


def _attributes(body: Mapping[str, Any], own: str, short: str) -> dict[str, Any]:
    tags = body.get("tags")
    found = {
        "id": short,
        "arn": own,
        "name": text(body.get("name")) or short,
        "availability_zone": text(body.get("zone")),
        "tags": tags if isinstance(tags, Mapping) else {},
    }
    return {key: value for key, value in found.items() if value}


def _type_of_id(word: str, service: str) -> str:
    if service in _BUCKETS:
        return "aws_s3_bucket"
    prefix, dash, rest = word.partition("-")
    return table()[0].get(prefix, "") if dash and rest else ""


def _sized(native_type: str, body: Mapping[str, Any], short: str) -> dict[str, Any]:
    """Arguments that the type has for its name, size, engine and bytes held."""
    row = table()[1].get(native_type, {})
    told = {
        row.get("name"): short,
        row.get("size"): text(body.get("size")),
        row.get("engine"): engine(text(body.get("engine"))),
        row.get("held"): body.get("held_gib"),
    }
    found = {key: value for key, value in told.items() if key and value}
    if native_type == "aws_instance" and text(body.get("os")):
        found["platform_details"] = text(body.get("os")).replace("Linux", "Linux/UNIX")
    if native_type == "aws_ebs_volume":
        ending = text(body.get("meter")).rpartition("VolumeUsage.")[2]
        found |= {"type": ending.replace("piops", "io1")} if ending in _VOLUME_TYPES else {}
    return found


def engine(word: str) -> str:
    """A database engine as Terraform calls it: bills write `Aurora PostgreSQL`, `SQL Server`."""
    lowered = word.lower().strip()
    if lowered.startswith("aurora "):
        return f"aurora-{lowered.removeprefix('aurora ')}"
    editions = {"postgresql": "postgres", "oracle": "oracle-se2", "sql server": "sqlserver-se"}
    return editions.get(lowered, lowered.replace(" ", "-"))


@lru_cache(maxsize=1)
def table() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """`billing.csv`: prefix of an id -> type; type -> its arguments."""
    content = files(__package__).joinpath("billing.csv").read_text("utf-8")
    rows = list(csv.DictReader(one for one in content.splitlines() if not one.startswith("#")))
    prefixes = {word: row["terraform"] for row in rows for word in row["prefixes"].split()}
    return prefixes, {row["terraform"]: row for row in rows}
