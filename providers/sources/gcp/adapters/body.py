"""What Google writes of a resource, brought to one form before an adapter reads it.

An asset of Cloud Asset Inventory wraps an API's answer (`resource.data`) into name, type, ancestors and
place; a search wraps it otherwise (`versionedResources`) or tells little of it; a list of gcloud or
of an API is the answer itself. An `Asset` has the answer's names as Terraform spells them
(`machineType` is `machine_type`, `natIP` is `nat_ip`) beside the path that Terraform calls the id.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from providers.attributes import Attributes, block, blocks, first_text, text

View = Mapping[str, Any]
"""An object whose names are spelled as Terraform spells them."""

REDACTED = "[redacted]"
"""Stands for text that may hold a secret: that there is one is read, never what it says."""

FREE = frozenset(
    {
        "annotations",
        "build_environment_variables",
        "cluster_selector",
        "database_flags",
        "effective_labels",
        "environment_variables",
        "labels",
        "limits",
        "match_labels",
        "named_ports",
        "node_selector",
        "requests",
        "resource_labels",
        "resource_manager_tags",
        "user_labels",
    }
)
"""Names below which the keys are people's own words, not Google's."""

NOISE = frozenset({"kind", "etag", "fingerprint", "label_fingerprint", "tags_fingerprint"})
"""What an answer repeats of itself; it is not kept."""

ENVIRONMENTS = frozenset({"environment_variables", "build_environment_variables"})
_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_EXACT = 2**53
_DEEPEST = 100
_SPELLED: dict[str, str] = {}
_MOST = 20_000

UNREAD = "settings_unread"
"""Attribute of a record that has a name and a place and nothing else: no rule can tell what it is."""

PLACES = {"zones": "zone", "regions": "region", "locations": "location"}
"""Collection of a path -> the attribute that Terraform writes the place under."""


class Asset(Struct, frozen=True, kw_only=True):
    """One resource, whoever wrote it."""

    type: str
    """`compute.googleapis.com/Instance`."""
    path: str
    """Its name without the service: `projects/p/zones/z/instances/i`; '' where nothing tells."""
    name: str
    """Its name as written, with the service: `//compute.googleapis.com/projects/…`."""
    project: str
    location: str
    data: View
    """The API's answer; of a search, what little it tells."""
    thin: bool = False
    """Whether nothing of the answer is there: what it would say is unknown."""


class Native(Struct, frozen=True):
    """A record before it has a file: its Terraform type and its attributes."""

    type: str
    attributes: dict[str, Any]


Adapter = Callable[[Asset], Iterator[Native]]
"""A resource as records of Terraform types; none for what is Google's own."""


def snake(name: str) -> str:
    """The name as Terraform spells it.

    >>> snake("machineType"), snake("natIP"), snake("IPProtocol"), snake("enableCDN")
    ('machine_type', 'nat_ip', 'ip_protocol', 'enable_cdn')
    """
    found = _SPELLED.get(name)
    if found is None:
        found = _BOUNDARY.sub("_", name).lower()
        if len(_SPELLED) < _MOST:  # hostile input must not fill the memory with names
            _SPELLED[name] = found
    return found


