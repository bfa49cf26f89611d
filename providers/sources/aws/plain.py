"""Rules for types that have no struct of their own, made by saying which argument holds what."""

from decimal import Decimal

from msgspec import Struct

from planner.model.protocols import Reading, Record
from planner.model.resource import Relation
from planner.model.spec import Other
from providers.sources.aws import arn
from providers.sources.aws.block import Block
from providers.sources.aws.row import GLOBAL, Row

_GIB = 1024**3

_USUAL: tuple[tuple[Relation, str], ...] = (
    ("in", "subnet_ids"),
    ("in", "subnet_id"),
    ("in", "vpc_id"),
    ("guarded-by", "security_group_ids"),
    ("guarded-by", "security_groups"),
    ("encrypted-with", "kms_key_id"),
    ("encrypted-with", "kms_key_arn"),
    ("uses", "role_arn"),
    ("uses", "role"),
    ("uses", "execution_role_arn"),
    ("uses", "certificate_arn"),
)
"""Arguments that mean the same wherever they stand."""


class Plain(Struct, frozen=True, kw_only=True):
    """Where a type keeps what everybody asks; a path with a dot goes into a block."""

    name: tuple[str, ...] = ("name",)
    size: str = ""
    units: str = ""
    storage: str = ""
    tier: str = ""
    stored: str = ""
    """Bytes held, where the provider tells."""
    references: tuple[tuple[Relation, str], ...] = ()
    everywhere: bool = False
    """Whether the service has no region."""
    aliases: tuple[str, ...] = ()
    word: str = ""
    """What its name is a name of, where others refer to it by name."""

    def __call__(self, record: Record) -> Reading:
        """The reading of one record of this type."""
        row = Row(record)
        stored = _inner(row, self.stored).count(_last(self.stored)) if self.stored else None
        more = {"region": GLOBAL} if self.everywhere else {}
        return row.reading(
            row.arn or (row.native if row.native.startswith("arn:") else ""),
            row.text(*self.name) or row.name(),
            spec=Other(
                size=_inner(row, self.size).text(_last(self.size)),
                units=_inner(row, self.units).count(_last(self.units)),
                storage_gib=_inner(row, self.storage).size(_last(self.storage)),
                tier=_inner(row, self.tier).text(_last(self.tier)),
            ),
            stored_gib=Decimal(stored) / _GIB if stored else None,
            aliases=self._aliases(row),
            references=arn.references(
                *(
                    (relation, path, _inner(row, path).texts(_last(path)))
                    for relation, path in (*_USUAL, *self.references)
                )
            ),
            **more,
        )

    def _aliases(self, row: Row) -> tuple[str, ...]:
        own = arn.named(self.word, row.text(*self.name)) if self.word else ""
        return (own, *(word for key in self.aliases for word in row.texts(key)))


def _inner(row: Block, path: str) -> Block:
    *blocks, _ = path.split(".")
    for name in blocks:
        row = row.block(name)
    return row


def _last(path: str) -> str:
    return path.rsplit(".", 1)[-1]


class Part(Struct, frozen=True, kw_only=True):
    """A type that folds into what one of its arguments names."""

    of: tuple[str, ...]
    word: str = ""
    """What a name in that argument is a name of."""
    references: tuple[tuple[Relation, str], ...] = ()

    def __call__(self, record: Record) -> Reading:
        """The reading of one record of this type."""
        row = Row(record)
        found = (
            (relation, path, _inner(row, path).texts(_last(path)))
            for relation, path in self.references
        )
        owner = row.text(*self.of)
        return row.part(
            arn.named(self.word, owner) if self.word else owner,
            spec=Other(),
            references=arn.references(*found),
        )
