"""Plans whose costs hold everything an output must show: hostile words, ranges, gaps, proxies."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from planner.model.money import CostLine, Price, Proxy, Range, Side, Unpriced
from planner.model.plan import Application, Header, MigrationPlan, Verdict, Wave
from planner.model.resource import Inventory, Origin, Resource, ResourceId
from planner.model.text import Language, Text, same
from planner.pricing.estimate import summed

HOSTILE = (
    "=cmd()", "+1", "-2", "@sum", "\tx", "a,b", 'say "x"', "two\nlines", "<script>", "${x}", "café",
    "http://x.example", "12", "'quoted", "{=1}",
)  # fmt: skip

STORAGE = Text(en="storage", fr="stockage")

EXACT = Price(
    provider="aws", service="vm", sku="m5.large", region="eu-west-3", unit="hour",
    amount=Decimal("0.112"), currency="USD", date="2026-08-08", source="a list, read",
    variant="linux",
)  # fmt: skip
BY_PROXY = Price(
    provider="scaleway", service="block", sku="sbs_5k", region="fr-par-1", unit="GiB-month",
    amount=Decimal("0.1"), currency="EUR", date="2026-09-26", source="=another()",
    proxies=(Proxy("other-region", "fr-par-2", "fr-par-1"),),
)  # fmt: skip

MakePlan = Callable[..., MigrationPlan]


def line(id_: str, side: Side, price: Price, *amounts: str, assumption: str = "") -> CostLine:
    low, likely, high = (Decimal(one) for one in (amounts * 3 if len(amounts) == 1 else amounts))
    return CostLine(
        resource=ResourceId(id_), side=side, component=STORAGE, price=price,
        quantity=Range(low, likely, high), unit=price.unit, low=low, likely=likely, high=high,
        basis="assumed" if assumption else "configured",
        rate=Decimal(1) if price.currency == "EUR" else Decimal("1.1567"), assumption=assumption,
    )  # fmt: skip


@pytest.fixture
def make_plan() -> MakePlan:
    def make(language: Language = "en", *, empty: bool = False) -> MigrationPlan:
        resources = tuple(
            Resource(
                id=ResourceId(f"{name}/{place}"), cloud="aws", native_type="aws_instance",
                name=name, origin=Origin("file", "place"),
            )
            for place, name in enumerate(() if empty else HOSTILE)
        )  # fmt: skip
        now: dict[ResourceId, tuple[CostLine | Unpriced, ...]] = {
            one.id: (line(one.id, "now", EXACT, str(place + 1)),)
            for place, one in enumerate(resources)
        }
        then: dict[ResourceId, tuple[CostLine | Unpriced, ...]] = {
            one.id: (line(one.id, "then", BY_PROXY, "1.005", "2.5", "4.25", assumption="disk_gib"),)
            for one in resources[:-2]
        }
        for one in resources[-2:]:
            then[one.id] = (
                Unpriced(
                    resource=one.id, side="then", component=same("=whole()"), why="no-mapping",
                    reason=Text(en="nothing does it, there", fr="rien ne le fait, là-bas"),
                ),
            )  # fmt: skip
        applications = tuple(
            Application(
                name=name, label=name, resources=tuple(one.id for one in held), found_by="tag"
            )
            for name, held in (("shop", resources[:5]), ("back", resources[5:12]))
        )
        costs = summed(now, then, {}, applications)
        return MigrationPlan(
            header=Header(
                tool_version="0", as_of="2026-11-22", target="scaleway", region="fr-par",
                language=language,
            ),
            inventory=Inventory(resources=resources), dependencies=(), applications=applications,
            choices={}, addresses={}, placements=(), cycles=(),
            waves=(Wave(number=3, applications=("shop",)),), costs=costs,
            verdict=Verdict(grade="ready", headline=same("ok")),
        )  # fmt: skip

    return make
