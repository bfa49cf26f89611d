"""Items of exports as records of azurerm types, so that one rule reads states and exports.

An item's body is an ARM resource, whoever wrote it: Resource Graph, REST, `az … list`, a template.
`ADAPTERS` says of each ARM type what it is at azurerm; what is written within a resource (subnets,
rules, pools) becomes the records that Terraform has for it. A type that is not here gives one record
of its own name with what stands around its settings, without these: they may hold secrets under
names that nobody here knows.
"""

import re
from collections.abc import Iterator
from typing import Any

from planner.model.protocols import Item, Record
from providers.attributes import text
from providers.sources.azure.adapters import (
    apps,
    balancer,
    connections,
    data,
    disks,
    dns,
    firewall,
    gateway,
    identity,
    kubernetes,
    machines,
    management,
    messaging,
    network,
    scale_sets,
    servers,
    settings,
    sql,
    storage,
    vault,
)
from providers.sources.azure.adapters.body import Adapter, Native, View, pick, shared, view
from providers.sources.azure.billing import billed

ADAPTERS: dict[str, Adapter] = {
    **machines.ADAPTERS,
    **scale_sets.ADAPTERS,
    **disks.ADAPTERS,
    **network.ADAPTERS,
    **connections.ADAPTERS,
    **firewall.ADAPTERS,
    **balancer.ADAPTERS,
    **gateway.ADAPTERS,
    **dns.ADAPTERS,
    **storage.ADAPTERS,
    **servers.ADAPTERS,
    **sql.ADAPTERS,
    **data.ADAPTERS,
    **kubernetes.ADAPTERS,
    **vault.ADAPTERS,
    **identity.ADAPTERS,
    **messaging.ADAPTERS,
    **apps.ADAPTERS,
    **management.ADAPTERS,
    **settings.ADAPTERS,
}

DEEPEST = 12
"""Levels of attributes in which ids stand."""

SUBSCRIPTION = re.compile(r"^/subscriptions/([^/]+)", re.IGNORECASE)
VAULT_OBJECT = re.compile(r"^https://[^/]+\.vault\.[^/]+/(secrets|keys|certificates)/")


def adapt(item: Item) -> Iterator[Record]:
    """The records of one item, its own first."""
    if item.form == "bill":
        item = billed(item)
    body = view(item.body)
    if not text(body, "id"):
        body = {**body, "id": _made_id(item.type, body)}
    native_type = arm_type(item.type, body)
    adapter = ADAPTERS.get(native_type)
    found = adapter(body) if adapter is not None else iter((_unknown(native_type, body),))
    if item.form == "template":
        found = iter(_without_known(list(found)))
    for number, native in enumerate(found):
        yield _record(item, native, number)


def _without_known(found: list[Native]) -> list[Native]:
    """What a template says to wait for, without what the records name already as something better."""
    if not found or "depends_on" not in found[0].attributes:
        return found
    others = [{**one.attributes, "depends_on": None} for one in found]
    known = {word.lower() for one in others for word in _words(one, 0)}
    wanted = [word for word in found[0].attributes["depends_on"] if word.lower() not in known]
    first = Native(found[0].type, {**found[0].attributes, "depends_on": wanted or None})
    return [first, *found[1:]]


def _words(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth < DEEPEST and isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _words(one, depth + 1)


def arm_type(written: str, body: View) -> str:
    """The ARM type in lower case: as the item says, else as its id does."""
    if "/" in written:
        return written.lower()
    return text(body, "type").lower() or type_of(text(body, "id"))


def type_of(identity: str) -> str:
    """The type that an id names, in lower case; '' where it names none.

    >>> type_of("/subscriptions/s/resourceGroups/g/providers/A.B/c/n/d/m")
    'a.b/c/d'
    """
    if found := VAULT_OBJECT.match(identity):
        return f"microsoft.keyvault/vaults/{found.group(1)}"
    before, _, after = identity.lower().rpartition("/providers/")
    namespace, *rest = after.strip("/").split("/")
    if before:
        return "/".join((namespace, *rest[::2])) if rest else "microsoft.resources/providers"
    if namespace != "subscriptions":
        return ""
    return "/".join(("microsoft.resources/subscriptions", *rest[1::2]))


def _made_id(written: str, body: View) -> str:
    """An id of the parts that a table without one has; '' where one of them is missing."""
    kind = written if "/" in written else text(body, "type")
    parts = [text(body, key) for key in ("subscriptionid", "resourcegroup", "name")]
    if not all(parts) or "/" not in kind:
        return ""
    account, group, name = parts
    namespace, *types = kind.split("/")
    names = name.split("/")
    if len(types) != len(names):
        return ""
    path = "/".join(f"{one}/{name}" for one, name in zip(types, names, strict=True))
    return f"/subscriptions/{account}/resourceGroups/{group}/providers/{namespace}/{path}"


def _unknown(native_type: str, body: View) -> Native:
    """What is of no type known here: what stands around its settings."""
    attributes = shared(body)
    identity_of = attributes.get("id")
    if isinstance(identity_of, str):
        attributes["id"] = identity_of.lower()
    named = pick(
        body, kind="kind", sku_name="sku.name", sku_tier="sku.tier", managed_by="managedby"
    )
    return Native(native_type or "unknown", attributes | named)


def _record(item: Item, native: Native, number: int) -> Record:
    own = text(native.attributes, "id")
    account = SUBSCRIPTION.match(own)
    word = own or f"{item.place}.{number}"
    attributes: dict[str, Any] = {
        key: value for key, value in native.attributes.items() if value is not None
    }
    return Record(
        type=native.type,
        address=f"{native.type}.{word}",
        attributes=attributes,
        file=item.file,
        account=item.account or (account.group(1) if account else "unknown"),
        region=item.region or text(attributes, "location").replace(" ", "").lower(),
        cloud="azure",
    )
