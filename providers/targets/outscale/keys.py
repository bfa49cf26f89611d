"""Key pairs and machine images."""

from planner.model.choice import Design, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Image, KeyPair
from planner.model.text import Text
from providers.targets.outscale import bought
from providers.targets.outscale.names import image_name, keypair_name, slug, tags
from providers.targets.outscale.words import refused, said

_SAMPLE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJ0aGlzLWlzLW1hZGUtdXAtZm9yLXRlc3RzLTAx sample"
_OPENSSH = ("ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-", "sk-")


def keypair(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A key pair from its public half: the plain OpenSSH line, not base64.

    Without a public half OUTSCALE would make one and leave the private half in the state in
    clear, so a variable asks for it.
    """
    spec = resource.spec
    if not isinstance(spec, KeyPair):
        return refused(surroundings, "not-read")
    line = " ".join(spec.public_key.split())
    known = line.startswith(_OPENSSH)
    asked = Variable(
        name=f"{slug(resource.name)}_public_key",
        type="string",
        description=Text(
            en=f"Public half of the key pair {resource.name}, one OpenSSH line.",
            fr=f"Moitié publique de la paire de clés {resource.name}, une ligne OpenSSH.",
        ),
        sample=_SAMPLE,
    )
    values: dict[str, Value] = {
        "keypair_name": keypair_name(resource),
        "public_key": line if known else asked,
        "tags": dict(tags(resource)),
    }
    losses = () if known else (said(surroundings, "public-key-unknown"),)
    return Design(values=values, losses=losses)


def image(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """An OMI from a disk image that was exported, converted and put into object storage."""
    spec = resource.spec
    if not isinstance(spec, Image):
        return refused(surroundings, "not-read")
    if spec.architecture == "arm64":
        return refused(surroundings, "arm-image")
    name = slug(resource.name)
    url = Variable(
        name=f"{name}_file_location",
        type="string",
        description=Text(
            en=f"Pre-signed OOS address of the disk of image {resource.name} (qcow2 or raw).",
            fr=f"Adresse OOS présignée du disque de l'image {resource.name} (qcow2 ou raw).",
        ),
        sensitive=True,
        sample="https://oos.eu-west-2.outscale.com/import/sample.qcow2",
    )
    gib = spec.size_gib or surroundings.setting("root_gib")["linux"]
    values: dict[str, Value] = {
        "image_name": image_name(resource),
        "description": resource.name[:200],
        "architecture": "x86_64",
        "file_location": url,
        "snapshot_size": gib * 1024**3,
        "size_gib": gib,
        "tags": dict(tags(resource)),
    }
    losses = () if spec.size_gib else (said(surroundings, "disk-size-unknown", gib=gib),)
    return Design(
        values=values, losses=losses, quantities=(bought.bought(surroundings, "snapshot", gib),)
    )
