"""The one qualification that a choice is printed with; the store holds them all."""

from planner.model.choice import Qualification
from planner.model.evidence import Evidence, Label, Qualified
from planner.model.sovereignty import Place
from planner.model.text import Text
from planner.sovereignty.parties import title_of
from planner.sovereignty.roles import Role
from planner.sovereignty.ruler import Names, Ruler
from planner.sovereignty.rules import MILESTONES
from planner.sovereignty.store import Store
from planner.sovereignty.wording import filled

_ORDER = ("qualified", "in-process", "claimed", "expired", "draft")


def qualification_of(names: Names, role: Role, place: Place, ruler: Ruler) -> Qualification:
    """The qualified scheme that the data's duties ask for, else the strongest known; or none.

    Of several, the one that proves immunity, then the one that the most protected class asks for.
    """
    asked = {scheme for duty in ruler.book.binding(names, role) for scheme in duty.schemes}
    held = [
        (scheme, answer.value, answer.evidence)
        for scheme in sorted(_schemes(place, ruler.store))
        if isinstance(
            (
                answer := ruler.store.qualified(
                    scheme, place.provider, place.region, place.services
                )
            ).value,
            Qualified,
        )
    ]
    if not held:
        return Qualification()
    scheme, value, named = min(
        held,
        key=lambda one: (
            _ORDER.index(one[1].milestone),
            one[0] not in asked,
            not _proves(one[0], ruler.store),
            ruler.book.scheme_rank(one[0]),
            one[0],
        ),
    )
    return _printed(scheme, value, ruler.store, [ruler.store.by_id(one) for one in named])


def _schemes(place: Place, store: Store) -> set[str]:
    return {
        value.scheme
        for service in place.services
        for value, _ in store.qualifications(place.provider, place.region, service)
    }


def _proves(scheme: str, store: Store) -> bool:
    label = store.label(scheme).value
    return isinstance(label, Label) and label.proves_immunity


def _printed(
    scheme: str, value: Qualified, store: Store, entries: list[Evidence | None]
) -> Qualification:
    shown = [one for one in entries if one is not None and isinstance(one.value, Qualified)]
    milestone = MILESTONES[value.milestone]
    if value.version:
        milestone = filled(
            Text(en="{milestone} (version {version})", fr="{milestone} (version {version})"),
            milestone=milestone,
            version=value.version,
        )
    entry = shown[0] if shown else None
    return Qualification(
        scheme=title_of(scheme, store).en,
        milestone=milestone,
        date=value.since or (entry.published or entry.retrieved if entry else ""),
        source=entry.url if entry else "",
    )
