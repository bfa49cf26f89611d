"""What is known of providers, regions, services, laws and labels, each with the source that says it.

One entry of the evidence store says one fact about one subject. Entries are YAML in
`mappings/evidence/`, and files of the same form that users give; `docs/evidence.md` shows the form.
"""

from typing import Any, Literal

from msgspec import Struct

from planner.model.text import Text

EvidenceKind = Literal["official", "transcribed", "secondary", "analysis", "user"]
"""official: the authority's or provider's own text; transcribed: a faithful copy of it by others;
secondary: press, analysts, vendors on others; analysis: our reasoning on named entries; user: yours."""

FactName = Literal[
    "qualification",  # provider x regions x services: `Qualified`
    "offered",  # provider x regions x services: true or false
    "keys",  # provider x regions x services: the strongest custody offered, `KeyCustody`
    "location",  # provider x regions: ISO 3166 country code
    "owner",  # provider x regions: `Entity`, the ultimate owner
    "contract",  # provider x regions: `Entity`, whom the customer signs with
    "operator",  # provider x regions: `Entity`, who runs it
    "technology",  # provider x regions: `Entity`, who licenses the stack; not-applicable: the operator's own
    "establishments",  # provider: all countries outside the EU where it has an entity or a region
    "isolation",  # provider x regions: true where EU entities and EU staff run it under a foreign owner
    "subprocessors",  # provider x regions x services: all countries outside the EU that process data
    "law",  # law: `Law`
    "label",  # scheme: `Label`
    "clause",  # law or scheme: the text that a duty rests on, in `claim`
    "statement",  # anything else worth quoting beside a subject; decides nothing
]

KeyCustody = Literal["provider", "service", "customer"]
"""Who holds the keys to data at rest: the provider alone; the customer inside the provider's key
service; the customer alone, outside the provider's reach."""

State = Literal["known", "unknown", "not-applicable", "contested"]


class About(Struct, frozen=True, order=True, forbid_unknown_fields=True, kw_only=True):
    """The subject of a fact. Regions and services may hold `*`; none given means all of them."""

    provider: str = ""
    """Name of a source or target: aws, ovh, …"""
    regions: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    """Kinds or, at a target, stems of mappings."""
    law: str = ""
    scheme: str = ""


class Evidence(Struct, frozen=True, order=True, forbid_unknown_fields=True, kw_only=True):
    """One fact about one subject, with what says it."""

    id: str
    """Unique and stable, e.g. `outscale-cloudgouv-secnumcloud`."""
    about: About
    fact: FactName
    value: Any
    """By `fact`; or `unknown`, `not-applicable`: found out not to be known, not to make sense."""
    claim: Text
    """One sentence that a reader is shown."""
    kind: EvidenceKind
    url: str
    """Of the source; for `user` it may name a document: `contract 2026-17, annex 3`."""
    retrieved: str
    """Day it was looked at, YYYY-MM-DD."""
    published: str = ""
    """Day or month of the source, where it has one."""
    expires: str = ""
    """Last day it holds, YYYY-MM-DD."""
    quote: str = ""
    """At most 200 characters of the source's own words."""
    contested_by: tuple[str, ...] = ()
    """Ids of entries that say otherwise; a contested fact passes no rule."""
    based_on: tuple[str, ...] = ()
    """Ids of the entries that an `analysis` reasons from."""
    file: str = ""
    """Name of the file it was read from; set by the loader."""
    yours: bool = False
    """Whether a user's file gave it; set by the loader."""


class Qualified(Struct, frozen=True, order=True, forbid_unknown_fields=True, kw_only=True):
    """What an authority or auditor granted to a service in a region."""

    scheme: str
    """Id of a `label` entry's scheme: secnumcloud, hds, iso-27001, c5, …"""
    milestone: Literal["qualified", "in-process", "claimed", "expired", "draft"]
    version: str = ""
    since: str = ""
    until: str = ""


class Entity(Struct, frozen=True, order=True, forbid_unknown_fields=True, kw_only=True):
    """A company, with the country of its seat."""

    name: str
    seat: str
    """ISO 3166 country code."""
    staff: Literal["", "eu", "worldwide"] = ""
    """Of an operator: where those with access sit."""
    access: bool | None = None
    """Of a licensor of technology: whether it can reach the data."""


class Law(Struct, frozen=True, order=True, forbid_unknown_fields=True, kw_only=True):
    """A law by which an authority may reach data, or that lays a duty on who holds them."""

    title: Text
    status: Literal["in-force", "lapsed-with-effect", "lapsed", "proposal"]
    seats: tuple[str, ...] = ()
    """It reaches providers whose owner, contracting entity or operator sits in these countries …"""
    establishments: tuple[str, ...] = ()
    """… and may reach those that have an establishment in these."""
    from_outside: bool = False
    """Whether it gives an authority outside the EU a way to the data."""


class Label(Struct, frozen=True, order=True, forbid_unknown_fields=True, kw_only=True):
    """A scheme of qualification."""

    title: Text
    granted_by: str
    proves_immunity: bool = False
    """Whether its criteria exclude access under the law of a third country (SecNumCloud 3.2 §19.6)."""
    adopted: bool = True
    """False for a draft scheme: nobody can hold it."""
    newest: str = ""
    """Version in force."""


class Answer(Struct, frozen=True):
    """What the store says of one fact about one subject."""

    state: State
    value: Any = None
    """Typed by the fact; None unless known."""
    evidence: tuple[str, ...] = ()
    """Ids, sorted."""
