"""Templates: roles, policies, instance profiles."""

from collections.abc import Iterable
from typing import Any

from providers.sources.aws.api import Native
from providers.sources.aws.api_services import document
from providers.sources.aws.template_parts import (
    Adapt,
    Properties,
    blocks,
    native,
    words,
)


def role(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A role, with the policies written in it."""
    attributes = {
        "name": properties.get("RoleName"),
        "description": properties.get("Description"),
        "assume_role_policy": document(properties.get("AssumeRolePolicyDocument") or {}),
        "managed_policy_arns": words(properties.get("ManagedPolicyArns")),
        "inline_policy": [
            {"name": one.get("PolicyName"), "policy": document(one.get("PolicyDocument") or {})}
            for one in blocks(properties.get("Policies"))
        ],
    }
    yield native(native_type, own, attributes, properties)


def policy(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A policy of a role, user or group; or one that several share."""
    text = document(properties.get("PolicyDocument") or {})
    attributes: dict[str, Any] = {"policy": text, "name": properties.get("PolicyName")}
    if native_type == "aws_iam_policy":
        attributes |= {
            "name": properties.get("ManagedPolicyName"),
            "description": properties.get("Description"),
        }
        yield native(native_type, own, attributes, properties)
        return
    holders = (("Roles", "role"), ("Users", "user"), ("Groups", "group"))
    single = words(properties.get("RoleName"))
    found = [("role", word) for word in single]
    found += [(word, one) for key, word in holders for one in words(properties.get(key))]
    for number, (word, holder) in enumerate(found or [("role", "")]):
        address = own if number == 0 else f"{own}[{number}]"
        body = {**attributes, word: holder, "id": address}
        yield Native(f"aws_iam_{word}_policy", address, body, address)


def instance_profile(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """What gives a role to machines."""
    roles = words(properties.get("Roles"))
    attributes = {
        "name": properties.get("InstanceProfileName") or own,
        "role": roles[0] if roles else "",
    }
    yield native(native_type, own, attributes, properties)


ADAPTERS: dict[str, Adapt] = {
    "aws_iam_group_policy": policy,
    "aws_iam_instance_profile": instance_profile,
    "aws_iam_policy": policy,
    "aws_iam_role": role,
    "aws_iam_role_policy": policy,
    "aws_iam_user_policy": policy,
}
