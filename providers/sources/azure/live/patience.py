"""How long a call to Azure is repeated, and how long it waits when it is told to."""

import re
from typing import Any

RETRIES = 5
LONGEST_WAIT = 60.0
"""Seconds that an answer may ask to wait; longer, and the unit is given up as throttled."""

RESETS = "x-ms-user-quota-resets-after"

_CLOCK = re.compile(r"^(\d{1,3}):(\d{2}):(\d{2})")


def patience() -> Any:  # noqa: ANN401 - RetryPolicy
    """azure-core's retries, also for the reading POSTs of the graph, as long as waiting is worth it."""
    from azure.core.pipeline.policies import RetryPolicy  # noqa: PLC0415

    class Patience(RetryPolicy[Any, Any]):
        def get_retry_after(self, response: Any) -> float | None:  # noqa: ANN401 - PipelineResponse
            told = super().get_retry_after(response)
            headers = response.http_response.headers
            return told if told is not None else seconds(headers.get(RESETS))

        def is_retry(self, settings: Any, response: Any) -> bool:  # noqa: ANN401 - azure.core's
            wait = self.get_retry_after(response)
            if wait is not None and wait > LONGEST_WAIT:
                return False
            return bool(super().is_retry(settings, response))

    return Patience(
        retry_total=RETRIES,
        retry_status=RETRIES,
        retry_on_methods=frozenset({"GET", "POST"}),
        timeout=300,
    )


def seconds(clock: str | None) -> float | None:
    """`hh:mm:ss` in seconds, as the graph says when its quota begins anew."""
    found = _CLOCK.match(clock or "")
    if found is None:
        return None
    hours, minutes, rest = (int(word) for word in found.groups())
    return float(hours * 3600 + minutes * 60 + rest)
