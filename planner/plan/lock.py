"""What a plan decided, pinned for the next one."""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

from msgspec.structs import replace

from planner.model.choice import Choice, Unmapped
from planner.model.plan import Address, Application
from planner.model.policy import Lock, PinnedApplication, PinnedResource
from planner.model.resource import ResourceId


def pin(
    choices: Mapping[ResourceId, Choice | Unmapped],
    applications: Iterable[Application],
    addresses: Mapping[ResourceId, Address],
    target: str,
    region: str,
) -> Lock:
    """The lock of a plan, sorted by id."""
    applications = tuple(applications)
    application_of = {id_: one.name for one in applications for id_ in one.resources}
    pinned = []
    for id_, choice in sorted(choices.items()):
        address = addresses.get(id_)
        pinned.append(
            PinnedResource(
                id=id_,
                application=application_of.get(id_, ""),
                root=address.root if address else "",
                name=address.name if address else "",
                key=address.key if address else "",
                mapping=choice.mapping if isinstance(choice, Choice) else "",
                size=choice.design.size if isinstance(choice, Choice) else "",
            )
        )
    named = (
        PinnedApplication(name=one.name, label=one.label, found_by=one.found_by)
        for one in applications
    )
    return Lock(
        target=target, region=region, applications=tuple(sorted(named)), resources=tuple(pinned)
    )


def let_go(lock: Lock, selectors: Iterable[str]) -> Lock:
    """The lock without what the selectors (`*` patterns over ids and applications) name."""
    patterns = tuple(selectors)
    kept = tuple(
        one
        for one in lock.resources
        if not any(
            fnmatchcase(one.id, pattern) or fnmatchcase(one.application, pattern)
            for pattern in patterns
        )
    )
    return replace(lock, resources=kept)
