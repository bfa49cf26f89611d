"""For every resource its choice at the target, or why there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from planner.catalogue.kinds import KindFact
from planner.catalogue.mappings import Mapping, TargetCatalogue
from planner.model.choice import Choice, Design, Qualification, Refusal, Unmapped
from planner.model.policy import Override, Policy
from planner.model.protocols import Surroundings, Target
from planner.model.resource import Inventory, Kind, Resource, ResourceId
from planner.model.text import Text

OverrideOf = Callable[[Resource], Override | None]


class Duties(Protocol):
    """What the data ask of the place where they would land: `planner.sovereignty.bar.Bar`."""

    def forbids(self, resource: Resource, mapping: Mapping, region: str) -> bool:
        """Whether a resource may not land there by this mapping."""

    def refusal(self, resource: Resource, mapping: Mapping, region: str) -> Unmapped | None:
        """Why a resource may not land there by this mapping; None where nothing forbids it."""

    def qualification(self, resource: Resource, mapping: Mapping, region: str) -> Qualification:
        """What the service is qualified for there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Everything that decides: the target, its data, what people said."""

    target: Target
    catalogue: TargetCatalogue
    kinds: dict[Kind, KindFact]
    policy: Policy
    override_of: OverrideOf
    duties: Duties


def choose(
    inventory: Inventory, surroundings: Surroundings, ways: Ways
) -> dict[ResourceId, Choice | Unmapped]:
    """One `Choice` or `Unmapped` for every resource, in order of id."""
    return {
        resource.id: _choose_one(resource, surroundings, ways) for resource in inventory.resources
    }


def refused(inventory: Inventory, region: str, ways: Ways) -> frozenset[ResourceId]:
    """What a duty keeps from landing in a region: no design may build upon it."""
    return frozenset(
        one.id
        for one in inventory.resources
        if (mapping := mapping_of(one, ways.catalogue, ways.policy)) is not None
        and mapping.fit != "none"
        and ways.duties.forbids(one, mapping, region)
    )


def _choose_one(  # noqa: PLR0911 - one return an answer
    resource: Resource, surroundings: Surroundings, ways: Ways
) -> Choice | Unmapped:
    override = ways.override_of(resource)
    if override is not None and override.method == "stay":
        return _stays(resource, ways, override)
    if resource.kind is None:
        return _unknown(resource, ways)
    if ways.policy.prefer.get(resource.kind) == "stay":
        return _stays(resource, ways, None)
    mapping = mapping_of(resource, ways.catalogue, ways.policy)
    if mapping is None:
        return _without_mapping(resource, ways)
    if mapping.fit == "none":
        return _none(resource, mapping, ways)
    refusal = ways.duties.refusal(resource, mapping, surroundings.region)
    if refusal is not None:
        return refusal
    design = ways.target.designs[mapping.design](resource, surroundings)
    if isinstance(design, Refusal):
        return Unmapped(
            resource=resource.id,
            target=ways.target.name,
            reason=design.reason,
            detail=design.detail,
            fallback=design.fallback,
            service=mapping.software,
        )
    return _choice(resource, surroundings, mapping, design, override, ways)


def _none(resource: Resource, mapping: Mapping, ways: Ways) -> Unmapped:
    loss = mapping.losses[0] if mapping.losses else None
    return Unmapped(
        resource=resource.id,
        target=ways.target.name,
        reason="verdict-none",
        detail=loss.problem if loss else _no_equivalent(ways),
        fallback=mapping.fallback or (loss.fallback if loss else _decide()),
        service=mapping.software,
    )


def mapping_of(resource: Resource, catalogue: TargetCatalogue, policy: Policy) -> Mapping | None:
    """The mapping that the policy prefers for a resource's kind, else the target's own."""
    kind = resource.kind or ""
    preferred = policy.prefer.get(kind)
    if preferred:
        return catalogue.by_stem.get(preferred)
    return catalogue.by_kind.get(kind)


def _choice(
    resource: Resource,
    surroundings: Surroundings,
    mapping: Mapping,
    design: Design,
    override: Override | None,
    ways: Ways,
) -> Choice:
    decided = override is not None and bool(override.size)
    return Choice(
        resource=resource.id,
        target=ways.target.name,
        region=surroundings.region,
        mapping=mapping.stem,
        service=design.service or mapping.service,
        fit=design.fit or mapping.fit,
        method="retire" if override is not None and override.method == "retire" else mapping.method,
        design=design,
        losses=mapping.losses + design.losses,
        qualification=ways.duties.qualification(resource, mapping, surroundings.region),
        runner_ups=design.runner_ups + mapping.runner_ups,
        overridden_by=_who(override) if override is not None and decided else "",
    )


def _who(override: Override) -> str:
    return ", ".join(word for word in (override.who, override.when, override.why) if word)


def _stays(resource: Resource, ways: Ways, override: Override | None) -> Unmapped:
    by = _who(override) if override else ""
    return Unmapped(
        resource=resource.id,
        target=ways.target.name,
        reason="stays",
        detail=Text(
            en=f"Kept where it is, as decided{f' ({by})' if by else ''}.",
            fr=f"Laissé en place, comme décidé{f' ({by})' if by else ''}.",
        ),
        fallback=Text(
            en="Its cost at the source goes on; whatever needs it must reach it from the target.",
            fr="Son coût à la source continue ; ce qui en dépend doit l'atteindre depuis la cible.",
        ),
    )


def _unknown(resource: Resource, ways: Ways) -> Unmapped:
    return Unmapped(
        resource=resource.id,
        target=ways.target.name,
        reason="type-unknown",
        detail=Text(
            en=f"No rule knows the type {resource.native_type}.",
            fr=f"Aucune règle ne connaît le type {resource.native_type}.",
        ),
        fallback=Text(
            en="Decide by hand; its attributes are kept in the inventory.",
            fr="À décider à la main ; ses attributs sont conservés dans l'inventaire.",
        ),
    )


def _no_equivalent(ways: Ways) -> Text:
    title = ways.catalogue.settings.title
    return Text(en=f"{title} offers no equivalent.", fr=f"{title} n'offre pas d'équivalent.")


def _decide() -> Text:
    return Text(en="Decide by hand.", fr="À décider à la main.")


def _without_mapping(resource: Resource, ways: Ways) -> Unmapped:
    fact = ways.kinds.get(resource.kind) if resource.kind else None
    verdict = fact.targets.get(ways.target.name) if fact else None
    if verdict is None:
        return Unmapped(
            resource=resource.id,
            target=ways.target.name,
            reason="verdict-none",
            detail=_no_equivalent(ways),
            fallback=_decide(),
        )
    service = verdict.service
    if verdict.fit == "none":
        return Unmapped(
            resource=resource.id,
            target=ways.target.name,
            reason="verdict-none",
            detail=_no_equivalent(ways),
            fallback=Text(en=f"In its place: {service.en}.", fr=f"À sa place : {service.fr}."),
            service=service.en,
        )
    return Unmapped(
        resource=resource.id,
        target=ways.target.name,
        reason="no-mapping-yet",
        detail=Text(
            en=f"An equivalent exists ({service.en}), which this tool does not build yet.",
            fr=f"Un équivalent existe ({service.fr}), que cet outil ne construit pas encore.",
        ),
        fallback=Text(
            en=f"Build {service.en} by hand, or keep it where it is until this tool does.",
            fr=f"Construisez {service.fr} à la main, ou laissez en place en attendant.",
        ),
        service=service.en,
    )
