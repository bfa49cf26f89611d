"""A small plan made by hand, with something of everything that the report must say."""

from decimal import Decimal

from planner.model.choice import Choice, Design, Loss, Qualification, Unmapped
from planner.model.money import CostLine, Price, Proxy, Range, Side, Unpriced
from planner.model.plan import (
    Application,
    Cycle,
    Header,
    MigrationPlan,
    Placement,
    Step,
    Verdict,
    Wave,
)
from planner.model.resource import (
    Dependency,
    Diagnostic,
    Inventory,
    Kind,
    LedgerRow,
    Origin,
    Resource,
    ResourceId,
)
from planner.model.spec import Network, Spec, Subnet
from planner.model.text import Language, Text
from planner.pricing.estimate import summed

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "javascript:alert(3)",
    "\u202etxt.exe\u2066",
    "two\nlines\r\nand\ttabs\x00\x1b[31m",
    "x" * 10_000,
    "{{ 7 * 7 }}{% raw %}",
    "</style><style>*{display:none}</style>",
    "a{b}|c",
    "café 名前 🚀",
)

ROLE = Loss(
    "no-role",
    "major",
    Text(en="It takes no role.", fr="Elle ne prend pas de rôle."),
    Text(en="Give it a key.", fr="Donnez-lui une clé."),
)
ZONE = Loss(
    "one-zone",
    "minor",
    Text(en="It lies in one zone.", fr="Elle est dans une seule zone."),
    Text(en="Add a second.", fr="Ajoutez-en une seconde."),
)
LOST = Loss(
    "no-rule",
    "blocking",
    Text(en="A rule cannot be built.", fr="Une règle ne peut pas être construite."),
    Text(en="Write it by hand.", fr="Écrivez-la à la main."),
)
QUALIFIED = Qualification(
    "SecNumCloud",
    Text(en="in process (J0)", fr="en cours (J0)"),
    "2025-01-08",
    "the agency's list",
)


def resource(id_: str, name: str, kind: str = "compute.vm") -> Resource:
    return Resource(
        id=ResourceId(id_), cloud="aws", native_type="aws_thing", name=name, kind=Kind(kind),
        region="eu-west-3", origin=Origin("estate.tfstate", f"aws_thing.{name}"),
    )  # fmt: skip


def chosen(id_: str, kind: str, zone: str = "", *losses: Loss, size: str = "") -> Choice:
    return Choice(
        resource=ResourceId(id_), target="scaleway", region="fr-par", mapping=kind,
        service=Text(en=f"Service of {kind}", fr=f"Service de {kind}"), fit="close",
        method="replatform", design=Design(values={"zone": zone} if zone else {}, size=size),
        losses=losses, qualification=QUALIFIED if kind == "compute.vm" else Qualification(),
    )  # fmt: skip


def line(id_: str, side: Side, amount: str, *, proxy: bool = False, high: str = "") -> CostLine:
    likely = Decimal(amount)
    price = Price(
        provider="aws", service="vm", sku="m5.large", region="eu-west-3", unit="hour",
        amount=Decimal("0.0107"), currency="EUR", date="2026-10-08", source="a published list",
        proxies=(Proxy("other-region", "eu-west-3", "eu-west-1"),) if proxy else (),
    )  # fmt: skip
    return CostLine(
        resource=ResourceId(id_), side=side, component=Text(en="instance", fr="machine"),
        price=price, quantity=Range(Decimal(730), Decimal(730), Decimal(730)), unit="hour",
        basis="configured", low=likely, likely=likely, high=Decimal(high or amount),
        rate=Decimal(1),
    )  # fmt: skip


def missing(id_: str, side: Side) -> Unpriced:
    return Unpriced(
        resource=ResourceId(id_), side=side, component=Text(en="traffic", fr="trafic"),
        reason=Text(en="Nothing tells how much.", fr="Rien ne dit combien."), why="no-quantity",
    )  # fmt: skip


SHOP, PAY, BASE = "shop", "pay", "foundation"


