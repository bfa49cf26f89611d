"""The container registry, made once for all repositories."""

from planner.model.choice import Data, Design, Expression, Loss, Refusal, Value, Variable
from planner.model.protocols import Census, Surroundings
from planner.model.resource import Resource
from planner.model.spec import Registry
from planner.model.text import Text
from providers.targets.ovh import bought, regions
from providers.targets.ovh.refusals import unreadable

_PLANS = {"SMALL": "s", "MEDIUM": "m", "LARGE": "l"}


def registry(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """One Harbor registry for all repositories that were read; the first of them stands for it."""
    spec = resource.spec
    if not isinstance(spec, Registry):
        return unreadable(resource)
    all_ = (
        surroundings.of_kind("container.registry")
        if isinstance(surroundings, Census)
        else (resource,)
    )
    losses = _registry_losses(spec)
    if all_ and all_[0].id != resource.id:
        return Design(
            values={},
            without_terraform=True,
            losses=losses,
            service=Text(
                en="Project in the Managed Private Registry",
                fr="Projet dans le Managed Private Registry",
            ),
        )
    plan = str(surroundings.setting("registry_plan"))
    return Design(
        values={
            "name": f"registry-{surroundings.region.lower()}",
            "region": regions.storage_region(surroundings),
            "plan": _plan_id(plan, surroundings),
        },
        size=plan,
        quantities=(bought.months(surroundings, bought.REGISTRY, "registry", _PLANS[plan]),),
        losses=losses,
    )


def _plan_id(plan: str, surroundings: Surroundings) -> Value:
    ids = Variable(
        "registry_plan_ids",
        "map(string)",
        Text(
            en="Id of each registry plan; one not given is looked up. {} looks all up.",
            fr="Identifiant de chaque plan de registre ; celui qui manque est cherché. {} les "
            "cherche "
            "tous.",
        ),
        sample={name: f"55555555-5555-4555-8555-{n:012d}" for n, name in enumerate(sorted(_PLANS))},
    )
    found = Data(
        "ovh_cloud_project_capabilities_containerregistry_filter",
        "plan",
        "*.id",
        (("plan", plan), ("region", regions.storage_region(surroundings))),
    )
    return Expression(
        "try({ids}[{plan}], one({found}))", (("ids", ids), ("plan", plan), ("found", found))
    )


def _registry_losses(spec: Registry) -> tuple[Loss, ...]:
    said = (
        (_PUBLIC, bool(spec.public)),
        (_IMMUTABLE, spec.immutable_tags),
        (_REGISTRY_KEY, bool(spec.key)),
    )
    return tuple(loss for loss, holds in said if holds)


_PUBLIC = Loss(
    "public-registry",
    "minor",
    Text(en="It is public.", fr="Il est public."),
    Text(
        en="Make its Harbor project public; the registry's address is so anyway.",
        fr="Rendez public son projet Harbor ; l'adresse du registre l'est de toute façon.",
    ),
    "public",
)
_IMMUTABLE = Loss(
    "immutable-tags",
    "minor",
    Text(
        en="Immutable tags are a rule of the Harbor project, which this provider does not set.",
        fr="Les étiquettes immuables sont une règle du projet Harbor, que ce fournisseur ne "
        "pose pas.",
    ),
    Text(
        en="Set the rule in Harbor, or with its own Terraform provider.",
        fr="Posez la règle dans Harbor, ou avec son propre fournisseur Terraform.",
    ),
    "immutable_tags",
)
_REGISTRY_KEY = Loss(
    "registry-key",
    "minor",
    Text(
        en="Images are encrypted with a key of yours; here not.",
        fr="Les images sont chiffrées avec une clé à vous ; ici non.",
    ),
    Text(
        en="Sign images with cosign; keep secrets out of them.",
        fr="Signez les images avec cosign ; n'y mettez pas de secrets.",
    ),
    "key",
)
