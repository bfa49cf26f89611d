"""Identities: an EIM user where software took a role."""

from planner.model.choice import Design, Expression, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Role
from planner.model.text import Text
from providers.targets.outscale.machines import alone
from providers.targets.outscale.names import user_name
from providers.targets.outscale.words import refused, said


def role(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A user for the software that took the role; nothing where only a service of the cloud does.

    Its access key is made by hand, since it would stay in the state; its permissions are
    translated by hand, since a wrong guess would open what was closed.
    """
    spec = resource.spec
    if not isinstance(spec, Role):
        return refused(surroundings, "not-read")
    if not _for_software(spec, surroundings):
        lost = said(surroundings, "role-of-a-service", services=", ".join(sorted(spec.trusted)))
        return Design(values={}, without_terraform=True, losses=(lost,))
    wanted = Variable(
        name="create_eim_users",
        type="bool",
        description=Text(
            en="Make the EIM users that take the place of roles: they belong to the account, so"
            " this asks for the rights and is off by default.",
            fr="Créer les utilisateurs EIM qui remplacent les rôles : ils appartiennent à tout le"
            " compte, il en faut donc les droits, et c'est désactivé par défaut.",
        ),
        default=False,
    )
    losses = [said(surroundings, "no-role")]
    if spec.actions or spec.policies:
        losses.append(said(surroundings, "permissions-by-hand", count=len(spec.actions)))
    values: dict[str, Value] = {
        "count": Expression("{wanted} ? 1 : 0", (("wanted", wanted),)),
        "user_name": user_name(resource),
        # A path takes letters, digits and underscores between slashes: no hyphen.
        "path": "/migrated/",
        "alone": alone(resource),
    }
    return Design(values=values, losses=tuple(losses))


def _for_software(spec: Role, surroundings: Surroundings) -> bool:
    """Whether anything but services of the source cloud takes it; True where nobody is named."""
    if not spec.trusted:
        return True
    workloads = tuple(surroundings.setting("workload_principals"))
    services = tuple(surroundings.setting("service_suffixes"))
    return any(who in workloads or not who.endswith(services) for who in spec.trusted)


def policy(resource: Resource, surroundings: Surroundings) -> Design:  # noqa: ARG001
    """A policy is translated action by action, by hand, and linked to its user."""
    return Design(
        values={},
        without_terraform=True,
        losses=(said(surroundings, "permissions-by-hand", count="?"),),
    )
