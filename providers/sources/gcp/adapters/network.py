"""Networks, subnetworks, routes, routers with their NAT, addresses, firewalls, VPN."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import text, texts
from providers.sources.gcp.adapters.body import (
    Adapter,
    Asset,
    Native,
    View,
    each,
    made,
    part,
    pick,
    plain,
    tail,
)

SERVICES = "servicenetworking-googleapis-com"
"""Name of the peering with the network of Google's managed services."""


def network(asset: Asset) -> Iterator[Native]:
    """A network, and the peerings that it writes within itself."""
    yield made("google_compute_network", asset, {"peerings": None})
    own = asset.path
    for one in each(asset.data, "peerings", "peering"):
        name, other = text(one, "name"), text(one, "network")
        if name == SERVICES:
            path = f"{own}:servicenetworking.googleapis.com"
            yield part("google_service_networking_connection", path, asset, {"network": own})
        elif name and not (name.startswith("gke-") and name.endswith("-peer")):
            # the rest is Google's: the way to a cluster's control plane
            written = {"name": name, "network": own, "peer_network": other}
            path = f"{tail(own)}/{name}"
            yield part("google_compute_network_peering", path, asset, written)


def subnetwork(asset: Asset) -> Iterator[Native]:
    """A subnetwork."""
    secondary = list(each(asset.data, "secondary_ip_ranges", "secondary_ip_range"))
    attributes = {"secondary_ip_range": secondary, "secondary_ip_ranges": None}
    yield made("google_compute_subnetwork", asset, attributes)


def _allowed(of: View, *keys: str) -> list[dict[str, Any]]:
    return [
        {
            "protocol": text(one, "ip_protocol"),
            "ports": list(texts(one, "ports") or texts(one, "port")),
        }
        for one in each(of, *keys)
    ]


LISTS = ("source_range", "destination_range", "source_tag", "target_tag",
         "source_service_account", "target_service_account")  # fmt: skip
"""Lists of a firewall, which old exports name singly."""


def firewall(asset: Asset) -> Iterator[Native]:
    """A firewall rule of a network."""
    data = asset.data
    attributes: dict[str, Any] = {
        f"{name}s": list(texts(data, f"{name}s") or texts(data, name)) for name in LISTS
    }
    attributes |= dict.fromkeys((*LISTS, "allowed", "denied"))
    attributes["allow"] = _allowed(data, "allowed")
    attributes["deny"] = _allowed(data, "denied")
    yield made("google_compute_firewall", asset, attributes)


def route(asset: Asset) -> Iterator[Native]:
    """A route that somebody made; those that come with a network are Google's own."""
    data = asset.data
    if text(data, "next_hop_network") or text(data, "next_hop_peering"):
        return
    name, gateway = tail(asset.path), text(data, "next_hop_gateway")
    if name.startswith("default-route-") and gateway.endswith("default-internet-gateway"):
        return
    yield made("google_compute_route", asset)


def router(asset: Asset) -> Iterator[Native]:
    """A router, with a record for each NAT, interface and peer that it writes within itself."""
    data, own = asset.data, asset.path
    yield made("google_compute_router", asset, dict.fromkeys(("nats", "interfaces", "bgp_peers")))
    words = own.split("/")
    region = words[words.index("regions") + 1] if "regions" in words[:-1] else asset.location
    for one in each(data, "nats", "nat"):
        name = text(one, "name")
        written = {
            **one,
            "subnetwork": list(each(one, "subnetworks", "subnetwork")),
            "nat_ips": list(texts(one, "nat_ips") or texts(one, "nat_ip")),
            "router": own,
            "region": region,
        }
        path = f"{asset.project}/{region}/{tail(own)}/{name}"
        yield part("google_compute_router_nat", path, asset, written)
    for key, kind in (("interfaces", "interface"), ("bgp_peers", "peer")):
        for one in each(data, key):
            written = {**one, "router": own, "region": region}
            path = f"{own}/{kind}s/{text(one, 'name')}"
            yield part(f"google_compute_router_{kind}", path, asset, written)


def address(asset: Asset) -> Iterator[Native]:
    """A reserved address, of a region or global."""
    everywhere = "/global/" in asset.path or asset.type.endswith("GlobalAddress")
    kind = "google_compute_global_address" if everywhere else "google_compute_address"
    users = list(texts(asset.data, "users") or texts(asset.data, "user"))
    yield made(kind, asset, {"users": users, "user": None})


def policy(asset: Asset) -> Iterator[Native]:
    """A firewall policy of an organisation, or of networks of one project."""
    own = asset.path.startswith("projects/")
    kind = "google_compute_network_firewall_policy" if own else "google_compute_firewall_policy"
    yield made(kind, asset)


def tunnel(asset: Asset) -> Iterator[Native]:
    """A VPN tunnel; the secret it was made with is not kept."""
    gone = dict.fromkeys(("shared_secret", "shared_secret_hash"))
    yield made("google_compute_vpn_tunnel", asset, gone)


def attachment(asset: Asset) -> Iterator[Native]:
    """An attachment to a dedicated line."""
    attributes = pick(asset.data, router="router", bandwidth="bandwidth")
    yield made("google_compute_interconnect_attachment", asset, {**attributes, "pairing_key": None})


COMPUTE = "compute.googleapis.com"

ADAPTERS: dict[str, Adapter] = {
    f"{COMPUTE}/Network": network,
    f"{COMPUTE}/Subnetwork": subnetwork,
    f"{COMPUTE}/Firewall": firewall,
    f"{COMPUTE}/Route": route,
    f"{COMPUTE}/Router": router,
    f"{COMPUTE}/Address": address,
    f"{COMPUTE}/GlobalAddress": address,
    f"{COMPUTE}/FirewallPolicy": policy,
    f"{COMPUTE}/NetworkFirewallPolicy": policy,
    f"{COMPUTE}/VpnTunnel": tunnel,
    f"{COMPUTE}/VpnGateway": plain("google_compute_ha_vpn_gateway"),
    f"{COMPUTE}/TargetVpnGateway": plain("google_compute_vpn_gateway"),
    f"{COMPUTE}/ExternalVpnGateway": plain("google_compute_external_vpn_gateway"),
    f"{COMPUTE}/InterconnectAttachment": attachment,
    f"{COMPUTE}/ServiceAttachment": plain("google_compute_service_attachment"),
    "networkconnectivity.googleapis.com/Hub": plain("google_network_connectivity_hub"),
}
