"""Rules over several values: each looks at the neighbours and says what is wrong.

An unknown value may turn out null: it never breaks a rule that asks for something, and never proves
that two stand together.
"""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from planner.proof.check.rules_of_one import complaint
from planner.proof.check.values import Value, elements, is_given, is_unknown

Complaint = str | None


class Seat(Struct, frozen=True):
    """Where a rule stands: an attribute in its block."""

    name: str
    """Empty where the rule is of the whole block."""
    full: str
    """The dotted path from the resource, without indices."""
    value: Value
    look: Callable[[str], Value]
    """Value of another attribute, by name or by dotted path from the resource."""

    @property
    def given(self) -> bool:
        """Whether the attribute has a value that is known."""
        return is_given(self.value) and not is_unknown(self.value)


def _others(seat: Seat, names: list[str]) -> list[str]:
    """The names without the seat's own, which some rules list by its path."""
    return [name for name in names if plain(name) not in {seat.name, seat.full}]


def plain(name: str) -> str:
    """A dotted path without its indices."""
    return ".".join(step for step in name.split(".") if not step.isdigit())


def _split(seat: Seat, names: list[str]) -> tuple[list[str], list[str]]:
    """The names (with the seat's own) that are given for certain, and those that may be."""
    values = {name: seat.look(name) for name in _others(seat, names)}
    if seat.name:
        values[seat.name] = seat.value
    certain = [name for name, value in values.items() if is_given(value) and not is_unknown(value)]
    return certain, [name for name, value in values.items() if is_unknown(value)]


def _conflicts(seat: Seat, others: list[str]) -> Complaint:
    if not seat.given:
        return None
    with_it = [name for name in _split(seat, others)[0] if name != seat.name]
    return f"conflicts with {', '.join(sorted(with_it))}" if with_it else None


def _exactly_one(seat: Seat, names: list[str]) -> Complaint:
    certain, perhaps = _split(seat, names)
    wanted = ", ".join(sorted({*_others(seat, names), *([seat.name] if seat.name else [])}))
    if len(certain) > 1:
        return f"only one possible of {wanted}"
    return None if certain or perhaps else f"one needed of {wanted}"


def _at_least_one(seat: Seat, names: list[str]) -> Complaint:
    certain, perhaps = _split(seat, names)
    wanted = ", ".join(sorted({*_others(seat, names), *([seat.name] if seat.name else [])}))
    return None if certain or perhaps else f"at least one needed of {wanted}"


def _with(seat: Seat, others: list[str]) -> Complaint:
    if not seat.given:
        return None
    missing = [name for name in _others(seat, others) if not is_given(seat.look(name))]
    return f"needs {', '.join(sorted(missing))} beside it" if missing else None


def _required(seat: Seat, wanted: Any) -> Complaint:  # noqa: ANN401 - a rule's own figures
    return "needed" if wanted and not is_given(seat.value) and seat.value != [] else None


def _is(value: Value, wanted: Any) -> bool:  # noqa: ANN401 - one value or a list of them
    allowed = wanted if isinstance(wanted, list) else [wanted]
    known = elements(value)
    return bool(known) and all(complaint("allowed", one, allowed) is None for one in known)


def _required_if(seat: Seat, when: dict[str, Any]) -> Complaint:
    if is_given(seat.value) or not all(_is(seat.look(name), one) for name, one in when.items()):
        return None
    return f"needed with this {', '.join(sorted(when))}"


def _required_unless(seat: Seat, when: dict[str, Any]) -> Complaint:
    if is_given(seat.value):
        return None
    said = all(elements(seat.look(name)) for name in when)
    if not said or all(_is(seat.look(name), one) for name, one in when.items()):
        return None
    return f"needed with this {', '.join(sorted(when))}"


def _needs_if_true(seat: Seat, when: dict[str, Any]) -> Complaint:
    if seat.value is not True:
        return None
    off = [
        name
        for name, one in when.items()
        if not is_unknown(seat.look(name)) and not _is(seat.look(name), one)
    ]
    return f"true only with {', '.join(f'{name} = {when[name]}' for name in off)}" if off else None


def _forbidden_unless(seat: Seat, when: dict[str, Any]) -> Complaint:
    if not seat.given:
        return None
    off = [
        name
        for name, one in when.items()
        if not is_unknown(seat.look(name)) and not _is(seat.look(name), one)
    ]
    return f"only with {', '.join(f'{name} = {when[name]}' for name in off)}" if off else None


def _min_if(seat: Seat, when: dict[str, Any]) -> Complaint:
    least = when["min"]
    holds = all(_is(seat.look(name), one) for name, one in when.items() if name != "min")
    return complaint("min", seat.value, least) if holds and seat.given else None


def _max_ratio(seat: Seat, of: dict[str, Any]) -> Complaint:
    base = elements(seat.look(of["attribute"]))
    if not seat.given or not base or not isinstance(base[0], int | float):
        return None
    return complaint("range", seat.value, [None, base[0] * of["ratio"]])


def _by_usage(seat: Seat, allowed: dict[str, list[str]]) -> Complaint:
    usage = elements(seat.look("usage"))
    fitting = allowed.get(str(usage[0])) if usage else None
    return complaint("allowed", seat.value, fitting) if fitting is not None else None


_RULES: dict[str, Callable[[Seat, Any], Complaint]] = {
    "conflicts_with": _conflicts,
    "exactly_one_of": _exactly_one,
    "also_exactly_one_of": _exactly_one,
    "at_least_one_of": _at_least_one,
    "required_with": _with,
    "required": _required,
    "required_if": _required_if,
    "required_unless": _required_unless,
    "required_if_true": _needs_if_true,
    "forbidden_unless": _forbidden_unless,
    "min_if": _min_if,
    "max_ratio": _max_ratio,
    "by_usage": _by_usage,
}

NAMES = frozenset(_RULES)


def complaint_of(name: str, seat: Seat, wanted: Any) -> Complaint:  # noqa: ANN401 - a rule's figures
    """What is wrong at a seat by the rule `name`, one of `NAMES`; None where nothing is."""
    return _RULES[name](seat, wanted)
