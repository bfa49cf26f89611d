"""ARNs: built where a state holds only a short id, and taken apart for their region and account."""

import re
from functools import lru_cache

from planner.model.resource import Reference, Relation

_ZONE = re.compile(r"^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$")
_SEGMENTS = 6


def partition(region: str) -> str:
    """The part of AWS a region belongs to: its second word in every ARN.

    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    """
    if region.startswith("cn-"):
        return "aws-cn"
    if region.startswith("us-gov-"):
        return "aws-us-gov"
    return "aws-eusc" if region.startswith("eusc-") else "aws"


def build(service: str, resource: str, region: str = "", account: str = "") -> str:
    """The ARN of a resource; an unknown account stays empty, which an ARN allows."""
    account = "" if account == "unknown" else account
    return f"arn:{partition(region)}:{service}:{region}:{account}:{resource}"


@lru_cache(maxsize=4096)
def _head(arn: str) -> tuple[str, str]:
    words = arn.split(":", _SEGMENTS - 1)
    if len(words) < _SEGMENTS or words[0] != "arn":
        return "", ""
    return words[3], words[4]


def region_of(arn: str) -> str:
    """The region an ARN names; '' for a global service or what is no ARN."""
    return _head(arn)[0]


def account_of(arn: str) -> str:
    """The account an ARN names; '' where it names none."""
    return _head(arn)[1]


def region_of_zone(zone: str) -> str:
    """The region of an availability zone, e.g. eu-west-3 of eu-west-3a; '' for other words."""
    found = _ZONE.match(zone)
    return found.group(1) if found else ""


def named(kind: str, name: str) -> str:
    """A name together with what it names, e.g. `role/orders`; an id, ARN or nothing stays as it is.

    Names are unique within their kind only: a role, a database and a cluster may all be `orders`.
    So both the aliases of what has a name and the references to it are written like this.
    """
    return name if not name or name.startswith("arn:") else f"{kind}/{name}"


Named = tuple[Relation, str, str | tuple[str, ...]]
"""Relation, argument, and the word or words that it holds."""


def references(*given: Named) -> tuple[Reference, ...]:
    """References for every word that is there; words of a list carry their place in the path."""
    found: list[Reference] = []
    for relation, path, words in given:
        if isinstance(words, str):
            if words:
                found.append(Reference(relation, words, path))
        else:
            found.extend(
                Reference(relation, word, f"{path}[{place}]") for place, word in enumerate(words)
            )
    return tuple(found)
