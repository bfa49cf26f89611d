"""ARM bodies as every tool writes them, brought to one form before an adapter reads them.

Resource Graph, REST and templates keep a resource's settings under `properties`; `az … list` writes
them beside its id. The spelling of names differs as well (`diskSizeGB`, `diskSizeGb`, and
`disk_size_gb` of the SDK for Python). A view has the settings beside the id, for a resource and for
each object in it, and all names in lower case without underscores; a setting that is called as
something beside the id (the `type` of a virtual WAN) is `inner type`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from providers.attributes import Attributes, text

View = Mapping[str, Any]
"""An ARM object: names in lower case, `properties` merged in, values as they were."""

TOLD = "settings told"
"""Name in a view that says that the body had `properties`, whatever stood there."""

ENVELOPE = frozenset(
    {"id", "name", "type", "location", "tags", "resourcegroup", "subscriptionid", "tenantid", "sku",
     "kind", "identity", "plan", "managedby", "zones", "createdtime", "changedtime",
     "provisioningstate", "extendedlocation", "systemdata", "etag"}
)  # fmt: skip
"""What stands around the settings of a resource: all that `az resource list` tells."""


class Native(Struct, frozen=True):
    """A record before it has a file: its Terraform type and its attributes."""

    type: str
    attributes: dict[str, Any]


Adapter = Callable[[View], Iterator[Native]]
"""An ARM resource as records of Terraform types; none for what is Azure's own."""


def view(value: Any) -> View:  # noqa: ANN401 - JSON
    """The object in one form; empty where it is none."""
    if not isinstance(value, dict):
        return {}
    found = {key.lower().replace("_", ""): item for key, item in value.items()}
    inner = found.get("properties")
    if isinstance(inner, dict):
        del found["properties"]
        found[TOLD] = True
        for key, item in inner.items():
            lowered = key.lower().replace("_", "")
            free = found.get(lowered) in (None, "")
            found[lowered if free else f"inner {lowered}"] = item
    return found


def within(of: View, *path: str) -> View:
    """The object at the end of `path`, in one form; empty where there is none."""
    for key in path:
        of = view(of.get(key))
    return of


def each(of: View, key: str) -> tuple[View, ...]:
    """The objects of a list, in one form."""
    found = of.get(key)
    if not isinstance(found, list | tuple):
        return ()
    return tuple(view(one) for one in found if isinstance(one, dict))


def ref(of: View, key: str) -> str:
    """The id under `key`, written `{"id": …}` or as it stands."""
    value = of.get(key)
    return text(view(value), "id") if isinstance(value, dict) else text(of, key)


def refs(of: View, key: str) -> list[str]:
    """The ids of a list."""
    found = of.get(key)
    if not isinstance(found, list | tuple):
        return []
    words = (ref({"one": one}, "one") for one in found)
    return [word for word in words if word]


def at(of: View, path: str) -> Any:  # noqa: ANN401 - JSON
    """The value at the end of a dotted path; an object that only names another is its id."""
    above, _, last = path.rpartition(".")
    found = (within(of, *above.split(".")) if above else of).get(last)
    if isinstance(found, dict) and (named := text(view(found), "id")):
        return named
    return found


def pick(of: View, **paths: str) -> dict[str, Any]:
    """Attributes by their Terraform name, from dotted paths; what is not there is left out."""
    found = ((name, at(of, path)) for name, path in paths.items())
    return {name: value for name, value in found if value is not None}


def tail(identity: str) -> str:
    """The last part of an id: the name of what it is of."""
    return identity.rstrip("/").rpartition("/")[2]


def below(body: View, type_path: str, name: str) -> str:
    """The id of a child of a resource that is written within it."""
    own = text(body, "id")
    return f"{own}/{type_path}/{name}" if own and name else ""


def child_id(body: View, child: View, type_path: str) -> str:
    """The id of a child that is written within its parent: its own, else made of its name."""
    return text(child, "id") or below(body, type_path, text(child, "name"))


