"""What every Azure record shares: its id, region, tags and the references it makes.

ARM ids are `/subscriptions/S/resourceGroups/G/providers/NAMESPACE/TYPE/NAME[/TYPE/NAME…]`. Their
case means nothing and differs between services, so words that are ids are lower-cased throughout.
"""

import re
from decimal import Decimal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Kind, Reference, Relation
from planner.model.spec import Other, Spec
from providers.attributes import Attributes, first_text, labels, number, text, texts, whole

VERSIONLESS = (
    "resource_manager_versionless_id",
    "resource_versionless_id",
    "resource_manager_id",
    "versionless_id",
    "id",
)
"""Arguments that hold an id, the steadiest first: a new version must not be a new resource."""

SUBSCRIPTION = re.compile(r"^/subscriptions/([^/]+)")


def arm(attributes: Attributes, *keys: str) -> str:
    """The id under the first of `keys` that holds one, in lower case."""
    return first_text(attributes, *keys).lower()


def arms(attributes: Attributes, key: str) -> tuple[str, ...]:
    """The ids of a list, in lower case."""
    return tuple(word.lower() for word in texts(attributes, key))


def parent(identity: str, levels: int = 1) -> str:
    """The id of what a child lies in: its own without the last `TYPE/NAME` pairs.

    >>> parent("/subscriptions/s/resourcegroups/g/providers/m/virtualnetworks/v/subnets/a")
    '/subscriptions/s/resourcegroups/g/providers/m/virtualnetworks/v'
    """
    pieces = identity.split("/")
    return "/".join(pieces[: -2 * levels]) if len(pieces) > 2 * levels + 1 else ""


def sibling(record: Record, type_path: str, name: str) -> str:
    """The id of a resource of the same group that configuration names by its name alone."""
    if not name:
        return ""
    group = re.match(r"^/subscriptions/[^/]+/resourcegroups/[^/]+", identity(record))
    return f"{group.group()}/providers/{type_path}/{name}".lower() if group else ""


def identity(record: Record) -> str:
    """The resource's id in lower case; '' where the record has none (a plan of a creation)."""
    return identify(record.type, record.attributes, record.account, record.region)


def identify(native_type: str, attributes: Attributes, account: str, region: str) -> str:
    """Id of a record of any type: its ARM id, or the address of what lives within a data plane."""
    del native_type, account, region  # an ARM id holds them all
    for key in VERSIONLESS:
        found = text(attributes, key)
        if found.startswith(("/", "https://")):
            return found.lower().rstrip("/")
    return ""


def names(relation: Relation, path: str, *words: str) -> tuple[Reference, ...]:
    """A reference for every word that is not empty."""
    return tuple(Reference(relation=relation, target=word, path=path) for word in words if word)


def location(attributes: Attributes) -> str:
    """The region as Azure's APIs write it: `France Central` is `francecentral`."""
    return text(attributes, "location").replace(" ", "").lower()


def zone(attributes: Attributes) -> str:
    """`<region>-<number>` where the resource is pinned to one zone."""
    number_of = text(attributes, "zone")
    if not number_of:
        zones = texts(attributes, "zones")
        number_of = zones[0] if len(zones) == 1 else ""
    region = location(attributes)
    return f"{region}-{number_of}" if number_of and region else number_of


def read(
    record: Record,
    kind: str,
    spec: Spec | None = None,
    references: tuple[Reference, ...] = (),
    aliases: tuple[str, ...] = (),
    stored_gib: Decimal | None = None,
) -> Reading:
    """A resource of its own."""
    attributes = record.attributes
    own = identity(record)
    account = SUBSCRIPTION.match(own)
    written = (
        text(attributes, "id"),
        *(arm(attributes, key) for key in ("id", "versionless_id")),
        text(attributes, "versionless_id"),
        text(attributes, "principal_id"),
        *(text(block, "principal_id") for block in _identities(attributes)),
        record.address,
    )
    return Reading(
        id=own,
        name=text(attributes, "name") or own.rpartition("/")[2] or record.address,
        spec=spec,
        kind=Kind(kind) if kind else None,
        account=account.group(1) if account else "",
        region=location(attributes),
        zone=zone(attributes),
        tags=labels(attributes, "tags"),
        references=(*references, *identities(attributes), *_ordered(attributes, references)),
        aliases=tuple(dict.fromkeys(word for word in (*written, *aliases) if word and word != own)),
        stored_gib=stored_gib,
    )


