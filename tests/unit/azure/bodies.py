"""ARM bodies as the adapters are given them, and what becomes of them."""

from typing import Any, Literal

from planner.model.protocols import Item, Reading, Record
from providers.sources.azure import SOURCE
from providers.sources.azure.adapters import adapt

GROUP = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-App"
Form = Literal["api", "graph", "template"]


def adapted(arm_type: str, /, *names: str, form: Form = "graph", **body: Any) -> list[Record]:  # noqa: ANN401 - JSON
    namespace, *types = arm_type.split("/")
    path = "/".join(f"{one}/{name}" for one, name in zip(types, names, strict=True))
    whole = {"id": f"{GROUP}/providers/{namespace}/{path}", "name": names[-1], **body}
    item = Item(
        cloud="azure", form=form, type=arm_type.lower(), body=whole, file="f", place="[0]"
    )  # fmt: skip
    return list(adapt(item))


def read(record: Record) -> Reading:
    return SOURCE.rules[record.type](record)


def first(arm_type: str, /, *names: str, **body: Any) -> Reading:  # noqa: ANN401 - JSON
    return read(adapted(arm_type, *names, **body)[0])