def spelled(value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - JSON
    """The value with its names as Terraform spells them, and whole numbers as such."""
    if isinstance(value, dict | list):
        if depth > _DEEPEST:
            return REDACTED
        if isinstance(value, dict):
            return _named(value, depth)
        return [one if isinstance(one, str) else spelled(one, depth + 1) for one in value]
    if isinstance(value, float) and value.is_integer() and abs(value) <= _EXACT:
        return int(value)
    return value


def _named(value: dict[str, Any], depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, item in value.items():
        name = snake(key)
        if name in NOISE or (name in found and name != key):  # old exports write some names twice
            continue
        if isinstance(item, str):
            found[name] = item
        elif isinstance(item, dict) and name in FREE:
            found[name] = _own_words(name, item, depth)
        else:
            found[name] = spelled(item, depth + 1)
    return found


def _own_words(name: str, value: dict[str, Any], depth: int) -> dict[str, Any]:
    """A map whose keys are people's own; the values of environments are not kept."""
    if name in ENVIRONMENTS:
        return {key: REDACTED if item not in (None, "") else item for key, item in value.items()}
    return {
        key: spelled(item, depth + 1) if isinstance(item, dict | list | float) else item
        for key, item in value.items()
    }


def decoded(value: Any) -> Mapping[str, Any]:  # noqa: ANN401 - JSON
    """The object, or the one that stands within a text as BigQuery writes it; {} for none."""
    if isinstance(value, str):
        try:
            value = msgspec.json.decode(value)
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
            return {}
    return value if isinstance(value, dict) else {}


def each(of: View, *keys: str) -> tuple[View, ...]:
    """The objects of the list under the first of `keys` that has any: old exports name it singly."""
    for key in keys:
        if found := blocks(of, key):
            return found
    return ()


def pick(of: View, **paths: str) -> dict[str, Any]:
    """Attributes by their Terraform name, from dotted paths; what is not there is left out."""
    found = {}
    for name, path in paths.items():
        *above, last_key = path.split(".")
        value = (block(of, *above) if above else of).get(last_key)
        if value is not None:
            found[name] = value
    return found


def tail(path: str) -> str:
    """The last part of a path: the name of what it is of."""
    return path.rstrip("/").rpartition("/")[2]


def up(path: str, levels: int = 1) -> str:
    """The path of what a child lies in."""
    pieces = path.split("/")
    return "/".join(pieces[: -2 * levels]) if len(pieces) > 2 * levels else ""


def place(path: str, location: str) -> dict[str, str]:
    """`zone`, `region` or `location` as the path says it, else as the asset does."""
    pieces = path.split("/")
    for collection, value in zip(pieces[::2], pieces[1::2], strict=False):
        if collection in PLACES:
            return {PLACES[collection]: value}
    return {"location": location} if location and location != "global" else {}


def shared(asset: Asset) -> dict[str, Any]:
    """What every record has: id, name, project, place."""
    own = text(asset.data, "name")
    return {
        "id": asset.path or asset.name,
        "name": tail(asset.path or own) or text(asset.data, "display_name"),
        **({"project": asset.project} if asset.project else {}),
        **place(asset.path, asset.location),
    }


def made(native_type: str, asset: Asset, attributes: Attributes | None = None) -> Native:
    """A record of an asset: its answer, with what every record has and what `attributes` changes.

    None takes an attribute away.
    """
    found = {**asset.data, **shared(asset), **(attributes or {})}
    if asset.thin:
        # an empty list would say that there is none: it is not known
        told = {key for key, value in found.items() if value not in ("", [], {}, None)}
        found = {key: found[key] for key in told} | {UNREAD: True}
    return Native(native_type, {key: value for key, value in found.items() if value is not None})


def part(native_type: str, path: str, asset: Asset, attributes: Attributes) -> Native:
    """A record of its own for what an asset writes within itself."""
    found = {
        "id": path,
        "name": tail(path),
        **({"project": asset.project} if asset.project else {}),
        **place(path, asset.location),
        **attributes,
    }
    return Native(native_type, {key: value for key, value in found.items() if value is not None})


def plain(native_type: str, **paths: str) -> Adapter:
    """An adapter for a type that only renames: attribute -> dotted path in the answer."""

    def adapter(asset: Asset) -> Iterator[Native]:
        yield made(native_type, asset, pick(asset.data, **paths))

    return adapter


def regional(native_type: str, regional_type: str, **paths: str) -> Adapter:
    """An adapter for a type that Terraform has twice: one of them for what lies in a region."""

    def adapter(asset: Asset) -> Iterator[Native]:
        chosen = regional_type if "/regions/" in asset.path else native_type
        yield made(chosen, asset, pick(asset.data, **paths))

    return adapter


def child(native_type: str, parent: str, levels: int = 1, **paths: str) -> Adapter:
    """An adapter for a type that lies in another: `parent` is the attribute that names that one."""

    def adapter(asset: Asset) -> Iterator[Native]:
        owner = {parent: up(asset.path, levels) or None}
        yield made(native_type, asset, {**owner, **pick(asset.data, **paths)})

    return adapter


def none(_asset: Asset) -> Iterator[Native]:
    """An adapter for what is Google's own and nobody's resource."""
    return iter(())


def pairs(of: View, key: str) -> dict[str, str]:
    """Metadata `{items: [{key, value}]}` as a map; values that may hold secrets are not kept."""
    found = of.get(key)
    if not isinstance(found, Mapping):
        return {}
    listed = each(found, "items", "item")
    written = {text(one, "key"): one.get("value") for one in listed} if listed else dict(found)
    for name in ("items", "item", "fingerprint", "kind"):
        if not listed:
            written.pop(name, None)
    return {name: _kept(name, value) for name, value in written.items() if name}


PUBLIC = frozenset({"ssh-keys", "sshKeys", "created-by", "instance-template", "cluster-name"})
"""Metadata that is no secret: public keys, and who made a machine."""
SHORT = 12


def _kept(name: str, value: Any) -> str:  # noqa: ANN401 - JSON
    if not isinstance(value, str) or not value:
        return ""
    if name in PUBLIC or value.lower() in {"true", "false"} or value[:SHORT].isdecimal():
        return value
    return REDACTED


def emails(of: View, *keys: str) -> str:
    """Address of the first service account."""
    return next((word for one in each(of, *keys) if (word := first_text(one, "email"))), "")
