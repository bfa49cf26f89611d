"""What a live collection asks of AWS: every operation with the permission that it needs (`live.yaml`).

None of them returns the value of a secret, the content of an object or the code of a function.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from providers.sources.aws.operation import Operation
from providers.sources.aws.own_types import type_of_operation


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    retrieved: str
    operations: dict[str, Operation]


@lru_cache(maxsize=1)
def operations() -> tuple[Operation, ...]:
    """Every operation that is asked for a region or for all, its details within it."""
    text = files(__package__).joinpath("live.yaml").read_bytes()
    table = msgspec.yaml.decode(text, type=_Table).operations
    below: dict[str, list[str]] = {}
    for title, one in table.items():
        below.setdefault(one.of, []).append(title)

    def tree(title: str) -> Operation:
        inner = tuple(tree(one) for one in below.get(title, ()))
        return msgspec.structs.replace(table[title], title=title, details=inner)

    return tuple(tree(title) for title in below[""])


def each(some: Iterable[Operation]) -> Iterator[Operation]:
    """Operations and their details, at whatever depth."""
    for one in some:
        yield one
        yield from each(one.details)


def types_of(operation: Operation) -> tuple[str, ...]:
    """The Terraform types of the objects that an operation lists."""
    if operation.does != "lists" or operation.sweep:
        return ()
    named = type_of_operation(operation.reader)
    return operation.types or ((named,) if named else ())


@lru_cache(maxsize=1)
def listing() -> dict[str, str]:
    """Terraform type -> the `service.operation` of the ledger that lists whatever is of it."""
    found: dict[str, str] = {}
    for root in operations():
        for native_type in types_of(root):
            found.setdefault(native_type, f"{root.service}.{root.name}")
        for one in each(root.details):
            for native_type in types_of(one):
                found.setdefault(native_type, f"{one.service}.{root.name}/{one.call}")
    return found
