"""Bills of Google Cloud: the detailed export of BigQuery as CSV, JSON or Parquet."""

from collections.abc import Iterator

from planner.inventory.bills.charge import Bill
from planner.inventory.bills.layout import is_of
from planner.inventory.bills.read import paths, read_bill
from planner.inventory.exports import Document, Rejected
from planner.model.text import Text

NAME = "google-detailed"
CLOUD = "gcp"
TITLE = Text(
    en="Google Cloud detailed billing exports (CSV or JSON of BigQuery)",
    fr="exports de facturation détaillés de Google Cloud (CSV ou JSON de BigQuery)",
)
MAKE = "bq extract --destination_format NEWLINE_DELIMITED_JSON DATASET.gcp_billing_export_resource_v1_… gs://BUCKET/bill-*.json"
SIGNS = ("service.description", "sku.description", "usage_start_time", "cost", "credits")


def matches(document: Document) -> bool:
    """By the columns that each of its forms has."""
    return is_of(NAME, document.columns or paths(document.first))


def items(document: Document) -> Iterator[Bill | Rejected]:
    """The bill."""
    yield from read_bill(document, NAME)
