"""Every shape, by Terraform type; and what an object of any other type is made into."""

from collections.abc import Mapping
from typing import Any

from providers.sources.aws import shapes_compute, shapes_data, shapes_network, shapes_services
from providers.sources.aws.api import Native, Place
from providers.sources.aws.shape import Shape, at, is_arn

SHAPES: Mapping[str, Shape] = {
    **shapes_compute.SHAPES,
    **shapes_data.SHAPES,
    **shapes_network.SHAPES,
    **shapes_services.SHAPES,
}

_OTHER = Shape()


def shaped(native_type: str, answer: Mapping[str, Any], place: Place) -> Native:
    """An object as a record of that type; one without a shape keeps its own words."""
    shape = SHAPES.get(native_type)
    if shape is not None:
        return shape(native_type, answer, place)
    native = _OTHER(native_type, answer, place)
    attributes = native.attributes
    own = attributes["arn"] or own_arn(attributes)
    title = _title(attributes)
    attributes |= {"arn": own, "id": own or native.id or title}
    if title and not isinstance(attributes.get("name"), str):
        attributes["name"] = title
    return Native(native_type, str(attributes["id"]), attributes)


def own_arn(attributes: Mapping[str, Any]) -> str:
    """The ARN that an object of whatever type says is its own: the first among its words."""
    first = next((key for key in ("arn", "resource_arn") if is_arn(at(attributes, key))), "")
    found = first or next(
        (key for key, word in attributes.items() if key.endswith("_arn") and is_arn(word)), ""
    )
    return str(attributes[found]) if found else ""


def _title(attributes: Mapping[str, Any]) -> str:
    """What it is called: `name`, else the first word that ends so, else its id."""
    for ending in ("name", "identifier", "id"):
        for key, word in attributes.items():
            if isinstance(word, str) and word and (key == ending or key.endswith(f"_{ending}")):
                return word
    return ""
