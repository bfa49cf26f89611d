"""The sentences of one kind of problem."""

from typing import NamedTuple

from planner.model.resource import Severity
from planner.model.text import Text


class Problem(NamedTuple):
    """The sentences of one kind of problem; `{name}`, `{place}`, `{why}` are filled in."""

    severity: Severity
    summary: Text
    detail: Text
    remedy: Text
