"""The order in which units are asked: shuffled, so that no service is met by a burst; always alike."""

from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct

from providers.sources.aws.operation import Operation
from providers.sources.aws.row import GLOBAL

_TOGETHER = 4
"""Regions whose units are mixed: the clients of more would be hundreds of megabytes."""


class Job(Struct, frozen=True):
    """One operation in one region."""

    region: str
    operation: Operation

    @property
    def key(self) -> str:
        """`region/service.operation`."""
        return f"{self.region}/{self.operation.title}"


def ordered(
    operations: tuple[Operation, ...], regions: tuple[str, ...]
) -> Iterator[tuple[frozenset[str], list[Job]]]:
    """Some regions at a time, with the units of all of them and, first, those of no region."""
    everywhere = [Job(GLOBAL, one) for one in operations if one.scope != "regional"]
    regional = [one for one in operations if one.scope == "regional"]
    for start in range(0, max(1, len(regions)), _TOGETHER):
        some = regions[start : start + _TOGETHER]
        jobs = [Job(region, one) for region in some for one in regional]
        jobs += everywhere if start == 0 else []
        yield frozenset(some), sorted(jobs, key=_drawn)


def _drawn(job: Job) -> bytes:
    # No random number: two runs ask in one order, which a ledger of both can be held against.
    return sha256(job.key.encode()).digest()
