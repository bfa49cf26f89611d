"""Who is believed where two inputs tell of one thing: what runs, before what is to run."""

from planner.model.resource import Form, Origin, Resource

_RANKS: dict[Form, int] = {
    "live": 0, "api": 0, "graph": 0, "asset": 0,
    "config": 1,
    "state": 2, "": 2,
    "table": 3,
    "template": 4,
    "bill": 5,
}  # fmt: skip
WORST = max(_RANKS.values())
PARTIAL: frozenset[Form] = frozenset({"table", "template", "bill"})
"""What these leave out of a list is not thereby said to be absent."""


def rank(one: Resource) -> int:
    """The place of its input in the order of belief, 0 first."""
    return _RANKS[one.origin.form]


def is_live(origin: Origin) -> bool:
    """Whether it shows what runs: a cloud's own answer, of today or kept in a file."""
    return _RANKS[origin.form] == 0


LISTED = b'"settings_unknown":true'
"""What a source writes among the attributes of a resource that it knows by its name alone."""


def is_listed(one: Resource) -> bool:
    """Whether its settings are unknown, as its source says: a list told no more than its name."""
    return LISTED in bytes(one.native)
