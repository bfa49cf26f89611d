"""Roles, SSH keys, projects: who may do what."""

import base64

from planner.model.choice import Design, Loss, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import KeyPair, Role
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import name_of, tags_of, variable_word

_LONGEST = 200
_SAMPLE_KEY = (
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG5VXviiMsXqd2KMEGlQYtEZkicitGewhDlYAZ6qkG3r sample"
)
_READS = ("get", "list", "describe", "head", "read", "view", "batchget", "scan", "query")
_READ_ROLES = ("viewer", "reader", "readonly")


def key_pair(resource: Resource, around: Surroundings) -> Design | Refusal:
    """An SSH key of the project."""
    spec = resource.spec if isinstance(resource.spec, KeyPair) else KeyPair()
    public = " ".join(spec.public_key.split())
    if not is_public_key(public):
        asked: Value = Variable(
            name=f"{variable_word(name_of(resource))}_public_key",
            type="string",
            description=text(around, "public-key", name=resource.name),
            sample=_SAMPLE_KEY,
        )
        losses: tuple[Loss, ...] = (loss(around, "public-key-unknown"),)
    else:
        asked, losses = public, ()
    return Design(values={"name": name_of(resource), "public_key": asked}, losses=losses)


def is_public_key(text_: str) -> bool:
    """Whether a text is an OpenSSH public key: the service refuses anything else, at apply.

    >>> is_public_key("ssh-ed25519 AAAA me")
    False
    """
    words = text_.split()
    if len(words) < 2:  # noqa: PLR2004 - a type and a body
        return False
    try:
        body = base64.b64decode(words[1], validate=True)
    except ValueError:
        return False
    length = int.from_bytes(body[:4], "big")
    return length == len(words[0]) and body[4 : 4 + length] == words[0].encode("ascii", "replace")


def role(resource: Resource, around: Surroundings) -> Design | Refusal:
    """An application with a policy of permission sets; whoever deploys it makes its API key."""
    spec = resource.spec if isinstance(resource.spec, Role) else Role()
    sets, unknown = permission_sets(spec.actions, around)
    losses: list[Loss] = []
    if unknown:
        losses.append(loss(around, "role-actions", actions=", ".join(unknown)))
    if spec.policies and not spec.actions:
        losses.append(loss(around, "role-policies", policies=", ".join(spec.policies)))
    if spec.members:
        losses.append(loss(around, "role-members", members=", ".join(spec.members)))
    return Design(
        values={
            "name": name_of(resource),
            "description": spec.description[:_LONGEST] or None,
            "permission_sets": sets or None,
            "granted": bool(sets),
            "project": _project(around) if sets else None,
            "tags": tags_of(resource),
        },
        losses=tuple(losses),
    )


def permission_sets(
    actions: tuple[str, ...], around: Surroundings
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(permission sets, services without one): read only where the source only reads."""
    table: dict[str, dict[str, list[str]]] = around.setting("permission_sets")
    writes: dict[str, bool] = {}
    unknown: dict[str, None] = {}
    for action in actions:
        service = _service(action)
        if service not in table:
            unknown[service or action] = None
        else:
            writes[service] = writes.get(service, False) or not _reads(action)
    found = {
        name
        for service, full in writes.items()
        for name in table[service]["full" if full else "read"]
    }
    return tuple(sorted(found)), tuple(sorted(unknown))


def _service(action: str) -> str:
    """`s3` of `s3:GetObject`, `storage` of `roles/storage.admin`, `microsoft.storage` in ARM."""
    plain = action.strip().lower()
    if plain.startswith("roles/"):
        return plain.removeprefix("roles/").partition(".")[0]
    if plain.startswith("microsoft."):
        return plain.partition("/")[0]
    return plain.partition(":")[0]


def _reads(action: str) -> bool:
    plain = action.strip().lower()
    if plain.startswith(("roles/", "microsoft.")):
        return plain.endswith((*_READ_ROLES, "/read"))
    verb = plain.partition(":")[2]
    return verb.startswith(_READS)


def _project(around: Surroundings) -> Variable:
    return Variable(
        name="project_id",
        type="string",
        description=text(around, "project-id"),
        sample="11111111-1111-4111-8111-111111111111",
    )


def policy(resource: Resource, around: Surroundings) -> Design | Refusal:
    """Nothing of its own: what it grants is in the policy of the applications that take it."""
    del resource
    return Design(values={}, without_terraform=True, losses=(loss(around, "policy-folded"),))


def account(resource: Resource, around: Surroundings) -> Design | Refusal:
    """Nothing to build: the project that the provider is configured for."""
    del resource, around
    return Design(values={}, without_terraform=True)
