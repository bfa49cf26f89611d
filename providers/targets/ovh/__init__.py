"""OVHcloud: what each kind becomes there."""

from collections.abc import Mapping

from msgspec.structs import replace

from planner.model.choice import Design, Refusal, Variable
from planner.model.protocols import DesignFunction, Surroundings, Target
from planner.model.resource import Resource
from planner.model.text import Text
from providers.targets.ovh import (
    addresses,
    balancers,
    databases,
    dns,
    firewall,
    groups,
    identity,
    kubernetes,
    machine_parts,
    machines,
    network,
    pools,
    registry,
    routes,
    secrets,
    storage,
    volumes,
)
from providers.targets.ovh.samples import sample

PROJECT = Variable(
    "service_name",
    "string",
    Text(
        en="Public Cloud project id: 32 hexadecimal digits without dashes.",
        fr="Identifiant du projet Public Cloud : 32 chiffres hexadécimaux sans tiret.",
    ),
    sample="0123456789abcdef0123456789abcdef",
)
"""Every root names its project; it is asked for, since making one is an order."""


def _in_project(function: DesignFunction) -> DesignFunction:
    """The same design, which asks for the project too: templates write `var.service_name`."""

    def design(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
        found = function(resource, surroundings)
        if isinstance(found, Refusal) or found.without_terraform:
            return found
        return replace(found, values={**found.values, "project": PROJECT})

    return design


_FUNCTIONS: Mapping[str, DesignFunction] = {
    "block_volume": volumes.block_volume,
    "gateway": network.gateway,
    "image": machine_parts.image,
    "bucket": storage.bucket,
    "cache": databases.cache,
    "file_share": storage.file_share,
    "mysql": databases.mysql,
    "postgres": databases.postgres,
    "record": dns.record,
    "zone": dns.zone,
    "cluster": kubernetes.cluster,
    "encryption_key": secrets.encryption_key,
    "node_pool": kubernetes.node_pool,
    "registry": registry.registry,
    "role": identity.role,
    "scaling_group": groups.scaling_group,
    "secret": secrets.secret,
    "load_balancer": balancers.load_balancer,
    "target_group": pools.target_group,
    "key_pair": machine_parts.key_pair,
    "network": network.network,
    "part_of_another": machine_parts.part_of_another,
    "placement_group": machine_parts.placement_group,
    "public_ip": addresses.public_ip,
    "route_table": routes.route_table,
    "security_group": firewall.security_group,
    "subnet": network.subnet,
    "virtual_machine": machines.virtual_machine,
    "windows_machine": machines.windows_machine,
}

DESIGNS: Mapping[str, DesignFunction] = {
    name: _in_project(function) for name, function in _FUNCTIONS.items()
}

TARGET = Target(name="ovh", designs=DESIGNS, sample=sample)
