"""Terraform and OpenTofu state of version 4, as every release since 0.12 writes it."""

import msgspec
from msgspec import Raw, Struct

from planner.inventory.flatmap import nested
from planner.inventory.problems import diagnostic
from planner.inventory.terraform import (
    JSON_ERRORS,
    Contents,
    Found,
    Managed,
    Rejected,
    address,
    words,
)


class _State(Struct, gc=False):
    resources: list[Raw] = []
    lineage: str = ""


class _Resource(Struct, gc=False):
    type: str
    name: str
    mode: str = "managed"
    module: str = ""
    instances: list[Raw] = []


class _Instance(Struct, gc=False):
    index_key: str | int | float | None = None
    attributes: Raw = Raw(b"")
    attributes_flat: dict[str, str] | None = None
    sensitive_attributes: Raw = Raw(b"")
    deposed: str = ""


class _Count(Struct, gc=False):
    """The least that is needed to count the records of a resource that is not of the right form."""

    type: Raw = Raw(b"")
    mode: Raw = Raw(b"")
    instances: Raw = Raw(b"")


_STATE = msgspec.json.Decoder(_State)
_RESOURCE = msgspec.json.Decoder(_Resource)
_INSTANCE = msgspec.json.Decoder(_Instance)
_COUNT = msgspec.json.Decoder(_Count)
_NONE = (b"", b"null", b"[]")


def read_v4(content: bytes, name: str) -> Contents:
    """The managed objects of a state of version 4.

    Raises:
        msgspec.DecodeError: where `resources` is not a list.
        RecursionError: where it is nested too deeply.
    """
    state = _STATE.decode(content)
    resources: list[_Resource | Rejected] = []
    looked_up: list[_Resource | Rejected] = []
    for number, raw in enumerate(state.resources):
        try:
            resource = _RESOURCE.decode(raw)
        except JSON_ERRORS as failure:
            resources.append(_malformed(raw, f"resources[{number}]", name, failure))
            continue
        (resources if resource.mode == "managed" else looked_up).append(resource)
    told = tuple(one for one in _found(looked_up, name) if isinstance(one, Managed))
    return Contents(
        found=_found(resources, name),
        data=sum(len(one.instances) for one in looked_up if isinstance(one, _Resource)),
        looked_up=told,
        lineage=state.lineage,
    )


def _found(resources: list[_Resource | Rejected], name: str) -> Found:
    for resource in resources:
        if isinstance(resource, Rejected):
            yield resource
            continue
        for number, raw in enumerate(resource.instances):
            yield _instance(resource, raw, number, name)


def _instance(resource: _Resource, raw: Raw, number: int, name: str) -> Managed | Rejected:
    native_type = resource.type if resource.mode == "managed" else f"data.{resource.type}"
    base = address(resource.module, native_type, resource.name, None)
    try:
        instance = _INSTANCE.decode(raw)
    except JSON_ERRORS as failure:
        place = f"{base}, instances[{number}]"
        why = words(failure)
        return Rejected(resource.type, diagnostic("record-malformed", name, place=place, why=why))
    full = address(resource.module, native_type, resource.name, instance.index_key)
    if instance.deposed:
        return Rejected(
            resource.type,
            diagnostic("object-deposed", name, place=f"{full} ({instance.deposed})"),
        )
    marked = instance.sensitive_attributes
    if bytes(marked).strip() in _NONE:
        marked = Raw(b"")
    if instance.attributes_flat is not None:
        return Managed(resource.type, full, nested(instance.attributes_flat), marked)
    return Managed(resource.type, full, instance.attributes, marked)


def _malformed(raw: Raw, place: str, name: str, failure: Exception) -> Rejected:
    """Every record of a resource that is not of the right form, in one diagnostic."""
    records = 1
    try:
        instances = msgspec.json.decode(_COUNT.decode(raw).instances, type=list[Raw])
        records = max(len(instances), 1)
    except JSON_ERRORS:
        pass
    problem = diagnostic("record-malformed", name, place=place, why=words(failure))
    return Rejected("", problem, records)
