"""Bills in the form of FOCUS 1.0, 1.1 and 1.2, of whatever cloud: CSV, JSON or Parquet."""

from collections.abc import Iterator

from planner.inventory.bills.charge import Bill
from planner.inventory.bills.layout import is_of
from planner.inventory.bills.read import paths, read_bill
from planner.inventory.exports import Document, Rejected
from planner.model.text import Text

NAME = "focus"
CLOUD = ""
TITLE = Text(en="FOCUS bills (CSV, JSON or Parquet)", fr="factures FOCUS (CSV, JSON ou Parquet)")
MAKE = "aws bcm-data-exports create-export … (table FOCUS_1_2_AWS)"
SIGNS = ("BilledCost", "EffectiveCost", "ChargeCategory", "ChargePeriodStart", "ServiceName")


def matches(document: Document) -> bool:
    """By the columns that every version has."""
    return is_of(NAME, document.columns or paths(document.first))


def items(document: Document) -> Iterator[Bill | Rejected]:
    """The bill."""
    yield from read_bill(document, NAME)
