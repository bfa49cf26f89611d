"""Bills of Azure: exports of actual or amortised cost, EA and MCA, CSV or Parquet."""

from collections.abc import Iterator

from planner.inventory.bills.charge import Bill
from planner.inventory.bills.layout import is_of
from planner.inventory.bills.read import paths, read_bill
from planner.inventory.exports import Document, Rejected
from planner.model.text import Text

NAME = "azure-cost"
CLOUD = "azure"
TITLE = Text(
    en="Azure cost exports (EA and MCA, CSV or Parquet)",
    fr="exports de coûts Azure (EA et MCA, CSV ou Parquet)",
)
MAKE = "az costmanagement export create --type AmortizedCost …"
SIGNS = ("ChargeType", "MeterCategory", "MeterId", "CostInBillingCurrency", "ResourceGroup")


def matches(document: Document) -> bool:
    """By the columns that each of its forms has."""
    return is_of(NAME, document.columns or paths(document.first))


def items(document: Document) -> Iterator[Bill | Rejected]:
    """The bill."""
    yield from read_bill(document, NAME)
