"""A small price book of one made-up provider, a source that buys what a resource's name says."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from planner.catalogue.data import data_path
from planner.catalogue.prices import PriceBook
from planner.model.choice import Choice, Design
from planner.model.money import Quantity, UnknownQuantity, exactly
from planner.model.protocols import Source
from planner.model.resource import Kind, Origin, Resource, ResourceId
from planner.model.text import same
from planner.pricing import Tariff

HEADER = "service,sku,variant,region,unit,price,currency,date,source,tier_from,tier_to\n"
ROWS = (
    "block,fast,,north,GiB-month,0.1,EUR,2026-10-01,s1,,",
    "egress,internet,,north,GB,0.09,EUR,2026-10-01,s1,0,100",
    "egress,internet,,north,GB,0.05,EUR,2026-10-01,s1,100,",
    "vm,big,linux,north,hour,0.2,EUR,2026-10-01,s1,,",
    "vm,far,linux,south,hour,0.3,EUR,2026-10-01,s1,,",
    "vm,foreign,linux,north,hour,1.1567,USD,2026-10-01,s1,,",
    "vm,odd,linux,north,hour,1,XXX,2026-10-01,s1,,",
    "vm,old,linux,north,hour,0.4,EUR,2020-01-01,s1,,",
)
REGIONS = """
source: made up
retrieved: 2026-11-22
providers:
  cloud:
    parent: '^(north|south)-\\d$'
    order: [north, south]
"""

WriteBook = Callable[[Iterable[str]], Path]


@pytest.fixture
def write_book(tmp_path: Path) -> WriteBook:
    def write(rows: Iterable[str]) -> Path:
        (tmp_path / "cloud.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
        (tmp_path / "regions.yaml").write_text(REGIONS, encoding="utf-8")
        (tmp_path / "sources.csv").write_text("key,source,licence\ns1,made up,none\n")
        for name in ("units.yaml", "composed.yaml", "fx.csv"):
            (tmp_path / name).write_bytes(data_path("mappings", "prices", name).read_bytes())
        return tmp_path

    return write


@pytest.fixture
def small_book(write_book: WriteBook) -> PriceBook:
    return PriceBook.load(["cloud"], write_book(ROWS))


@pytest.fixture
def tariff(small_book: PriceBook) -> Tariff:
    return Tariff(small_book, "2026-11-22")


Buy = Callable[..., Quantity]


@pytest.fixture
def buy() -> Buy:
    def quantity(sku: str, amount: object = 730, service: str = "vm") -> Quantity:
        return Quantity(
            component=same("instance" if service == "vm" else service),
            provider="cloud", service=service, sku=sku, region="north",
            variant="linux" if service == "vm" else "",
            unit={"vm": "hour", "block": "GiB-month", "egress": "GB"}[service],
            amount=exactly(Decimal(str(amount))),
        )  # fmt: skip

    return quantity


@pytest.fixture
def source(buy: Buy) -> Source:
    """Buys the VM that the name says, a volume of the GiB in the zone, or tells nothing."""

    def bill(resource: Resource, estate: object) -> Iterable[Quantity | UnknownQuantity]:
        del estate
        if resource.name == "mute":
            return
        if resource.name == "vague":
            yield UnknownQuantity(
                component=same("storage"), provider="cloud", service="block", sku="fast",
                region="north", unit="GiB-month", reason=same("give `assume: bytes`"),
            )  # fmt: skip
            return
        yield buy(resource.name)
        if resource.zone:
            yield buy("fast", resource.zone, "block")

    def transfer(resource: Resource, estate: object) -> Iterable[Quantity | UnknownQuantity]:
        del estate
        if resource.stored_gib is not None:
            yield buy("internet", resource.stored_gib, "egress")

    return Source(
        name="cloud", prefixes=("cloud_",), rules={}, bill=bill,
        free_kinds=frozenset({"network.vpc"}), transfer=transfer, identify=lambda *_: "",
    )  # fmt: skip


@pytest.fixture
def resource() -> Callable[..., Resource]:
    def make(id_: str, name: str = "big", **fields: object) -> Resource:
        return Resource(
            id=ResourceId(id_), cloud="cloud", native_type="cloud_thing", name=name,
            origin=Origin("file", "place"), **{"kind": Kind("compute.vm"), **fields},  # type: ignore[arg-type]
        )  # fmt: skip

    return make


@pytest.fixture
def choice() -> Callable[..., Choice]:
    def make(id_: str, *quantities: Quantity | UnknownQuantity, **fields: object) -> Choice:
        return Choice(**{
            "resource": ResourceId(id_), "target": "cloud", "region": "north",
            "mapping": "compute.vm", "service": same("Instances"), "fit": "close",
            "method": "rehost", "design": Design(values={}, quantities=quantities), **fields,
        })  # type: ignore[arg-type]  # fmt: skip

    return make
