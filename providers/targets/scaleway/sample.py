"""Made-up values of the right form, for roots that plan before their foundation exists."""

from planner.model.choice import Value

_UUID = "11111111-1111-4111-8111-111111111111"
_BARE = frozenset({"scaleway_iam_application", "scaleway_iam_policy", "scaleway_iam_ssh_key"})
_ZONAL = frozenset(
    {
        "scaleway_block_snapshot",
        "scaleway_block_volume",
        "scaleway_instance_image",
        "scaleway_instance_ip",
        "scaleway_instance_placement_group",
        "scaleway_instance_private_nic",
        "scaleway_instance_security_group",
        "scaleway_instance_server",
        "scaleway_lb",
        "scaleway_lb_backend",
        "scaleway_lb_frontend",
        "scaleway_lb_ip",
        "scaleway_redis_cluster",
        "scaleway_vpc_gateway_network",
        "scaleway_vpc_public_gateway",
    }
)
_ADDRESSES = frozenset({"address", "ip_address"})


_OTHERS = {
    "scaleway_domain_zone": "example.org",
    "scaleway_mnq_sqs_queue": f"fr-par/{_UUID}/sample",
    "scaleway_object_bucket": "fr-par/sample",
}


def sample(type_: str, attribute: str) -> Value:
    """A value of the form that an attribute of a type has: `fr-par-1/<uuid>`, an address."""
    if attribute in _ADDRESSES:
        return "10.0.0.10" if type_ == "scaleway_ipam_ip" else "203.0.113.10"
    if attribute == "private_network_id":
        return f"fr-par/{_UUID}"
    if attribute != "id":
        return "sample"
    if type_ in _BARE:
        return _UUID
    return _OTHERS.get(type_, f"{'fr-par-1' if type_ in _ZONAL else 'fr-par'}/{_UUID}")
