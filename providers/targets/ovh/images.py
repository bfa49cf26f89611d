"""Operating systems: the public image that a machine starts from."""

from functools import lru_cache

from planner.model.choice import Data, Expression, Loss, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.text import Text, same
from providers.targets.ovh.names import dns_label, label

_LOOK_UP = "openstack_images_image_v2"
_IDS = Text(
    en="Image id by operating system; one that is not given is looked up by name. {} looks all up.",
    fr="Identifiant d'image par système ; celui qui manque est cherché par nom. {} les "
    "cherche tous.",
)


def family(os: str, surroundings: Surroundings) -> tuple[str, bool]:
    """The image family for an operating system, and whether it is the same system and version."""
    for rule in surroundings.setting("image_families"):
        if os.startswith(rule["prefix"]):
            return str(rule["image"]), bool(rule["exact"])
    return str(surroundings.setting("default_image")), False


def image_id(os_family: str, surroundings: Surroundings) -> Value:
    """Id of a public image: from the variable `image_ids`, else looked up by its name."""
    images = surroundings.setting("images")
    return _look_up(os_family, str(images[os_family]), tuple(sorted(images)))


@lru_cache(maxsize=64)
def _look_up(os_family: str, image: str, families: tuple[str, ...]) -> Expression:
    ids = Variable(
        "image_ids",
        "map(string)",
        _IDS,
        sample={name: f"22222222-2222-4222-8222-{n:012d}" for n, name in enumerate(families)},
    )
    found = Data(
        _LOOK_UP,
        dns_label(os_family).replace("-", "_"),
        "*.id",
        (("os", os_family), ("image", image)),
    )
    return Expression(
        "try({ids}[{os}], one({found}))", (("ids", ids), ("os", os_family), ("found", found))
    )


def image_loss(os: str, os_family: str, image: str, *, exact: bool) -> tuple[Loss, ...]:
    """What changes with the image: nothing, the system, or a custom image that must be rebuilt."""
    if exact:
        return ()
    source = same(label(image)) if image else Text(en="the disk", fr="le disque")
    return (
        Loss(
            "other-system" if os else "unknown-system",
            "major",
            Text(
                en="It runs {os}; OVHcloud has no such public image, it is built from {new}.",
                fr="Elle exécute {os} ; OVHcloud n'a pas cette image publique, elle est construite "
                "à partir de {new}.",
            ).filled(os=os or "?", new=os_family),
            Text(
                en=f"Rebuild it on that system, or import its disk as an image: export {source.en} as "
                "qcow2, then `openstack_images_image_v2`.",
                fr=f"Reconstruisez-la sur ce système, ou importez son disque comme image : exportez "
                f"{source.fr} en qcow2, puis `openstack_images_image_v2`.",
            ),
            "image",
        ),
    )
