"""Resources of an ARM template: their ids and types, what they wait for, what is written twice."""

import re
from collections.abc import Mapping
from typing import Any

from planner.inventory.exports.arm_values import Values
from planner.inventory.exports.document import Entry


def handed(parameters: object, values: Values) -> dict[str, Any]:
    """What the outer template gives the inner one; what is unknown there is not given."""
    found = {}
    for name, one in parameters.items() if isinstance(parameters, Mapping) else ():
        if isinstance(one, Mapping) and "value" in one:
            value = values.resolved(one["value"], f"parameters.{name}")
            if value is not None:
                found[name] = value
    return found


def scope_of(written: Mapping[str, Any], values: Values) -> str:
    """Where a nested template stands: in the group and subscription it names, else the outer one's."""
    pieces = values.scope.split("/")
    for at, key in ((2, "subscriptionId"), (4, "resourceGroup")):
        word = values.resolved(written.get(key), key)
        if isinstance(word, str) and word and "/" not in word and len(pieces) > at:
            pieces[at] = word
    return "/".join(pieces)


def full_type(kind: str, above: str) -> str:
    """The full type: a child written within its parent leaves the parent's out."""
    if not above or "." in kind.partition("/")[0]:
        return kind
    _, _, path = above.rpartition("/providers/")
    namespace, *rest = path.split("/")
    return "/".join((namespace, *rest[::2], kind))


def upon(scope: object, values: Values) -> str:
    """What a resource is written upon: the resource it names, else the group of the template."""
    found = values.resolved(scope, "scope.name") if isinstance(scope, str) else None
    return found if isinstance(found, str) and found.startswith("/") else values.scope


def stand_in(written: Mapping[str, Any]) -> str:
    """A name for a resource whose own only Azure knows: what it is written as."""
    text = written.get("name")
    slug = re.sub(r"[^\w.-]+", "-", text if isinstance(text, str) else "").strip("-")
    return f"{{{slug[:80] or 'unknown'}}}"


def identity(kind: str, name: str, root: str) -> str:
    """The id of a resource of that type and name; `root` is its parent or where it stands."""
    if "." not in kind.partition("/")[0]:
        return f"{root}/{kind}/{name.rpartition('/')[2]}"
    namespace, *types = kind.split("/")
    names = name.split("/")
    names += ["unknown"] * (len(types) - len(names))
    path = "/".join(f"{one}/{word}" for one, word in zip(types, names, strict=False))
    return f"{root}/providers/{namespace}/{path}"


def by_name(entries: list[Entry]) -> dict[str, str]:
    """Name, and type with name, in lower case -> the id; '' for a name that several bear."""
    found: dict[str, str] = {}
    for entry in entries:
        own = str(entry.value["id"])
        path = own.rpartition("/providers/")[2].split("/")
        words = {
            "/".join(path[2::2]).lower(),
            "/".join((path[0], *path[1::2], *path[2::2])).lower(),
        }
        for word in words:
            found[word] = "" if found.get(word, own) != own else own
    return found


def depending(entry: Entry, names: Mapping[str, str]) -> Entry:
    """`dependsOn` as ids: it may write names."""
    words = [str(one) for one in entry.value.get("dependsOn", ())]
    ids = [one if one.startswith("/") else names.get(one.lower(), "") for one in words]
    return Entry(
        entry.place, {**entry.value, "dependsOn": [one for one in dict.fromkeys(ids) if one]}
    )


def without(entry: Entry, apart: set[str]) -> Entry:
    """A resource without those of its children that the template writes a second time beside it."""
    properties = entry.value.get("properties")
    if not isinstance(properties, Mapping):
        return entry
    own = str(entry.value["id"]).lower()
    kept = {key: _left(value, f"{own}/{key.lower()}", apart) for key, value in properties.items()}
    return Entry(entry.place, {**entry.value, "properties": kept})


def _left(value: Any, above: str, apart: set[str]) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(value, list):
        return value
    return [
        one
        for one in value
        if not isinstance(one, Mapping) or f"{above}/{one.get('name')}".lower() not in apart
    ]
