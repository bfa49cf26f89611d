"""How an operation of a live collection is read: the adapters that exports have, found by its name."""

from collections.abc import Callable, Iterable

from providers.sources.aws.adapters import COMPLETIONS, LISTS, PARTS
from providers.sources.aws.api import Answer, Native, Place
from providers.sources.aws.export_answers import ANSWERS, LISTED
from providers.sources.aws.operation import Operation
from providers.sources.aws.operations import listing
from providers.sources.aws.own_types import type_of_operation
from providers.sources.aws.shapes import shaped

UNKNOWN_SETTINGS = "settings_unknown"
"""The attribute that says of a resource that only its name is known."""

LISTED_BY = "listed_by"
"""The attribute that says which list of its own would name what a sweep names."""

_EMPTY: tuple[object, ...] = (None, "", {}, [])

Reads = Callable[[Answer, Answer, Place], Iterable[Native]]
"""An object, the one it was asked for (or an empty one), where -> its records."""


def reads(operation: Operation) -> Reads:
    """What makes records of the objects that it lists."""
    own = PARTS.get(operation.reader)
    if own is not None:
        return own
    plain = LISTS.get(operation.reader) or ANSWERS.get(operation.reader)
    native_type = "" if plain is not None else type_of_operation(operation.reader)
    named = operation.reader in LISTED or bool(operation.word)
    completed = any(one.does == "completes" for one in operation.details)
    thin = operation.sweep or (named and completed)

    def read(answer: Answer, parent: Answer, place: Place) -> Iterable[Native]:
        whole = {**(operation.asked_with(parent) if operation.of else {}), **answer}
        if plain is not None:
            found = list(plain(whole, place))
        else:
            found = [shaped(native_type or operation.title, whole, place)]
        for native in found if thin else ():
            native.attributes[UNKNOWN_SETTINGS] = True
            if operation.sweep:
                native.attributes[LISTED_BY] = listing().get(native.type)
        return found

    return read


def complete(operation: Operation, native: Native, answer: Answer, place: Place) -> bool:
    """Adds what was answered to a record; whether it is a resource of the estate after all."""
    own = COMPLETIONS.get(operation.reader)
    if own is not None:
        native.attributes.update(own(answer))
        native.attributes.pop(UNKNOWN_SETTINGS, None)
        return True
    plain = ANSWERS.get(operation.reader)
    if plain is not None:
        found = list(plain(answer, place))
    else:
        found = [shaped(type_of_operation(operation.reader), answer, place)]
    if not found:
        return False
    told = found[0].attributes.items()
    native.attributes.update({key: value for key, value in told if value not in _EMPTY})
    native.attributes.pop(UNKNOWN_SETTINGS, None)
    return True
