"""Terraform state of version 3 (0.7 to 0.11), which Terraformer still writes."""

import msgspec
from msgspec import Raw, Struct

from planner.inventory.flatmap import nested
from planner.inventory.problems import diagnostic
from planner.inventory.terraform import JSON_ERRORS, Contents, Found, Managed, Rejected, words


class _State(Struct, gc=False):
    modules: list[Raw] = []
    lineage: str = ""


class _Module(Struct, gc=False):
    path: list[str] = []
    resources: dict[str, Raw] = {}


class _Primary(Struct, gc=False):
    id: str | None = None
    attributes: dict[str, str] | None = None


class _Resource(Struct, gc=False):
    type: str
    primary: _Primary | None = None
    deposed: list[Raw] | None = None


_STATE = msgspec.json.Decoder(_State)
_MODULE = msgspec.json.Decoder(_Module)
_RESOURCE = msgspec.json.Decoder(_Resource)


def read_v3(content: bytes, name: str) -> Contents:
    """The managed objects of a state of version 3.

    Raises:
        msgspec.DecodeError: where `modules` is not a list.
        RecursionError: where it is nested too deeply.
    """
    state = _STATE.decode(content)
    modules: list[_Module | Rejected] = []
    data: list[tuple[str, str, Raw]] = []
    for number, raw in enumerate(state.modules):
        try:
            module = _MODULE.decode(raw)
        except JSON_ERRORS as failure:
            place = f"modules[{number}]"
            problem = diagnostic("record-malformed", name, place=place, why=words(failure))
            modules.append(Rejected("", problem))
            continue
        keys = [key for key in module.resources if key.startswith("data.")]
        data += [(_prefix(module), key, module.resources.pop(key)) for key in keys]
        modules.append(module)
    told = (
        one for prefix, key, raw in data for one in _resource(raw, prefix + _indexed(key), name)
    )
    return Contents(
        found=_found(modules, name),
        data=len(data),
        looked_up=tuple(one for one in told if isinstance(one, Managed)),
        lineage=state.lineage,
    )


def _found(modules: list[_Module | Rejected], name: str) -> Found:
    for module in modules:
        if isinstance(module, Rejected):
            yield module
            continue
        for key, raw in module.resources.items():
            yield from _resource(raw, _prefix(module) + _indexed(key), name)


def _prefix(module: _Module) -> str:
    return "".join(f"module.{step}." for step in module.path[1:])


def _resource(raw: Raw, address: str, name: str) -> Found:
    try:
        resource = _RESOURCE.decode(raw)
    except JSON_ERRORS as failure:
        problem = diagnostic("record-malformed", name, place=address, why=words(failure))
        yield Rejected("", problem)
        return
    for _ in resource.deposed or ():
        yield Rejected(resource.type, diagnostic("object-deposed", name, place=address))
    if resource.primary is not None:
        attributes = nested(resource.primary.attributes or {})
        if resource.primary.id and not attributes.get("id"):
            attributes["id"] = resource.primary.id
        yield Managed(resource.type, address, attributes)
    elif not resource.deposed:
        why = "no `primary`"
        yield Rejected(resource.type, diagnostic("record-malformed", name, place=address, why=why))


def _indexed(key: str) -> str:
    """`aws_instance.web.1` as later versions write it: `aws_instance.web[1]`."""
    base, _, last = key.rpartition(".")
    return f"{base}[{last}]" if last.isdecimal() and "." in base else key
