"""What the adapters of templates share: a record of a resource, the objects and words of a list."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from providers.sources.aws.api import Native, Place
from providers.sources.aws.casing import snaked
from providers.sources.aws.shape import tags_of

Properties = Mapping[str, Any]
Adapt = Callable[[str, str, Properties], Iterable[Native]]
"""Terraform type, its address in the template, its properties -> its records."""

NOWHERE = Place("", "")


def native(
    native_type: str, own: str, attributes: dict[str, Any], properties: Properties
) -> Native:
    """A record under the address that the rest of the template knows it by."""
    named = {"id": own, "arn": own, "tags": tags_of(snaked(dict(properties)))}
    return Native(native_type, own, {**attributes, **named}, own)


def blocks(value: object) -> list[dict[str, Any]]:
    """The objects of a list; one alone counts as a list."""
    if isinstance(value, Mapping):
        value = [value]
    return (
        [dict(one) for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
    )


def words(value: object) -> list[str]:
    """The words of a list; one alone counts as a list."""
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def as_answer(adapt: Callable[..., Iterable[Native]], key: str, *more: Any) -> Adapt:  # noqa: ANN401
    """What the API answers in the same words, under an id that `key` names."""

    def adapted(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
        for found in adapt({**properties, key: own}, *more, NOWHERE):
            yield native(native_type, own, found.attributes, properties)

    return adapted
