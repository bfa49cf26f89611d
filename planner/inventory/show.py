"""`terraform show -json`, of a state and of a plan."""

import re
from collections.abc import Iterator

import msgspec
from msgspec import Raw, Struct

from planner.inventory.problems import diagnostic
from planner.inventory.terraform import (
    JSON_ERRORS,
    Contents,
    Managed,
    Rejected,
    decoded,
    words,
)

_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}(?=T|$)")


class _Values(Struct, gc=False):
    root_module: Raw = Raw(b"{}")


class _Prior(Struct, gc=False):
    values: _Values | None = None


class _Show(Struct, gc=False):
    values: _Values | None = None
    planned_values: _Values | None = None
    prior_state: _Prior | None = None
    configuration: Raw = Raw(b"")
    timestamp: str | None = None


class _Module(Struct, gc=False):
    resources: list[Raw] = []
    child_modules: list[Raw] = []


class _Resource(Struct, gc=False):
    address: str
    type: str
    mode: str = "managed"
    values: Raw = Raw(b"")
    sensitive_values: Raw = Raw(b"")


class _Expression(Struct, gc=False):
    constant_value: str | None = None


class _Expressions(Struct, gc=False):
    region: _Expression | None = None


class _Provider(Struct, gc=False):
    name: str = ""
    expressions: _Expressions | None = None


class _Configuration(Struct, gc=False):
    provider_config: dict[str, Raw] = {}


_SHOW = msgspec.json.Decoder(_Show)
_MODULE = msgspec.json.Decoder(_Module)
_RESOURCE = msgspec.json.Decoder(_Resource)


def read_show(content: bytes, name: str) -> Contents:
    """The managed objects of a state or, of a plan, those that are there once it is applied.

    What a plan removes is a diagnostic; what it changes is read as it will be, with what is not yet
    known taken from the state before.

    Raises:
        msgspec.DecodeError: where a part is not of the documented form.
        RecursionError: where it is nested too deeply.
    """
    show = _SHOW.decode(content)
    after = show.planned_values if show.planned_values is not None else show.values
    records, looked_up = _records(after, name)
    data = len(looked_up)
    if show.planned_values is not None and show.prior_state is not None:
        before, known = _records(show.prior_state.values, name)
        looked_up += known
        records = _applied(before, records, name)
    written = _DATE.match(show.timestamp or "")
    return Contents(
        found=iter(records),
        data=data,
        looked_up=tuple(looked_up),
        as_of=written.group() if written else "",
        regions=_regions(show.configuration),
    )


def _records(values: _Values | None, name: str) -> tuple[list[Managed | Rejected], list[Managed]]:
    """What is managed, and what is looked up."""
    found: list[Managed | Rejected] = []
    looked_up: list[Managed] = []
    for place, raw in _resources(values, name):
        if isinstance(raw, Rejected):
            found.append(raw)
            continue
        try:
            resource = _RESOURCE.decode(raw)
        except JSON_ERRORS as failure:
            problem = diagnostic("record-malformed", name, place=place, why=words(failure))
            found.append(Rejected("", problem))
            continue
        marked = resource.sensitive_values
        if bytes(marked).strip() in (b"", b"{}", b"null"):
            marked = Raw(b"")
        values_ = resource.values if bytes(resource.values) else Raw(b"{}")
        kept = found if resource.mode == "managed" else looked_up
        kept.append(Managed(resource.type, resource.address, values_, marked))
    return found, looked_up


def _resources(values: _Values | None, name: str) -> Iterator[tuple[str, Raw | Rejected]]:
    """Every resource of every module, with its place; by a stack, since modules nest."""
    stack = [("root_module", values.root_module)] if values is not None else []
    while stack:
        place, raw = stack.pop()
        try:
            module = _MODULE.decode(raw)
        except JSON_ERRORS as failure:
            problem = diagnostic("record-malformed", name, place=place, why=words(failure))
            yield place, Rejected("", problem)
            continue
        for number, resource in enumerate(module.resources):
            yield f"{place}.resources[{number}]", resource
        children = enumerate(module.child_modules)
        stack += [(f"{place}.child_modules[{number}]", child) for number, child in children]


def _applied(
    before: list[Managed | Rejected], after: list[Managed | Rejected], name: str
) -> list[Managed | Rejected]:
    """The records after the plan, completed by those before; the removed ones as diagnostics."""
    known = {one.address: one for one in before if isinstance(one, Managed)}
    kept: list[Managed | Rejected] = []
    for one in after:
        old = known.pop(one.address, None) if isinstance(one, Managed) else None
        kept.append(_completed(old, one) if old is not None and isinstance(one, Managed) else one)
    removed = (known[address] for address in known)
    kept += [
        Rejected(one.type, diagnostic("planned-for-removal", name, place=one.address))
        for one in removed
    ]
    return kept


def _completed(old: Managed, new: Managed) -> Managed:
    """The new values over the old ones: what a plan does not know yet, it leaves out."""
    try:
        was, is_ = decoded(old), decoded(new)
    except JSON_ERRORS:
        return new
    merged = {**was, **{key: value for key, value in is_.items() if value is not None}}
    marked = _either(_decoded(old.marked), _decoded(new.marked))
    return Managed(new.type, new.address, merged, Raw(msgspec.json.encode(marked)))


def _decoded(raw: Raw) -> object:
    return msgspec.json.decode(raw) if bytes(raw) else {}


def _either(first: object, second: object) -> object:
    """What either of two mirrors of sensitive values marks."""
    if isinstance(first, dict) and isinstance(second, dict):
        names = {**first, **second}
        return {name: _either(first.get(name), second.get(name)) for name in names}
    if isinstance(first, list) and isinstance(second, list):
        # What was at one place of a list may be at another now: where the two differ, all of it.
        return first if first == second else bool(first or second)
    return first or second


def _regions(raw: Raw) -> dict[str, str]:
    """Region of each provider that the configuration sets by a constant; the default alias only."""
    found: dict[str, str] = {}
    try:
        configuration = msgspec.json.decode(raw, type=_Configuration) if bytes(raw) else None
        for key, one in (configuration.provider_config if configuration else {}).items():
            provider = msgspec.json.decode(one, type=_Provider)
            region = provider.expressions.region if provider.expressions else None
            if region and region.constant_value and ":" not in key and "." not in key:
                found[provider.name or key] = region.constant_value
    except JSON_ERRORS:
        return found
    return found
