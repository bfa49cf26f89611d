"""What came of holding inputs against each other, and what was not read, in a few lines."""

from collections.abc import Iterator

from planner.cli.words import Words, printable
from planner.inventory.checks import CODES
from planner.model.resource import Inventory

_SHOWN = 3


def checked(inventory: Inventory, words: Words) -> Iterator[str]:
    """Lines for people: each kind of finding with how many there are, the first of them in full."""
    for code in CODES:
        found = [one for one in inventory.diagnostics if one.code == code]
        if not found:
            continue
        yield f"{words.of(found[0].summary)}{words.colon}{len(found)}"
        yield from (f"  {printable(words.of(one.detail))}" for one in found[:_SHOWN])
        if len(found) > _SHOWN:
            yield f"  … +{len(found) - _SHOWN}{words.colon}diagnostics.jsonl"
    unread = [row for row in inventory.ledger if row.status not in {"ok", "region-off"}]
    if unread:
        yield words.t(
            f"Not wholly read: {len(unread)} of {len(inventory.ledger)}",
            f"Pas entièrement lus : {len(unread)} sur {len(inventory.ledger)}",
        )
    for row in unread[:_SHOWN]:
        place = " ".join(word for word in (row.cloud, row.account, row.region) if word)
        yield f"  {row.status} {place} {row.service}:{printable(row.operation)} {printable(row.detail)}"
    if len(unread) > _SHOWN:
        yield f"  … +{len(unread) - _SHOWN}{words.colon}ledger.jsonl"
