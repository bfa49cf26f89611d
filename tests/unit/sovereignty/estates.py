"""Small estates and stores for the tests of classes, duties and refusals."""

from typing import Any

from msgspec import Raw

from planner.graph import Graph, connect, find_applications
from planner.model.evidence import About, Entity, Evidence, Label, Qualified
from planner.model.plan import Application
from planner.model.policy import Overrides, Policy
from planner.model.resource import (
    Inventory,
    Kind,
    Origin,
    Reference,
    Relation,
    Resource,
    ResourceId,
)
from planner.model.text import Text, same
from planner.sovereignty.classes import Classified, classify
from planner.sovereignty.duties import duty_book
from planner.sovereignty.store import Store


def resource(
    identity: str,
    kind: str | None = "compute.vm",
    *needs: tuple[Relation, str],
    tags: dict[str, str] | None = None,
    **more: Any,  # noqa: ANN401 - fields of a resource
) -> Resource:
    return Resource(
        id=ResourceId(identity),
        cloud=more.pop("cloud", "aws"),
        native_type="t",
        name=more.pop("name", identity),
        origin=Origin("f", identity),
        kind=Kind(kind) if kind else None,
        region=more.pop("region", "eu-west-3"),
        tags=tags or {},
        references=tuple(
            Reference(relation, target, f"p{at}") for at, (relation, target) in enumerate(needs)
        ),
        native=Raw(b"{}"),
        **more,
    )


def in_app(name: str, data: str = "") -> dict[str, str]:
    return {"application": name, **({"data-class": data} if data else {})}


def estate(
    *resources: Resource, policy: Policy | None = None, overrides: Overrides | None = None
) -> tuple[Graph, tuple[Application, ...]]:
    said, corrected = policy or Policy(), overrides or Overrides()
    ordered = tuple(sorted(resources, key=lambda one: one.id))
    graph = connect(Inventory(resources=ordered), said, corrected)
    return graph, find_applications(graph, said, corrected)


def classified(
    *resources: Resource, policy: Policy | None = None, overrides: Overrides | None = None
) -> Classified:
    said, corrected = policy or Policy(), overrides or Overrides()
    graph, applications = estate(*resources, policy=said, overrides=corrected)
    return classify(graph, applications, said, corrected, duty_book(said))


def names(found: Classified) -> dict[str, set[str]]:
    return {str(id_): {one.name for one in classes} for id_, classes in found.of.items()}


def entry(  # values are of any type, by fact
    identity: str,
    fact: Any,  # noqa: ANN401
    value: Any,  # noqa: ANN401
    *,
    scheme: str = "",
    **about: Any,  # noqa: ANN401
) -> Evidence:
    return Evidence(
        id=identity,
        about=About(scheme=scheme, **about),
        fact=fact,
        value=value,
        claim=Text(en=f"{identity}.", fr=f"{identity} (fr)."),
        kind="official",
        url=f"https://example.org/{identity}",
        retrieved="2026-11-01",
    )


def label(scheme: str, *, immune: bool = False, adopted: bool = True) -> Evidence:
    value = Label(
        title=same(scheme.upper()), granted_by="x", proves_immunity=immune, adopted=adopted
    )
    return entry(f"label-{scheme}", "label", value, scheme=scheme)


LABELS = (label("hds"), label("secnumcloud", immune=True), label("igi-1300"))


def qualified(
    provider: str,
    scheme: str,
    regions: tuple[str, ...],
    services: tuple[str, ...] = ("*",),
    milestone: Any = "qualified",  # noqa: ANN401 - one of its literals
) -> Evidence:
    return entry(
        f"{provider}-{regions[0].lower()}-{scheme}-{services[0]}-{milestone}",
        "qualification",
        Qualified(scheme=scheme, milestone=milestone, version="3.2", since="2024-01-01"),
        provider=provider,
        regions=regions,
        services=services,
    )


def lies(provider: str, country: str, *regions: str) -> Evidence:
    name = f"{provider}-{regions[0].lower() if regions else 'all'}-lies-{country.lower()}"
    return entry(name, "location", country, provider=provider, regions=regions)


def held(provider: str, seat: str = "FR") -> tuple[Evidence, ...]:
    """Everything of a company that exposure asks for, all in one country."""
    who = Entity(name=f"{provider} SA", seat=seat, staff="eu")
    parties: tuple[Any, ...] = ("owner", "contract", "operator")
    return (
        *(entry(f"{provider}-{fact}", fact, who, provider=provider) for fact in parties),
        entry(f"{provider}-technology", "technology", "not-applicable", provider=provider),
        entry(f"{provider}-establishments", "establishments", (), provider=provider),
        entry(f"{provider}-isolation", "isolation", "not-applicable", provider=provider),
    )


def store(*entries: Evidence) -> Store:
    return Store.of((*LABELS, *entries), as_of="2026-11-22")