def fold(
    record: Record, whole_id: str, spec: Spec | None, references: tuple[Reference, ...] = ()
) -> Reading:
    """A record that is a part of the resource `whole_id`: its spec is a partial one of that."""
    own = identity(record)
    account = SUBSCRIPTION.match(own)
    written = text(record.attributes, "id")
    if own and own == whole_id:  # Azure gives some associations the id of one end
        own, written = f"{own}#{record.type}", ""
    return Reading(
        id=own,
        name=text(record.attributes, "name") or record.address,
        spec=spec,
        account=account.group(1) if account else "",
        references=references,
        aliases=tuple(word for word in (written, record.address) if word and word != own),
        part_of=whole_id,
    )


def _identities(attributes: Attributes) -> tuple[Attributes, ...]:
    found = attributes.get("identity")
    return (
        tuple(item for item in found if isinstance(item, dict)) if isinstance(found, list) else ()
    )


def identities(attributes: Attributes) -> tuple[Reference, ...]:
    """The managed identities that a resource takes."""
    words = [word for block in _identities(attributes) for word in arms(block, "identity_ids")]
    return names("uses", "identity.identity_ids", *words)


def _ordered(attributes: Attributes, others: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """What a template says must be there before, where nothing else refers to it."""
    words = arms(attributes, "depends_on")
    if not words:
        return ()
    named = {one.target for one in others}
    return names("uses", "depends_on", *(word for word in words if word not in named))


def key_words(attributes: Attributes, *keys: str) -> tuple[Reference, ...]:
    """References to the keys and disk encryption sets that encrypt a resource."""
    return tuple(
        reference
        for key in keys
        for reference in names("encrypted-with", key, text(attributes, key).lower().rstrip("/"))
    )


def plain(kind: str, references: dict[str, Relation] | None = None, **sized: str) -> FromTerraform:
    """A rule for a type that needs no more than its size: what `Other` holds, and whom it names.

    Args:
        kind: The neutral kind.
        references: Argument that holds an id (or a list of them) -> relation.
        sized: Field of `Other` -> the argument it is read from.
    """

    def rule(record: Record) -> Reading:
        attributes = record.attributes
        spec = Other(
            size=text(attributes, sized.get("size", "")),
            units=whole(attributes, sized.get("units", "")),
            storage_gib=whole(attributes, sized.get("storage_gib", "")),
            tier=text(attributes, sized.get("tier", "")),
        )
        found = tuple(
            reference
            for key, relation in (references or {}).items()
            for reference in names(relation, key, *arms(attributes, key))
        )
        return read(record, kind, spec, found)

    return rule


def part(argument: str, relation_of: dict[str, Relation] | None = None) -> FromTerraform:
    """A rule for a type that only belongs to the resource whose id `argument` holds."""

    def rule(record: Record) -> Reading:
        attributes = record.attributes
        found = tuple(
            reference
            for key, relation in (relation_of or {}).items()
            for reference in names(relation, key, *arms(attributes, key))
        )
        return fold(record, arm(attributes, argument), None, found)

    return rule


def gib(attributes: Attributes, key: str, divisor: int = 1) -> Decimal | None:
    """A size in GiB; `divisor` is how many of the argument's units make one."""
    found = number(attributes, key)
    return Decimal(str(found)) / divisor if found is not None else None
