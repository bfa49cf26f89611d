"""Well-formed made-up values for offline.tfvars: formats only, nothing that exists."""

from planner.model.choice import Value

_UUID = "11111111-1111-4111-8111-111111111111"
_PROJECT = "0123456789abcdef0123456789abcdef"

_BY_ATTRIBUTE: dict[str, Value] = {
    "service_name": _PROJECT,
    "project_id": _PROJECT,
    "address": "203.0.113.10",
    "ip": "203.0.113.10",
    "floating_ip.ip": "203.0.113.10",
    "access_ip_v4": "192.0.2.10",
    "vip_address": "192.0.2.20",
    "public_key": "ssh-ed25519 "
    "AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExampleExa",
    "identity": "urn:v1:eu:identity:credential:xx00000-ovh/oauth2-EU.0123456789abcdef",
    "urn": "urn:v1:eu:resource:publicCloudProject:0123456789abcdef0123456789abcdef",
    "name": "sample",
    "current_state.container_ref": f"https://key-manager.example.org/v1/containers/{_UUID}",
}

_BY_TYPE: dict[str, Value] = {
    "ovh_domain_zone": "example.org",
    "ovh_me_api_oauth2_client": "EU.0123456789abcdef",
    "openstack_compute_keypair_v2": "sample",
    "ovh_domain_zone_record": "1234567890",
}


def sample(type_: str, attribute: str) -> Value:
    """A value in the form that `type_.attribute` has: a UUID unless OVHcloud has another form."""
    if attribute in _BY_ATTRIBUTE:
        return _BY_ATTRIBUTE[attribute]
    return _BY_TYPE.get(type_, _UUID)
