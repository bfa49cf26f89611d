"""DNS zones and record sets, public and private."""

from collections.abc import Callable, Iterator
from typing import Any

from providers.attributes import text, texts
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    each,
    group_of,
    made,
    none,
    pick,
    ref,
    tail,
    up,
    within,
)

Values = Callable[[View], dict[str, Any]]


def _listed(key: str, inner: str) -> Values:
    return lambda body: {"records": [word for one in each(body, key) if (word := text(one, inner))]}


def _blocks(key: str, *inner: str) -> Values:
    return lambda body: {
        "record": [pick(one, **{name: name for name in inner}) for one in each(body, key)]
    }


def _texts(body: View) -> dict[str, Any]:
    """A text of more than 255 characters is written in pieces, which belong together."""
    found = each(body, "txtrecords")
    return {"record": [{"value": "".join(texts(one, "value"))} for one in found]}


def _canonical(body: View) -> dict[str, Any]:
    return {"record": text(within(body, "cnamerecord"), "cname") or None}


VALUES: dict[str, Values] = {
    "a": _listed("arecords", "ipv4address"),
    "aaaa": _listed("aaaarecords", "ipv6address"),
    "caa": _blocks("caarecords", "flags", "tag", "value"),
    "cname": _canonical,
    "mx": _blocks("mxrecords", "preference", "exchange"),
    "ns": _listed("nsrecords", "nsdname"),
    "ptr": _listed("ptrrecords", "ptrdname"),
    "srv": _blocks("srvrecords", "priority", "weight", "port", "target"),
    "txt": _texts,
}


def _is_own(body: View, record_type: str) -> bool:
    """Whether Azure itself keeps the set: the name servers of the zone, names of machines."""
    apex = tail(text(body, "id")) in {"@", ""}
    return (record_type == "ns" and apex) or body.get("isautoregistered") is True


def _record_set(record_type: str, *, private: bool) -> Adapter:
    native_type = f"azurerm_{'private_' if private else ''}dns_{record_type}_record"

    def adapter(body: View) -> Iterator[Native]:
        if _is_own(body, record_type):
            return
        own = text(body, "id")
        attributes = {
            "zone_name": tail(up(own)) or None,
            "resource_group_name": group_of(own) or None,
            "ttl": body.get("ttl"),
            "target_resource_id": ref(body, "targetresource") or None,
            **VALUES[record_type](body),
        }
        yield made(native_type, body, attributes)

    return adapter


def _zone(native_type: str) -> Adapter:
    def adapter(body: View) -> Iterator[Native]:
        yield made(native_type, body, pick(body, number_of_record_sets="numberofrecordsets"))

    return adapter


def link(body: View) -> Iterator[Native]:
    """A network that sees a private zone."""
    attributes = {
        "private_dns_zone_name": tail(up(text(body, "id"))) or None,
        "virtual_network_id": ref(body, "virtualnetwork") or None,
        "registration_enabled": body.get("registrationenabled"),
    }
    yield made("azurerm_private_dns_zone_virtual_network_link", body, attributes)


PUBLIC, PRIVATE = "microsoft.network/dnszones", "microsoft.network/privatednszones"

ADAPTERS: dict[str, Adapter] = {
    PUBLIC: _zone("azurerm_dns_zone"),
    PRIVATE: _zone("azurerm_private_dns_zone"),
    f"{PUBLIC}/soa": none,
    f"{PRIVATE}/soa": none,
    **{f"{PUBLIC}/{name}": _record_set(name, private=False) for name in VALUES},
    **{f"{PRIVATE}/{name}": _record_set(name, private=True) for name in VALUES},
    f"{PRIVATE}/virtualnetworklinks": link,
}
