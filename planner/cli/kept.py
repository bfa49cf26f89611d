"""What a masked inventory must still tell, so that a plan of it has the same figures."""

from collections.abc import Mapping

from planner.graph.facts import graph_facts
from planner.inventory.mask import Kept
from planner.model.policy import Policy
from planner.sovereignty.duties import duty_book
from planner.sovereignty.hosts import HostTable, bare_images
from planner.sovereignty.residual_facts import residual_facts
from planner.sovereignty.told import class_words


def kept() -> Kept:
    """What plans look for in an inventory, by our own data and the default policy."""
    policy = Policy()
    book = duty_book(policy)
    hosts = HostTable(residual_facts().hosts)
    told = (
        *policy.application_tags, *policy.owner_tags, *policy.criticality_tags,
        *policy.data_class_tags, "name", "environment", "env", "stage",
    )  # fmt: skip

    def traces(native: bytes) -> Mapping[str, object]:
        found: dict[str, object] = {}
        if named := sorted({host.replace("*", "x") for host, _ in hosts.find(native)}):
            found["hosts"] = named
        if bare_images(native):
            found["image"] = "image"
        return found

    return Kept(
        tags=frozenset(told),
        classes=frozenset(policy.data_class_tags),
        is_class=lambda value: class_words(value, book),
        words=graph_facts().common_words,
        traces=traces,
    )
