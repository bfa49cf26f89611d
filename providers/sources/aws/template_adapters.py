"""Resources of templates whose properties are laid out otherwise than Terraform's arguments."""

from collections.abc import Mapping

from providers.sources.aws import (
    template_compute,
    template_data,
    template_identity,
    template_network,
)
from providers.sources.aws.template_parts import Adapt

ADAPTERS: Mapping[str, Adapt] = {
    **template_compute.ADAPTERS,
    **template_data.ADAPTERS,
    **template_identity.ADAPTERS,
    **template_network.ADAPTERS,
}
