"""Roles: a service account with a policy of OVHcloud's own actions."""

from planner.model.choice import Design, Loss, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Role
from planner.model.text import Text
from providers.targets.ovh.names import label
from providers.targets.ovh.refusals import unreadable

_LONGEST_DESCRIPTION = 200


def role(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A service account, and a policy with the permissions that have a counterpart."""
    spec = resource.spec
    if not isinstance(spec, Role):
        return unreadable(resource)
    allowed, lost = _translated(spec.actions, surroundings)
    description = label(spec.description, "")[:_LONGEST_DESCRIPTION]
    actions: tuple[Value, ...] = tuple(allowed)
    return Design(
        values={
            "name": label(resource.name),
            "description": description or f"Service account for {label(resource.name)}",
            "allowed": actions or None,
        },
        losses=_losses(spec, lost),
    )


def _translated(
    actions: tuple[str, ...], surroundings: Surroundings
) -> tuple[list[str], list[str]]:
    """OVHcloud's actions for those of the source, and the ones that have none."""
    allowed: set[str] = set()
    lost = []
    for action in sorted(set(actions)):
        found = next(
            (
                rule["allow"]
                for rule in surroundings.setting("iam_actions")
                if action.lower().startswith(rule["prefix"])
            ),
            None,
        )
        if found is None:
            lost.append(action)
        else:
            allowed.update(str(word) for word in found)
    return sorted(allowed), lost


def _losses(spec: Role, lost: list[str]) -> tuple[Loss, ...]:
    losses = []
    if lost:
        losses.append(_lost_actions(lost))
    if spec.policies and not spec.actions:
        losses.append(_UNREAD)
    return tuple(losses)


def _lost_actions(lost: list[str]) -> Loss:
    some = ", ".join(label(action) for action in lost[:5])
    return Loss(
        "actions",
        "major",
        Text(
            en="{count} permissions have no counterpart here: {some}.",
            fr="{count} autorisations n'ont pas d'équivalent ici : {some}.",
        ).filled(count=len(lost), some=some),
        Text(
            en="For buckets make an S3 user with a policy; for the rest write what the "
            "software needs.",
            fr="Pour les buckets, créez un utilisateur S3 avec une politique ; pour le reste, "
            "écrivez "
            "ce dont le logiciel a besoin.",
        ),
        "actions",
    )


_UNREAD = Loss(
    "unread-policies",
    "major",
    Text(
        en="Its policies are named, but what they allow was not read.",
        fr="Ses politiques sont nommées, mais ce qu'elles autorisent n'a pas été lu.",
    ),
    Text(
        en="Read the policies too, or write the permissions by hand: the account may do "
        "nothing yet.",
        fr="Lisez aussi les politiques, ou écrivez les droits à la main : le compte ne peut rien "
        "encore.",
    ),
    "policies",
)
