"""Writes the sample estates of Azure and Google Cloud as Terraform states.

    python tests/recorded/estates/build_estates.py PROPERTIES SAMPLES

PROPERTIES is `source-properties.json` (every attribute of every type, from the schemas), so
that what is written has the attributes that the providers write; SAMPLES is `mappings/samples`.
"""

import sys
from pathlib import Path

from azure_applications import civil_registry, documents, payroll
from azure_estate import Azure
from azure_portal import portal
from azure_shared import shared
from gcp_estate import Gcp
from gcp_health import health
from terraform_state import Properties, load_properties


def azure_public_body(properties: Properties) -> str:
    """A French metropolis: hub and spokes, three older applications and a portal."""
    azure = Azure(properties)
    hub = shared(azure)
    civil_registry(azure, hub)
    documents(azure, hub)
    payroll(azure, hub)
    portal(azure, hub)
    return azure.state.text()


def gcp_health(properties: Properties) -> str:
    """A health start-up: video consultations, records, imaging, analytics."""
    gcp = Gcp(properties)
    health(gcp)
    return gcp.state.text()


def main(arguments: list[str]) -> None:
    """Writes both."""
    properties = load_properties(Path(arguments[0]))
    for name, made in (
        ("azure-public-body", azure_public_body(properties)),
        ("gcp-health", gcp_health(properties)),
    ):
        folder = Path(arguments[1]) / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "terraform.tfstate").write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