def up(identity: str, levels: int = 1) -> str:
    """The id of what a child lies in, as it was written."""
    pieces = identity.split("/")
    return "/".join(pieces[: -2 * levels]) if len(pieces) > 2 * levels + 1 else ""


def ancestor(body: View, type_name: str) -> str:
    """The id of the resource of a type that the body lies in: `servers` of `…/servers/s/databases/d`."""
    own = text(body, "id")
    found = re.search(rf"^.*?/{re.escape(type_name)}/[^/]+", own, re.IGNORECASE)
    return found.group() if found else ""


def group_of(identity: str) -> str:
    """The resource group that an id names."""
    found = re.match(r"^/subscriptions/[^/]+/resourcegroups/([^/]+)", identity, re.IGNORECASE)
    return found.group(1) if found else ""


def shared(body: View) -> dict[str, Any]:
    """What every resource writes: id, name, place, tags, zone, identity."""
    own = text(body, "id")
    found: dict[str, Any] = {
        "id": own,
        "name": text(body, "name").rpartition("/")[2] or tail(own),
        "location": text(body, "location") or None,
        "resource_group_name": group_of(own) or text(body, "resourcegroup") or None,
        "tags": body.get("tags") if isinstance(body.get("tags"), dict) else None,
        "depends_on": [word for word in refs(body, "dependson") if word.startswith("/")] or None,
        "unresolved": body.get("unresolved") or None,
        "settings_unknown": True if is_thin(body) else None,
        **zones(body),
    }
    if (who := identity(body)) is not None:
        found["identity"] = [who]
    return {key: value for key, value in found.items() if value is not None}


def zones(body: View) -> dict[str, Any]:
    """`zone` of what is pinned to one, `zones` of what is spread over several."""
    found = body.get("zones")
    several = (
        [str(one) for one in found if isinstance(one, str | int)] if isinstance(found, list) else []
    )
    if len(several) == 1:
        return {"zone": several[0]}
    return {"zones": several} if several else {}


def identity(body: View) -> dict[str, Any] | None:
    """The managed identities that a resource takes, as Terraform writes them."""
    found = view(body.get("identity"))
    if not found or text(found, "type") in {"", "None"}:
        return None
    assigned = found.get("userassignedidentities")
    return {
        "type": text(found, "type"),
        "principal_id": text(found, "principalid"),
        "identity_ids": sorted(assigned) if isinstance(assigned, dict) else [],
    }


def made(native_type: str, body: View, attributes: Attributes) -> Native:
    """A record of a resource, with what every resource writes; what is unknown is left out."""
    kept = {key: value for key, value in attributes.items() if value is not None}
    return Native(native_type, shared(body) | kept)


def plain(native_type: str, **paths: str) -> Adapter:
    """An adapter for a type that only renames: attribute -> dotted path in the body."""

    def adapter(body: View) -> Iterator[Native]:
        yield made(native_type, body, pick(body, **paths))

    return adapter


def child(native_type: str, parent: str, levels: int = 1, **paths: str) -> Adapter:
    """An adapter for a type that lies in another: `parent` is the attribute that names that one."""

    def adapter(body: View) -> Iterator[Native]:
        owner = {parent: up(text(body, "id"), levels)}
        yield made(native_type, body, owner | pick(body, **paths))

    return adapter


def none(_body: View) -> Iterator[Native]:
    """An adapter for what is Azure's own and nobody's resource."""
    return iter(())


def host(address: Any) -> str:  # noqa: ANN401 - JSON
    """The host of a URL."""
    word = address if isinstance(address, str) else ""
    return word.partition("://")[2].partition("/")[0].partition(":")[0]


def is_thin(body: View) -> bool:
    """Whether nothing is told but what stands around the settings, as `az resource list` does."""
    told = {key for key, value in body.items() if value not in (None, "", [], {})}
    return not told - ENVELOPE
