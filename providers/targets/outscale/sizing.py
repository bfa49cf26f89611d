"""The VM type of a machine: never smaller than what it had, with what that costs and loses."""

from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from planner.model.choice import Loss, Need, RunnerUp, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import VirtualMachine
from planner.model.text import Text
from providers.targets.outscale import bought
from providers.targets.outscale.names import slug
from providers.targets.outscale.words import said


class SizedMachine(Struct, frozen=True, kw_only=True):
    """A VM type, or the variable that asks for it, with quantities, losses and alternatives."""

    vm_type: Value
    size: str = ""
    vcpus: int = 0
    memory_gib: int = 0
    scratch_gib: int = 0
    """Local disk of the source, which becomes a volume."""
    gpus: int = 0
    quantities: bought.Bought = ()
    losses: tuple[Loss, ...] = ()
    surplus: Text | None = None
    runner_ups: tuple[RunnerUp, ...] = ()


def sized(
    resource: Resource, machine: VirtualMachine, surroundings: Surroundings, count: int = 1
) -> SizedMachine:
    """The cheapest VM type that fits; where nothing tells the need, a variable asks for it."""
    need = surroundings.need(resource, machine)
    losses = tuple(_limits(need, surroundings))
    plain = replace(need, architecture="x86_64", local_disk_gib=0, gpus=0)
    found = surroundings.size(resource, plain)
    if found is None:
        return _asked(resource, machine, surroundings, losses)
    offer = found.offer
    return SizedMachine(
        vm_type=offer.name,
        size=offer.name,
        vcpus=offer.vcpus,
        memory_gib=ceil(offer.memory_gib),
        scratch_gib=need.local_disk_gib,
        gpus=need.gpus,
        quantities=(
            bought.machine(surroundings, offer, count)
            + bought.licence(surroundings, need, offer) * count
        ),
        losses=losses,
        surplus=found.surplus,
        runner_ups=found.runner_ups,
    )


def _limits(need: Need, surroundings: Surroundings) -> list[Loss]:
    losses = []
    if need.architecture == "arm64":
        losses.append(said(surroundings, "no-arm"))
    if need.local_disk_gib:
        losses.append(said(surroundings, "no-local-disk", gib=need.local_disk_gib))
    if need.licence == "byol":
        losses.append(said(surroundings, "bring-your-own-licence"))
    return losses


def _asked(
    resource: Resource,
    machine: VirtualMachine,
    surroundings: Surroundings,
    losses: tuple[Loss, ...],
) -> SizedMachine:
    reason = Text(
        en=f"the size {machine.size or '(none)'} is not in the tables, or no VM type is as large",
        fr=f"la taille {machine.size or '(aucune)'} n'est pas dans les tables, ou aucun type de VM"
        " n'est aussi grand",
    )
    return SizedMachine(
        vm_type=Variable(
            name=f"{slug(resource.name)}_vm_type",
            type="string",
            description=Text(
                en=f"VM type of {resource.name}, tinavN.cXrYpZ: its size could not be read.",
                fr=f"Type de VM de {resource.name}, tinavN.cXrYpZ : sa taille n'a pas pu être lue.",
            ),
            sample="tinav6.c2r4p2",
        ),
        quantities=(bought.unknown(surroundings, "vm-ram", reason),),
        losses=(*losses, said(surroundings, "size-unknown", size=machine.size or "-")),
    )
