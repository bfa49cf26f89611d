"""Public addresses."""

from planner.model.choice import Design, Loss, Ref, Refusal
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import PublicIp
from planner.model.text import Text
from providers.targets.ovh import bought
from providers.targets.ovh.balancer_kinds import BALANCERS
from providers.targets.ovh.names import label
from providers.targets.ovh.network import NO_IPV6
from providers.targets.ovh.refusals import unreadable


def public_ip(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A floating address, on the port of its machine where it has one."""
    spec = resource.spec
    if not isinstance(spec, PublicIp):
        return unreadable(resource)
    if spec.version == 6:  # noqa: PLR2004 - the version's own name
        return Refusal("limit", NO_IPV6.problem, NO_IPV6.fallback)
    holder = surroundings.resolve(spec.attached_to, resource) if spec.attached_to else None
    users = (*((holder,) if holder else ()), *surroundings.dependents(resource))
    kinds = {user.kind for user in users}
    if "network.nat" in kinds and not kinds & BALANCERS:
        return Design(
            values={},
            without_terraform=True,
            service=Text(en="Address of the gateway", fr="Adresse de la passerelle"),
        )
    machine = next((user for user in users if user.kind in _MACHINES), None)
    return Design(
        values={
            "name": label(resource.name),
            "pool": str(surroundings.setting("external_network")),
            "port": Ref(machine.id, "openstack_networking_port_v2") if machine else None,
        },
        quantities=(bought.hours(surroundings, bought.PUBLIC_ADDRESS, "public-ip", "floating"),),
        losses=() if users else (_UNUSED_ADDRESS,),
    )


_MACHINES = {"compute.vm", "compute.vm_windows", "compute.gpu", "compute.spot"}
_UNUSED_ADDRESS = Loss(
    "unused-address",
    "minor",
    Text(
        en="Nothing that was read uses it.",
        fr="Rien de ce qui a été lu ne l'utilise.",
    ),
    Text(
        en="Retire it by the overrides file unless something outside the inputs needs it.",
        fr="Retirez-la par le fichier de corrections, sauf besoin extérieur aux entrées.",
    ),
    "attached_to",
)
