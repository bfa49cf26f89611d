"""What a bill says of one thing that was charged, added up over the lines of a file."""

from decimal import Decimal

from msgspec import Struct

from planner.inventory.bills.layout import Class

HOURS_A_DAY = 24
_DAYS = 400
"""The longest period of one line that is taken for what it says."""

Payer = tuple[str, str]
"""Cloud and billing account: those whose lines share one period."""


class Charge(Struct, frozen=True, kw_only=True, gc=False):
    """Lines of one resource (or of none) for one service and of one class."""

    cloud: str
    payer: str
    account: str
    service: str
    resource: str
    """As the bill writes it; '' where it names none."""
    kind: Class
    currency: str
    cost: Decimal
    """Over the lines, not a month."""
    held: float
    """GiB-months over the lines, of what is billed by bytes held."""
    lines: int
    covered: int = 0
    """Lines of usage that a commitment paid, and that stand here with no cost."""
    first: int
    """Hours since 1970."""
    last: int
    region: str = ""
    zone: str = ""
    name: str = ""
    type: str = ""
    size: str = ""
    os: str = ""
    engine: str = ""
    vcpus: str = ""
    memory: str = ""
    meter: str = ""
    tags: str = ""
    """As the bill writes them; `key=value` a line where each has a column."""


class Period(Struct):
    """The days that the usage of a payer covers, whatever of them has lines."""

    days: set[int]
    first: int
    last: int

    def add(self, start: int, end: int) -> None:
        """Hours that a line covers."""
        first = start // HOURS_A_DAY
        last = min(-(-max(end, start + 1) // HOURS_A_DAY), first + _DAYS)
        self.days.update(range(first, last))
        self.first, self.last = min(self.first, start), max(self.last, end)

    def join(self, other: "Period") -> None:
        """The days of another file."""
        self.days |= other.days
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)

    @property
    def hours(self) -> int:
        """Hours covered: whole days, without what lies before the first and after the last hour."""
        after = -self.last % HOURS_A_DAY
        return max(1, len(self.days) * HOURS_A_DAY - self.first % HOURS_A_DAY - after)


class Bill(Struct, kw_only=True):
    """A bill as read from one file."""

    file: str
    version: str
    charges: tuple[Charge, ...]
    periods: dict[Payer, Period]
    lines: int
