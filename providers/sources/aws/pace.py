"""How fast and how long a collection may ask: buckets of tokens, and a unit's own time."""

import csv
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from threading import Lock


class Bucket:
    """So many calls a second, some of them saved up."""

    def __init__(
        self,
        per_second: float,
        burst: float,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._rate = per_second
        self._burst = burst
        self._clock = clock
        self._sleep = sleep
        self._lock = Lock()
        self._tokens = burst
        self._at = clock()

    def take(self) -> None:
        """Wait for one's turn; those who wait go in the order in which they came."""
        with self._lock:
            now = self._clock()
            self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate) - 1
            self._at = now
            wait = max(0.0, -self._tokens / self._rate)
        if wait:
            self._sleep(wait)


class Budget:
    """The time that a unit may lose to calls that come to nothing; it is of one unit."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._left = seconds

    def deadline(self) -> float:
        """When a call that begins now may no longer be tried again."""
        with self._lock:
            return self._clock() + self._left

    def lost(self, since: float) -> None:
        """A call that began then has failed."""
        with self._lock:
            self._left -= self._clock() - since

    @property
    def spent(self) -> bool:
        """Whether nothing is left, so that the rest is not asked."""
        with self._lock:
            return self._left <= 0


@lru_cache(maxsize=1)
def limits() -> dict[tuple[str, str], tuple[float, float]]:
    """(service, operation or '') -> calls a second, and how many may be saved up (`limits.csv`)."""
    text = files(__package__).joinpath("limits.csv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {
        (row["service"], row["operation"]): (float(row["per_second"]), float(row["burst"]))
        for row in csv.DictReader(lines)
    }
