"""3DS Outscale: how each kind is built there."""

from planner.model.choice import Design
from planner.model.protocols import Surroundings, Target
from planner.model.resource import Resource
from providers.targets.outscale.balancers import load_balancer, target_group
from providers.targets.outscale.buckets import bucket
from providers.targets.outscale.databases import postgresql, valkey
from providers.targets.outscale.disks import block_volume
from providers.targets.outscale.firewall import security_group
from providers.targets.outscale.gateways import internet_gateway, nat, public_ip
from providers.targets.outscale.groups import autoscaling_group, launch_template
from providers.targets.outscale.identity import policy, role
from providers.targets.outscale.keys import image, keypair
from providers.targets.outscale.kubernetes import cluster, node_pool
from providers.targets.outscale.machines import virtual_machine
from providers.targets.outscale.nets import vpc
from providers.targets.outscale.network import subnet
from providers.targets.outscale.peerings import peering
from providers.targets.outscale.routes import route_table
from providers.targets.outscale.samples import sample


def without_block(resource: Resource, surroundings: Surroundings) -> Design:  # noqa: ARG001
    """What is part of another resource, or a step by hand."""
    return Design(values={}, without_terraform=True)


TARGET = Target(
    name="outscale",
    designs={
        "account": without_block,
        "autoscaling_group": autoscaling_group,
        "block_volume": block_volume,
        "bucket": bucket,
        "certificate": without_block,
        "cluster": cluster,
        "image": image,
        "internet_gateway": internet_gateway,
        "keypair": keypair,
        "launch_template": launch_template,
        "load_balancer": load_balancer,
        "nat": nat,
        "node_pool": node_pool,
        "part_of_machine": without_block,
        "peering": peering,
        "policy": policy,
        "postgresql": postgresql,
        "public_ip": public_ip,
        "role": role,
        "route_table": route_table,
        "security_group": security_group,
        "subnet": subnet,
        "target_group": target_group,
        "valkey": valkey,
        "virtual_machine": virtual_machine,
        "vpc": vpc,
    },
    sample=sample,
)
