"""What entries must agree on with each other: ids, sources, schemes, and not to contradict."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from msgspec.structs import replace

from planner.catalogue.data import data_path, load_yaml
from planner.catalogue.price_rules import RegionFile
from planner.model.evidence import Evidence, Label, Qualified
from planner.model.text import Text
from planner.sovereignty.reading import Entry
from planner.sovereignty.subjects import Subject, key_of, subject
from planner.sovereignty.values import Fault, nearest


def check(shipped: Sequence[Entry], yours: Sequence[Entry]) -> tuple[Evidence, ...]:
    """All entries; one of ours that a user's contests is marked as contested by it.

    Raises:
        PlanError: the first that is wrong, with file and line.
    """
    entries = [*shipped, *yours]
    by_id: dict[str, Entry] = {}
    for entry in entries:
        other = by_id.setdefault(entry.evidence.id, entry)
        if other is not entry:
            raise entry.wrong(_twice(entry, other))
    for entry in entries:
        for fault in _alone(entry, by_id):
            raise entry.wrong(fault)
    _contradictions(entries)
    return _mutual(entries)


def _alone(entry: Entry, by_id: dict[str, Entry]) -> Iterator[Fault]:
    """What is wrong with one entry, given the others."""
    yield from _names(entry, by_id)
    yield from _scheme(entry, by_id)
    provider, fact = entry.evidence.about.provider, entry.evidence.fact
    # a statement decides nothing, so it may be about a maker to whom no plan goes
    ours = not entry.file.yours and fact != "statement"
    if provider and ours and provider not in providers():
        yield Fault(
            ("about", "provider"),
            Text(en=f"provider {provider!r} is not known", fr=f"fournisseur {provider!r} inconnu"),
            nearest(provider, providers()),
        )


@lru_cache(maxsize=1)
def providers() -> frozenset[str]:
    """Sources and targets: those whose regions the books of prices know."""
    path = data_path("mappings", "prices", "regions.yaml")
    return frozenset(load_yaml(path, RegionFile).providers)


def _twice(entry: Entry, other: Entry) -> Fault:
    at = f"{other.file.name}, line {other.line()}"
    a = f"{other.file.name}, ligne {other.line()}"
    return Fault(
        ("id",),
        Text(
            en=f"the id {entry.evidence.id!r} is taken by {at}",
            fr=f"l'id {entry.evidence.id!r} est pris par {a}",
        ),
        Text(en="Give it another id.", fr="Donnez-lui un autre id."),
    )


def _names(entry: Entry, by_id: dict[str, Entry]) -> Iterator[Fault]:
    """Ids that an entry names: they exist, are not its own, and a contest is mutual."""
    evidence = entry.evidence
    for key in ("based_on", "contested_by"):
        for name in getattr(evidence, key):
            if name == evidence.id or name not in by_id:
                yield Fault(
                    (key,),
                    Text(
                        en=f"{name!r} is not the id of another entry",
                        fr=f"{name!r} n'est pas l'id d'une autre entrée",
                    ),
                    nearest(name, set(by_id) - {evidence.id}),
                )
    for name in evidence.contested_by:
        other = by_id[name]
        same_origin = other.file.yours == entry.file.yours
        if same_origin and evidence.id not in other.evidence.contested_by:
            yield Fault(
                ("contested_by",),
                Text(
                    en=f"{name!r} ({other.file.name}, line {other.line()}) does not name it in return",
                    fr=f"{name!r} ({other.file.name}, ligne {other.line()}) ne la nomme pas en retour",
                ),
                Text(
                    en=f"Add `{evidence.id}` to its `contested_by`.",
                    fr=f"Ajoutez `{evidence.id}` à son `contested_by`.",
                ),
            )


def _scheme(entry: Entry, by_id: dict[str, Entry]) -> Iterator[Fault]:
    """The scheme that an entry names has a label, and a draft has no holders."""
    evidence, labels = entry.evidence, _labels(by_id)
    value = evidence.value
    inside = isinstance(value, Qualified)
    scheme = value.scheme if isinstance(value, Qualified) else evidence.about.scheme
    path = ("value", "scheme") if inside else ("about", "scheme")
    if (inside or scheme) and scheme not in labels:
        yield Fault(
            path,
            Text(
                en=f"scheme {scheme!r} has no entry of fact `label`",
                fr=f"le référentiel {scheme!r} n'a pas d'entrée du fait `label`",
            ),
            nearest(scheme, labels),
        )
    elif inside and value.milestone == "qualified" and not labels[scheme]:
        yield Fault(
            ("value", "milestone"),
            Text(
                en=f"{scheme!r} is not adopted: nobody can be qualified for it",
                fr=f"{scheme!r} n'est pas adopté : nul ne peut être qualifié",
            ),
            Text(
                en="Write `claimed` or `draft`; or correct the label's `adopted`.",
                fr="Écrivez `claimed` ou `draft` ; ou corrigez `adopted` du référentiel.",
            ),
        )


def _labels(by_id: dict[str, Entry]) -> dict[str, bool]:
    """Scheme -> whether it is adopted."""
    return {
        entry.evidence.about.scheme: not isinstance(entry.evidence.value, Label)
        or entry.evidence.value.adopted
        for entry in by_id.values()
        if entry.evidence.fact == "label"
    }


def _contradictions(entries: Sequence[Entry]) -> None:
    """Stops at two entries that say different things of one place, as precisely, uncontested."""
    groups: dict[tuple[str, ...], list[tuple[Entry, Subject]]] = defaultdict(list)
    for entry in entries:
        if entry.evidence.fact not in ("clause", "statement"):
            key = (*key_of(entry.evidence), "yours" if entry.file.yours else "")
            groups[key].append((entry, subject(entry.evidence.about)))
    for group in groups.values():
        alike = len({entry.evidence.value for entry, _ in group}) == 1
        for (one, here), (other, there) in () if alike else combinations(group, 2):
            if _differ(one.evidence, other.evidence) and any(
                mine == theirs for mine, theirs in here.meets(there)
            ):
                raise other.wrong(_contradictory(one, other))


def _differ(one: Evidence, other: Evidence) -> bool:
    return one.value != other.value and other.id not in one.contested_by


def _contradictory(one: Entry, other: Entry) -> Fault:
    first, second = one.evidence.id, other.evidence.id
    return Fault(
        (),
        Text(
            en=f"contradictory: {second!r} and {first!r} ({one.file.name}, line {one.line()}) give the "
            f"same fact ({one.evidence.fact}) about the same place different values",
            fr=f"contradictoire : {second!r} et {first!r} ({one.file.name}, ligne {one.line()}) donnent "
            f"au même fait ({one.evidence.fact}) du même lieu des valeurs différentes",
        ),
        Text(
            en="Correct one; name regions or services more precisely; or name each in the other's "
            "`contested_by`, and neither passes any rule.",
            fr="Corrigez l'une ; nommez plus précisément régions ou services ; ou nommez chacune dans "
            "le `contested_by` de l'autre, et aucune ne satisfait plus de règle.",
        ),
    )


def _mutual(entries: Sequence[Entry]) -> tuple[Evidence, ...]:
    """The entries; one of ours that a user's contests names it in return."""
    added: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for name in entry.evidence.contested_by:
            added[name].add(entry.evidence.id)
    return tuple(
        replace(one, contested_by=tuple(sorted({*one.contested_by, *added.get(one.id, ())})))
        for one in (entry.evidence for entry in entries)
    )
