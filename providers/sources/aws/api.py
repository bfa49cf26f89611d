"""API answers into the attributes that the Terraform types have, so that one rule reads both.

An operation of `operations.py` names an adapter: a function from one object of an answer to records
of a Terraform type, with the attribute names of the AWS provider. What the provider has no name for
is given a name of its own (`platform_details`, `attachment`), which the rules know.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from providers.sources.aws import arn

Answer = Mapping[str, Any]
"""One object of an answer: from AWS, so of the documented form, but any key may be missing."""


class Place(Struct, frozen=True):
    """Where an answer came from."""

    account: str
    region: str

    def arn(self, service: str, resource: str) -> str:
        """The ARN of a thing in this place."""
        return arn.build(service, resource, self.region, self.account)


class Native(Struct, frozen=True):
    """A record before it has a file: its Terraform type, its id there, its attributes."""

    type: str
    id: str
    attributes: dict[str, Any]
    address: str = ""
    """What others of its file call it, if not by type and id."""


Adapt = Callable[[Answer, Place], Iterable[Native]]
"""One object of an answer, where it was read -> its records; none for what is AWS's own."""

AdaptDetail = Callable[[Answer, Answer, Place], Iterable[Native]]
"""One object of an answer, the object it was asked for, where -> its records."""

Enrich = Callable[[Answer], dict[str, Any]]
"""A whole answer -> further attributes of the object it was asked for."""


def tags(answer: Answer, key: str = "Tags") -> dict[str, str]:
    """Tags written as a list of Key and Value."""
    return {
        str(tag["Key"]): str(tag.get("Value", ""))
        for tag in answer.get(key) or ()
        if isinstance(tag, Mapping) and "Key" in tag
    }


def pick(answer: Answer, **names: str) -> dict[str, Any]:
    """Attributes by their new name, from the answer's own; what is not there is left out."""
    return {new: answer[old] for new, old in names.items() if answer.get(old) is not None}


def ids(answer: Answer, key: str, inner: str) -> list[str]:
    """One word of every object in a list."""
    return [item[inner] for item in answer.get(key) or () if item.get(inner)]
