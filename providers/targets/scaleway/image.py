"""Images: a label of the marketplace by operating system; what is custom is imported or rebuilt."""

from planner.model.choice import Design, Loss, Ref, Refusal, Value, Variable
from planner.model.money import exactly
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Image, VirtualMachine
from providers.targets.scaleway.bought import gigabytes, stored, unknown
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import name_of, tags_of, variable_word

_IMAGE = "scaleway_instance_image"


def label_of(os: str, around: Surroundings) -> tuple[str, bool]:
    """(label, exactly this version?) of an operating system; ('', False) where none is near."""
    labels: dict[str, str] = around.setting("images")
    if os in labels:
        return labels[os], True
    family = os.partition("-")[0]
    near = labels.get(family, "")
    return near, bool(near) and os == family


def image_of(
    resource: Resource, spec: VirtualMachine, around: Surroundings
) -> tuple[Value, list[Loss]]:
    """What a server starts from: the system's label, an imported image, or a variable that asks."""
    custom = around.resolve(spec.image, resource) if spec.image else None
    imported = custom is not None and custom.kind == "compute.image"
    os = spec.os or (custom.spec.os if custom and isinstance(custom.spec, Image) else "")
    label, exact = label_of(os, around)
    if imported and custom is not None and around.zone(resource) == around.zones()[0]:
        return Ref(custom.id, _IMAGE, "id", "variable"), []
    if label:
        losses = [] if exact else [loss(around, "image-version", os=os, label=label)]
        if imported:
            losses.append(loss(around, "custom-image", image=spec.image, label=label))
        elif spec.image:
            losses.append(loss(around, "image-of-source", image=spec.image, label=label))
        return label, losses
    word = variable_word(spec.image or os or "unknown")
    asked = Variable(
        name=f"image_{word}",
        type="string",
        description=text(around, "image-variable", image=spec.image or os or "?"),
        sample="ubuntu_noble",
    )
    return asked, [loss(around, "image-unknown", image=spec.image or os or "?")]


def machine_image(resource: Resource, around: Surroundings) -> Design | Refusal:
    """An image made from a block snapshot, which is imported from a qcow2 object."""
    spec = resource.spec if isinstance(resource.spec, Image) else Image()
    zone = around.zones()[0]
    word = variable_word(name_of(resource))
    if spec.size_gib is not None:
        held = exactly(gigabytes(spec.size_gib))
        price = stored(around, "image", ("snapshot", "sbs", "GB-hour"), zone, held)
        quantities: tuple[object, ...] = (price,)
    else:
        reason = text(around, "image-size-unknown", name=resource.name)
        quantities = (unknown(around, "image", ("snapshot", "sbs", "GB-hour"), zone, reason),)
    return Design(
        values={
            "name": name_of(resource),
            "zone": zone,
            "architecture": spec.architecture or "x86_64",
            "bucket": Variable(
                name="image_bucket",
                type="string",
                description=text(around, "image-bucket"),
                sample="imported-images",
            ),
            "key": Variable(
                name=f"{word}_qcow2",
                type="string",
                description=text(around, "image-key", name=resource.name),
                sample=f"{word}.qcow2",
            ),
            "tags": tags_of(resource),
        },
        quantities=quantities,  # type: ignore[arg-type]
    )
