"""Flexible GPUs: a card of its own, linked to a VM of the processor generation it asks for."""

from msgspec import Struct

from planner.model.choice import Expression, Loss, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import VirtualMachine
from planner.model.text import Text
from providers.targets.outscale import bought
from providers.targets.outscale.sizing import SizedMachine
from providers.targets.outscale.words import refused, said

_MOST = 8


class Graphics(Struct, frozen=True):
    """The cards of a machine; without any, no value but what the template tests."""

    values: dict[str, Value]
    quantities: bought.Bought = ()
    losses: tuple[Loss, ...] = ()


def graphics(
    resource: Resource, spec: VirtualMachine, size: SizedMachine, surroundings: Surroundings
) -> Graphics | Refusal:
    """The cards that serve a machine, each of at least the memory its own had."""
    count = size.gpus or spec.gpus or (1 if resource.kind == "compute.gpu" else 0)
    if not count:
        return Graphics({"gpus": None, "gpu_model": None, "gpu_generation": None})
    if count > _MOST:
        return refused(surroundings, "too-many-gpus", count=count)
    model = _model(spec, surroundings)
    if not model:
        return refused(surroundings, "unknown-gpu", size=spec.size or "?")
    generation = Variable(
        name="gpu_generation",
        type="string",
        description=Text(
            en="Processor generation that the GPU model asks for, such as v5: see"
            " data.outscale_flexible_gpu_catalog.",
            fr="Génération de processeur que demande le modèle de GPU, par exemple v5 : voir"
            " data.outscale_flexible_gpu_catalog.",
        ),
        sample="v5",
    )
    values: dict[str, Value] = {
        "gpus": count,
        "gpu_model": model,
        "gpu_generation": generation,
    }
    if size.size:
        values["vm_type"] = Expression(
            'format("tina%s.c%dr%dp2", {generation}, {cores}, {memory})',
            (("generation", generation), ("cores", size.vcpus), ("memory", size.memory_gib)),
        )
    return Graphics(
        values,
        (bought.hours(surroundings, model, count),),
        (said(surroundings, "gpu-generation", model=model),),
    )


def _model(spec: VirtualMachine, surroundings: Surroundings) -> str:
    for rule in surroundings.setting("gpus"):
        if spec.size.lower().startswith(tuple(rule["sizes"])):
            return str(rule["model"])
    return ""
