"""Well-formed made-up values, with which a root plans before anything exists."""

from planner.model.choice import Value

_IDS: dict[str, str] = {
    "net_id": "vpc-12345678",
    "subnet_id": "subnet-12345678",
    "security_group_id": "sg-12345678",
    "route_table_id": "rtb-12345678",
    "internet_service_id": "igw-12345678",
    "nat_service_id": "nat-12345678",
    "net_peering_id": "pcx-12345678",
    "vm_id": "i-12345678",
    "volume_id": "vol-12345678",
    "snapshot_id": "snap-12345678",
    "image_id": "ami-12345678",
    "public_ip_id": "eipalloc-12345678",
    "public_ip": "198.51.100.10",
    "private_ip": "10.0.0.10",
    "keypair_name": "sample",
    "load_balancer_name": "sample",
    "dns_name": "sample-1234567890.eu-west-2.lbu.outscale.com",
    "orn": "orn:ows:idauth::123456789012:server-certificate/sample",
    "ip_range": "10.0.0.0/24",
}


def sample(type_: str, attribute: str) -> Value:
    """A value that `attribute` of `type_` could have: ids have eight hexadecimal digits."""
    if type_ == "outscale_oks_cluster" and attribute == "id":
        return "11111111-1111-1111-1111-111111111111"
    return _IDS.get(attribute, "sample")
