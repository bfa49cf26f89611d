"""Items of exports into records of Terraform types, for the same rules that read states.

`adapt` is the source's. An answer is read by the adapter that reads it live, or by its shape; AWS
Config, CloudFormation and tables each have a module. What nobody knows becomes one record of AWS's
own name for it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from planner.model.protocols import Item, Record
from providers.sources.aws import arn
from providers.sources.aws.api import Answer, Native, Place
from providers.sources.aws.billing import billed
from providers.sources.aws.export_answers import ANSWERS, LISTED
from providers.sources.aws.export_config import configured
from providers.sources.aws.export_table import row
from providers.sources.aws.export_template import templated
from providers.sources.aws.own_types import own_name, type_of_arn, type_of_operation
from providers.sources.aws.shape import text
from providers.sources.aws.shapes import own_arn, shaped

UNKNOWN = "unknown"

_ZONES = ("AvailabilityZone", "PreferredAvailabilityZone")
_OWNERS = ("OwnerId", "OwnerAccountId", "AWSAccountId", "AccountId", "awsAccountId", "accountId")


def adapt(item: Item) -> Iterator[Record]:
    """The records that an item means; none where it is AWS's own."""
    place = place_of(item)
    # What a list only names is completed by whatever else tells of it.
    listed = item.form == "api" and (item.type in LISTED or len(item.body) == 1)
    for native in _natives(item, place):
        if listed:
            native.attributes["settings_unknown"] = True
        yield _record(item, native, place)


def _natives(item: Item, place: Place) -> Iterable[Native]:
    read: dict[str, Callable[[Item, Place], Iterable[Native]]] = {
        "api": _answer,
        "bill": billed,
        "config": configured,
        "table": row,
        "template": templated,
    }
    found = read.get(item.form)
    return found(item, place) if found else (_unknown(item, place),)


def _answer(item: Item, place: Place) -> Iterable[Native]:
    own = ANSWERS.get(item.type)
    if own is not None:
        return own(item.body, place)
    native_type = type_of_operation(item.type)
    if native_type:
        return (shaped(native_type, item.body, place),)
    return (_unknown(item, place),)


def _unknown(item: Item, place: Place) -> Native:
    """An object of an operation or type that nobody knows: its ARN tells what it is, if any."""
    native = shaped(item.type, item.body, place)
    word = own_arn(native.attributes)
    native_type = type_of_arn(word)
    if native_type:
        known = shaped(native_type, item.body, place)
        known.attributes["arn"] = word
        return known
    return Native(own_name(word) or item.type, native.id, native.attributes)


def place_of(item: Item) -> Place:
    """Account and region as the object itself tells them, else as the item was given them."""
    region = next((word for word in _regions(item.body) if word), item.region)
    owners = (text(item.body.get(key)) for key in _OWNERS)
    account = next((word for word in owners if word), item.account)
    return Place(account or UNKNOWN, region)


def _regions(body: Answer) -> Iterator[str]:
    for key in _ZONES:
        zone = body.get(key)
        if isinstance(zone, str):
            yield arn.region_of_zone(zone)
    placement = body.get("Placement")
    if isinstance(placement, Mapping):
        yield arn.region_of_zone(str(placement.get("AvailabilityZone")))
    for key, word in body.items():
        if isinstance(word, str) and word.startswith("arn:") and key.lower().endswith("arn"):
            yield arn.region_of(word)
            return


def _record(item: Item, native: Native, place: Place) -> Record:
    attributes: dict[str, Any] = {
        key: value for key, value in native.attributes.items() if value is not None
    }
    told = attributes.get("arn")
    named = arn.account_of(told) if isinstance(told, str) else ""
    return Record(
        type=native.type,
        address=native.address or f"{native.type}.{native.id}",
        attributes=attributes,
        file=item.file,
        account=named or place.account,
        region=place.region,
        cloud="aws",
    )
