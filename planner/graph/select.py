"""Which resources an override is for."""

from collections.abc import Callable
from fnmatch import fnmatchcase

from planner.model.policy import Override
from planner.model.resource import Resource


def selector(override: Override) -> Callable[[Resource], bool]:
    """Whether a resource is selected: by id, or by a pattern over id, name or `tag:key=value`.

    A Terraform address and every other name that configuration uses count as names.
    """
    word = override.select
    if word.startswith("tag:"):
        key, _, value = word[4:].partition("=")
        return lambda one: any(
            fnmatchcase(name, key) and fnmatchcase(tag, value or "*")
            for name, tag in one.tags.items()
        )
    if not any(sign in word for sign in "*?"):
        # No pattern: brackets are those of a Terraform address.
        return lambda one: word in (one.id, one.name) or word in one.aliases
    pattern = word.replace("[", "[[]")
    return lambda one: any(fnmatchcase(name, pattern) for name in (one.id, one.name, *one.aliases))