def made(language: Language = "en", names: tuple[str, ...] = ()) -> MigrationPlan:
    """Three applications, a circle, a gap, unread regions; `names` replaces resources' names."""
    resources = [
        resource("vm-1", "web-1"),
        resource("vm-2", "web-2"),
        resource("db-1", "orders", "db.postgres"),
        resource("fn-1", "resize", "app.function"),
        resource("net-1", "main", "network.vpc"),
        resource("sub-1", "front", "network.subnet"),
    ]
    specs: dict[str, Spec] = {
        "net-1": Network(ranges=("10.0.0.0/16",)),
        "sub-1": Subnet(ranges=("10.0.1.0/24",)),
    }
    resources = [
        Resource(
            id=one.id, cloud=one.cloud, native_type=one.native_type, kind=one.kind,
            region=one.region, origin=one.origin, spec=specs.get(one.id),
            name=names[number % len(names)] if names else one.name,
        )
        for number, one in enumerate(sorted(resources, key=lambda one: one.id))
    ]  # fmt: skip
    choices: dict[ResourceId, Choice | Unmapped] = {
        ResourceId("db-1"): chosen("db-1", "db.postgres", "", ZONE, size="DB-POP2-4C-16G"),
        ResourceId("fn-1"): Unmapped(
            resource=ResourceId("fn-1"), target="scaleway", reason="no-mapping-yet",
            detail=Text(en="Not built yet.", fr="Pas encore construit."),
            fallback=Text(en="Build it by hand.", fr="Construisez-le à la main."),
            service="Knative",
        ),
        ResourceId("net-1"): chosen("net-1", "network.vpc"),
        ResourceId("sub-1"): chosen("sub-1", "network.subnet"),
        ResourceId("vm-1"): chosen("vm-1", "compute.vm", "fr-par-1", ROLE, ZONE, size="DEV1-M"),
        ResourceId("vm-2"): chosen("vm-2", "compute.vm", "fr-par-2", ROLE, LOST, size="DEV1-M"),
    }  # fmt: skip
    applications = (
        application(BASE, "Foundation", "net-1", "sub-1"),
        application(PAY, "Payments", "db-1", "fn-1"),
        application(SHOP, names[0] if names else "Shop", "vm-1", "vm-2", owner="team-web"),
    )
    return MigrationPlan(
        header=Header(
            tool_version="0.1.0", as_of="2026-11-22", target="scaleway", region="fr-par",
            language=language, inputs=(("estate.tfstate", "ab" * 32),),
            price_book_date="2026-10-08",
        ),
        inventory=Inventory(resources=tuple(resources), ledger=LEDGER),
        dependencies=EDGES,
        applications=applications,
        choices=choices,
        addresses={},
        placements=tuple(
            Placement(application=one.name, target="scaleway", region="fr-par", zones=("fr-par-1",))
            for one in applications
        ),
        waves=WAVES,
        cycles=(Cycle(applications=(PAY, SHOP), cut=EDGES[0]),),
        costs=summed(
            {ResourceId("db-1"): (line("db-1", "now", "1000.50", proxy=True),),
             ResourceId("fn-1"): (missing("fn-1", "now"),),
             ResourceId("vm-1"): (line("vm-1", "now", "234.06"),)},
            {ResourceId("db-1"): (line("db-1", "then", "900.25"),),
             ResourceId("fn-1"): (missing("fn-1", "then"),),
             ResourceId("vm-1"): (line("vm-1", "then", "111.11", high="222.22"),)},
            {ResourceId("db-1"): (line("db-1", "once", "12.34"),)},
            applications,
        ),
        verdict=Verdict(
            grade="blocked",
            headline=Text(en="5 of 6 have an equivalent.", fr="5 sur 6 ont un équivalent."),
            blockers=(Text(en="1 × Functions: not built.", fr="1 × Fonctions : non construit."),),
            counts=COUNTS,
        ),
        diagnostics=(DANGLING,),
    )  # fmt: skip


def application(name: str, label: str, *ids: str, owner: str = "") -> Application:
    return Application(
        name=name, label=label, resources=tuple(ResourceId(one) for one in ids), owner=owner,
        found_by="shared" if name == BASE else "tag",
    )  # fmt: skip


LEDGER = (
    LedgerRow(cloud="aws", account="1", region="eu-west-3", service="ec2", operation="all",
              status="ok", read=8, resources=6, folded=2),
    LedgerRow(cloud="aws", account="1", region="eu-west-1", service="rds",
              operation="DescribeDBInstances", status="denied", detail="AccessDenied"),
)  # fmt: skip

EDGES = (
    Dependency(ResourceId("db-1"), ResourceId("vm-1"), "routes-to", "reference", "host"),
    Dependency(ResourceId("sub-1"), ResourceId("net-1"), "in", "reference", "vpc_id"),
    Dependency(ResourceId("vm-1"), ResourceId("db-1"), "uses", "reference", "database"),
)

WAVES = (
    Wave(number=1, applications=(BASE,)),
    Wave(
        number=2, applications=(PAY, SHOP), minutes_low=30, minutes_likely=95, minutes_high=300,
        downtime_minutes=65,
        steps=(
            Step(resource=ResourceId("db-1"), action="copy-data", gib=Decimal(300),
                 title=Text(en="Copy", fr="Copier"), minutes_low=20, minutes_likely=65,
                 minutes_high=200, downtime=True),
            Step(resource=ResourceId("vm-1"), action="create", title=Text(en="Make", fr="Créer"),
                 minutes_low=10, minutes_likely=30, minutes_high=100),
        ),
    ),
)  # fmt: skip

COUNTS = {
    "read": 8, "resources": 6, "folded": 2, "unread": 1, "mapped": 5, "unmapped": 1, "stays": 0,
    "exact": 0, "close": 5, "partial": 0, "self-hosted": 0, "type-unknown": 0,
    "losses-minor": 2, "losses-major": 2, "losses-blocking": 1,
}  # fmt: skip

DANGLING = Diagnostic(
    severity="warning", code="dangling-reference",
    summary=Text(en="A reference leads nowhere", fr="Une référence ne mène nulle part"),
    detail=Text(en="It names what was not read.", fr="Elle nomme ce qui n'a pas été lu."),
    remedy=Text(en="Give that file too.", fr="Fournissez aussi ce fichier."),
    source="estate.tfstate", place="aws_thing.web-1",
)  # fmt: skip
