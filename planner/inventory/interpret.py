"""One managed object to one resource: redacted, given its meaning by its source's rule."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Raw, Struct

from planner.catalogue.kinds import SourceTypes, source_types
from planner.inventory.hints import Place, identities, place_of_file, place_of_record
from planner.inventory.problems import diagnostic
from planner.inventory.redact import Redactor, redactor
from planner.inventory.terraform import JSON_ERRORS, Contents, Managed, Rejected, decoded, words
from planner.model.protocols import Item, Reading, Record, Source
from planner.model.resource import Diagnostic, Form, Kind, Origin, Resource, ResourceId

RULE_FAILURES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a rule may raise on attributes that are not of the form its provider writes."""

GLOBAL = "global"
UNKNOWN = "unknown"


class Interpreted(Struct, frozen=True):
    """A resource, with what was noticed while its record was read."""

    resource: Resource
    diagnostic: Diagnostic | None = None
    again: bool = False
    """A further resource of a record that gave one already: it counts once."""


class Interpreter:
    """Reads the records of a run; holds the tables that they share."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._types: SourceTypes = source_types()
        self._redactor: Redactor = redactor()
        self._prefixes = sorted(
            ((prefix, source) for source in sources.values() for prefix in source.prefixes),
            key=lambda pair: (-len(pair[0]), pair[0]),
        )
        self._known: dict[str, Source | None] = {}

    def source(self, native_type: str) -> Source | None:
        """The source whose type it is."""
        if native_type not in self._known:
            found = (one for prefix, one in self._prefixes if native_type.startswith(prefix))
            self._known[native_type] = next(found, None)
        return self._known[native_type]

    def cloud(self, native_type: str) -> str:
        """Name of the source, else of the provider as its types begin: `random`, `kubernetes`."""
        source = self.source(native_type)
        return source.name if source is not None else native_type.partition("_")[0]

    def item(self, item: Item) -> Iterator[Interpreted]:
        """What an item of an export is: its records, none where it is the cloud's own.

        An item that its source cannot read, or does not know, is one resource of its own type.
        """
        for record, failed in self._adapted(item):
            # Ids that only a file knows are its own: two exports may both have a `volume 1`.
            found = self.record(record, record.file, place=item.place, form=item.form)
            problem = found.diagnostic
            if failed is not None:
                problem = msgspec.structs.replace(failed, resource=found.resource.id)
            yield Interpreted(found.resource, problem)

    def _adapted(self, item: Item) -> list[tuple[Record, Diagnostic | None]]:
        source = self._sources.get(item.cloud)
        if source is None or source.adapt is None:
            return [(unknown(item), None)]
        try:
            return [(record, None) for record in source.adapt(item)]
        except (*RULE_FAILURES, RecursionError) as failure:
            why = type(failure).__name__
            problem = diagnostic("rule-failed", item.file, place=item.place, why=why)
            return [(unknown(item), problem)]

    def read(
        self, contents: Contents, name: str, content: bytes
    ) -> Iterator[Interpreted | Rejected]:
        """Every record of a file, as a resource or as what hindered it."""
        usual: dict[str, Place] = {}
        for one in contents.found:
            if isinstance(one, Rejected):
                yield one
                continue
            cloud = self.cloud(one.type)
            if cloud not in usual:
                told = place_of_file(cloud, content)
                configured = contents.regions.get(one.type.partition("_")[0], "")
                usual[cloud] = Place(told.account, configured or told.region)
            try:
                yield self._one(one, contents.lineage or name, name, usual[cloud])
            except JSON_ERRORS as failure:
                problem = diagnostic(
                    "record-malformed", name, place=one.address, why=words(failure)
                )
                yield Rejected(one.type, problem)

    def context(self, contents: Contents, name: str) -> Iterator[Resource]:
        """What a file looked up and its source wants to know of; it is no resource of the estate."""
        for one in contents.looked_up:
            source = self.source(one.type)
            if source is None or one.type not in source.context_types:
                continue
            try:
                yield self._one(one, contents.lineage or name, name, Place()).resource
            except JSON_ERRORS:
                continue

    def _one(self, one: Managed, scope: str, name: str, usual: Place) -> Interpreted:
        marked = msgspec.json.decode(one.marked) if bytes(one.marked) else None
        record = Record(
            type=one.type,
            address=one.address,
            attributes=decoded(one),
            file=name,
            account=usual.account or UNKNOWN,
            region=usual.region,
        )
        return self.record(record, scope, marked, form="state")

    def record(
        self,
        raw: Record,
        scope: str,
        marked: object = None,
        *,
        place: str = "",
        form: Form = "live",
    ) -> Interpreted:
        """One record, secrets still in it, as a resource; `scope` names it where nothing else does.

        `marked` is what its input says is sensitive; `place` where it stood, if not at its address.
        """
        kept, native = self._redactor.attributes(raw.type, dict(raw.attributes), marked)
        record = msgspec.structs.replace(raw, attributes=kept)
        usual = Place("" if raw.account == UNKNOWN else raw.account, raw.region)
        source = self._sources.get(raw.cloud) if raw.cloud else self.source(raw.type)
        reading, problem = self._reading(record, source, usual)
        origin = Origin(record.file, place or record.address, form)
        resource = self._resource(record, reading, native, scope, origin)
        if problem is not None:
            problem = msgspec.structs.replace(problem, resource=resource.id)
        return Interpreted(resource, problem)

    def _reading(
        self, record: Record, source: Source | None, usual: Place
    ) -> tuple[Reading, Diagnostic | None]:
        rule = source.rules.get(record.type) if source is not None else None
        if rule is None:
            return self._plain(record, source, usual), None
        try:
            return rule(record), None
        except RULE_FAILURES as failure:
            why = type(failure).__name__
            problem = diagnostic("rule-failed", record.file, place=record.address, why=why)
            return self._plain(record, source, usual), problem

    def _plain(self, record: Record, source: Source | None, usual: Place) -> Reading:
        """What any record tells of itself, where no rule knows its type."""
        attributes = record.attributes
        cloud = source.name if source is not None else ""
        place = place_of_record(cloud, attributes, usual) if cloud else Place()
        identity = ""
        if source is not None:
            account = place.account or UNKNOWN
            identity = source.identify(record.type, attributes, account, place.region)
        whole = attributes.get(self._types.parts.get(record.type, ""))
        title = attributes.get("name")
        return Reading(
            id=identity,
            name=title if isinstance(title, str) and title else label(record.address),
            account=place.account,
            region=place.region,
            tags=_tags(attributes),
            # A part often bears the name of its whole, which must keep it for itself.
            aliases=identities(attributes) if not isinstance(whole, str) else (),
            part_of=whole if isinstance(whole, str) else "",
        )

    def _resource(
        self, record: Record, reading: Reading, native: bytes, scope: str, origin: Origin
    ) -> Resource:
        kind: Kind | None = reading.kind or self._types.kind(record.type, record.attributes)
        identity = reading.id or f"{scope}/{record.address}"
        aliases = dict.fromkeys((*reading.aliases, record.address))
        aliases.pop(identity, None)
        aliases.pop("", None)
        return Resource(
            id=ResourceId(identity),
            cloud=record.cloud or self.cloud(record.type),
            native_type=record.type,
            name=reading.name or label(record.address),
            origin=origin,
            kind=kind,
            account=reading.account or UNKNOWN,
            region=reading.region or GLOBAL,
            zone=reading.zone,
            tags=reading.tags,
            spec=reading.spec,
            references=reading.references,
            aliases=tuple(aliases),
            part_of="" if reading.part_of == identity else reading.part_of,
            stored_gib=reading.stored_gib,
            utilisation=reading.utilisation,
            native=Raw(native),
        )


def unknown(item: Item) -> Record:
    """An item whose meaning nobody knows, under its own type's name."""
    return Record(
        type=item.type,
        address=f"{item.type}.{item.place}",
        attributes=item.body,
        file=item.file,
        account=item.account or UNKNOWN,
        region=item.region,
        cloud=item.cloud,
    )


def label(address: str) -> str:
    """The last word of an address, without its index."""
    return address.partition("[")[0].rpartition(".")[2] or address


def _tags(attributes: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("tags_all", "labels", "tags"):
        tags = attributes.get(name)
        if isinstance(tags, dict):
            found |= {key: str(value) for key, value in tags.items() if value is not None}
    return found
