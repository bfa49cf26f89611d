"""Bills of AWS: Cost and Usage Reports, legacy and 2.0, CSV or Parquet."""

from collections.abc import Iterator

from planner.inventory.bills.charge import Bill
from planner.inventory.bills.layout import is_of
from planner.inventory.bills.read import paths, read_bill
from planner.inventory.exports import Document, Rejected
from planner.model.text import Text

NAME = "aws-cur"
CLOUD = "aws"
TITLE = Text(
    en="AWS Cost and Usage Reports (CUR and CUR 2.0; CSV or Parquet)",
    fr="rapports de coûts et d'utilisation AWS (CUR et CUR 2.0 ; CSV ou Parquet)",
)
MAKE = "aws bcm-data-exports create-export … (table COST_AND_USAGE_REPORT)"
SIGNS = (
    "lineItem/LineItemType",
    "line_item_line_item_type",
    "lineItem/ProductCode",
    "lineItem/UnblendedCost",
)


def matches(document: Document) -> bool:
    """By the columns that each of its forms has."""
    return is_of(NAME, document.columns or paths(document.first))


def items(document: Document) -> Iterator[Bill | Rejected]:
    """The bill."""
    yield from read_bill(document, NAME)
