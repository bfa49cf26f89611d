"""Bills and resources brought together: what each costs, and what the bill alone tells of.

A charge is of a resource where its id, or another name of it, is known; the cloud says how its bill
names things (`Source.adapt` of an item of the form `bill`). A resource that no other input tells of
is made from the bill: settings unknown but for what the lines say.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal

import msgspec
from msgspec import Raw, Struct

from planner.inventory.bills.charge import Bill, Charge, Payer, Period
from planner.inventory.bills.layout import bills
from planner.inventory.bills.tags import tags_of
from planner.inventory.interpret import UNKNOWN, Interpreter
from planner.inventory.names import Names
from planner.model.money import HOURS_A_MONTH
from planner.model.protocols import Item
from planner.model.resource import Origin, Resource, ResourceId, Spend, SpendReason

_CENT = Decimal("0.000001")
_GIB = Decimal("0.001")
_WIDE = Context(prec=60)
"""Sums of absurd lines are rounded as well, rather than fail."""
_LATE = 48
"""Hours before the end of a bill after which something that goes on costing is gone."""
_SHORT = 72
"""Hours that a bill must cover to tell what is gone."""

Thing = tuple[str, str]
"""Cloud, and the resource as its bill names it, case ignored where it is a path."""


class Settled(Struct):
    """What came of all bills."""

    resources: list[Resource]
    """Those given, one for one, with what they cost; then those known from a bill alone."""
    spend: tuple[Spend, ...]
    folded: Counter[tuple[str, str]]
    """(file, cloud) -> lines that tell of a resource."""
    apart: Counter[tuple[str, str]]
    """(file, cloud) -> lines that are of none."""
    counts: Counter[str]
    """What is to be said of them: `covered`, `currency`, `negative`."""


class _Sum(Struct):
    """What one thing was charged, over all files."""

    charges: list[tuple[str, Charge]]
    """With the file of each."""

    @property
    def chief(self) -> Charge:
        """The charge that tells most: the dearest, of those that tell a size."""
        ordered = (one for _, one in self.charges)
        return max(ordered, key=lambda one: (bool(one.size), one.cost, one.service))

    @property
    def held(self) -> float:
        """GiB held on average, from the first to the last hour that it was charged for."""
        first = min(one.first for _, one in self.charges)
        last = max(one.last for _, one in self.charges)
        return sum(one.held for _, one in self.charges) * HOURS_A_MONTH / max(1, last - first)


class _Counts(Struct):
    monthly: Decimal = Decimal(0)
    lines: int = 0
    things: int = 0


def settle(
    found: Sequence[Bill], resources: Sequence[Resource], interpreter: Interpreter
) -> Settled:
    """The resources with their observed cost, and the spend of each service."""
    return _Settling(found, resources, interpreter).done()


class _Settling:
    def __init__(
        self, found: Sequence[Bill], resources: Sequence[Resource], interpreter: Interpreter
    ) -> None:
        self._bills = found
        self._interpreter = interpreter
        self._periods = _periods(found)
        self._resources = {one.id: one for one in resources}
        self._names = Names(resources)
        self._amounts: dict[ResourceId, dict[str, Decimal]] = {}
        self._held: dict[ResourceId, Decimal] = {}
        self._told: dict[ResourceId, dict[Origin, None]] = {}
        self._unclear: set[ResourceId] = set()
        self._spend: dict[tuple[str, str, str, SpendReason, str], _Counts] = {}
        self._out = Settled([], (), Counter(), Counter(), Counter())
        self._fresh: dict[ResourceId, Resource] = {}

    def done(self) -> Settled:
        for thing, total in sorted(self._things().items()):
            self._place(thing, total)
        self._out.resources = [self._costed(one) for one in self._resources.values()]
        self._out.spend = tuple(
            Spend(
                cloud=cloud, account=account, service=service, reason=reason, currency=currency,
                monthly=_rounded(one.monthly, _CENT), lines=one.lines, things=one.things,
            )
            for (cloud, account, service, reason, currency), one in sorted(self._spend.items())
        )  # fmt: skip
        return self._out

    def _things(self) -> dict[Thing, _Sum]:
        """Charges by what they are of; those of nothing go into the spend at once."""
        things: dict[Thing, _Sum] = {}
        for bill in self._bills:
            for one in bill.charges:
                if one.kind == "usage" and one.resource:
                    word = one.resource.lower() if one.resource[0] == "/" else one.resource
                    things.setdefault((one.cloud, word), _Sum([])).charges.append((bill.file, one))
                    continue
                if one.kind == "usage":
                    self._count(one, "no-resource")
                elif one.kind != "left-out":
                    self._count(one, one.kind)
                self._out.apart[bill.file, one.cloud] += one.lines
        return things

    def _place(self, thing: Thing, total: _Sum) -> None:
        known = self._find(thing[1], total)
        reason: SpendReason = "known"
        if isinstance(known, str):
            self._apart(total, "clouds-own" if known == "own" else "gone")
            return
        if known.id not in self._resources:
            self._resources[known.id] = self._fresh[known.id] = known
            self._out.folded[known.origin.source, known.cloud] -= 1  # the line that it is made of
        if known.id in self._fresh:
            reason = "alone"
        self._charge(known.id, total)
        place = f"{total.chief.service}: {total.chief.resource}"
        origins = self._told.setdefault(known.id, {})
        origins |= {Origin(file, place, "bill"): None for file, _ in total.charges}
        for number, (file, one) in enumerate(total.charges):
            self._count(one, reason, things=int(number == 0))
            self._out.folded[file, one.cloud] += one.lines

    def _apart(self, total: _Sum, reason: SpendReason) -> None:
        for number, (file, one) in enumerate(total.charges):
            self._count(one, reason, things=int(number == 0))
            self._out.apart[file, one.cloud] += one.lines

    def _find(self, word: str, total: _Sum) -> Resource | str:
        """The resource that a bill means: a known one, else a new one; `own` or `gone` for none."""
        known = self._resources.get(ResourceId(word))
        if known is not None:
            return known
        made = self._made(total)
        if made is None:
            return "own"
        for name in (made.id, *made.aliases, word):
            found = self._names.find(name, made)
            if found is not None:
                return self._resources[found]
        known = self._fresh.get(made.id)
        if known is not None:
            return known
        return "gone" if self._is_gone(made, total) else made

    def _made(self, total: _Sum) -> Resource | None:
        """What the bill itself tells of a resource."""
        chief = total.chief
        file = next(file for file, one in total.charges if one is chief)
        item = Item(
            cloud=chief.cloud,
            form="bill",
            type=chief.service,
            body=_body(total),
            file=file,
            place=f"{chief.service}: {chief.resource}",
            account=chief.account,
            region=_region(chief),
        )
        for found in self._interpreter.item(item):
            one = found.resource
            native = {"settings_unknown": True, **msgspec.json.decode(one.native)}
            return msgspec.structs.replace(
                one,
                id=_own_id(one, chief, file),
                account=one.account if one.account != UNKNOWN else item.account or UNKNOWN,
                native=Raw(msgspec.json.encode(native)),
                origin=Origin(file, item.place, "bill"),
                part_of="",
            )
        return None

    def _is_gone(self, made: Resource, total: _Sum) -> bool:
        chief = total.chief
        period = self._periods[chief.cloud, chief.payer]
        last = max(one.last for _, one in total.charges)
        lasting = made.native_type in bills().lasting
        return lasting and period.hours >= _SHORT and last < period.last - _LATE

    def _charge(self, identity: ResourceId, total: _Sum) -> None:
        amounts = self._amounts.setdefault(identity, {})
        for _, one in total.charges:
            amounts[one.currency] = amounts.get(one.currency, Decimal(0)) + self._monthly(one)
            if one.covered and not one.cost:
                self._unclear.add(identity)
        if total.held:
            held = Decimal(str(round(total.held, 6)))
            self._held[identity] = self._held.get(identity, Decimal(0)) + held

    def _monthly(self, one: Charge) -> Decimal:
        period = self._periods.get((one.cloud, one.payer))
        return one.cost * HOURS_A_MONTH / period.hours if period else one.cost

    def _count(self, one: Charge, reason: SpendReason, things: int = 0) -> None:
        key = (one.cloud, one.account, one.service, reason, one.currency)
        counts = self._spend.setdefault(key, _Counts())
        counts.monthly += self._monthly(one)
        counts.lines += one.lines
        counts.things += things

    def _costed(self, one: Resource) -> Resource:
        amounts = self._amounts.get(one.id)
        if amounts is None:
            return one
        origins = dict.fromkeys((*(one.origins or (one.origin,)), *self._told.get(one.id, ())))
        if len(origins) > 1:
            one = msgspec.structs.replace(one, origins=tuple(origins))
        held = self._held.get(one.id)
        if held is not None and one.stored_gib is None:
            one = msgspec.structs.replace(one, stored_gib=_rounded(held, _GIB))
        if len(amounts) > 1:
            self._out.counts["currency"] += 1
            return one
        if one.id in self._unclear:
            self._out.counts["covered"] += 1
            return one
        ((currency, monthly),) = amounts.items()
        if monthly < 0:
            self._out.counts["negative"] += 1
            return one
        return msgspec.structs.replace(
            one, observed_monthly_cost=_rounded(monthly, _CENT), observed_currency=currency
        )


def _periods(found: Iterable[Bill]) -> Mapping[Payer, Period]:
    periods: dict[Payer, Period] = {}
    for bill in found:
        for payer, period in bill.periods.items():
            if payer in periods:
                periods[payer].join(period)
            else:
                periods[payer] = Period(set(period.days), period.first, period.last)
    return periods


def _own_id(one: Resource, chief: Charge, file: str) -> ResourceId:
    """The id that its cloud gave it; one that only the file would know is made of the bill's words."""
    if not one.id.startswith(f"{file}/"):
        return one.id
    return ResourceId(f"{chief.cloud}/{chief.account}/{chief.service}/{chief.resource}")


def _body(total: _Sum) -> dict[str, object]:
    """The words of all charges of a thing, those of the chief one first."""
    chief = total.chief
    every = [chief, *(one for _, one in total.charges if one is not chief)]
    found: dict[str, object] = {"id": chief.resource, "tags": tags_of(_told(every, "tags"))}
    for name in ("name", "type", "zone", "size", "os", "engine", "vcpus", "memory"):
        found[name] = _told(every, name)
    found["meter"] = next((one.meter for one in every if one.held), chief.meter)
    if total.held >= 1:
        found["held_gib"] = round(total.held)
    return {key: value for key, value in found.items() if value}


def _told(charges: Sequence[Charge], name: str) -> str:
    return next((word for one in charges if (word := getattr(one, name))), "")


def _region(chief: Charge) -> str:
    """The region as inventories write it: Azure's bills have `US East 2` and `EastUS2`."""
    word = chief.region.replace(" ", "").lower()
    return "" if word in ("global", "any", "unassigned", "unknown") else word


def _rounded(amount: Decimal, step: Decimal) -> Decimal:
    return amount.quantize(step, context=_WIDE)
