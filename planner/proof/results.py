"""What the ladder found, rung by rung."""

from typing import Literal

from msgspec import Struct

from planner.model.text import Text

Status = Literal["passed", "failed", "not run"]


class Result(Struct, frozen=True, kw_only=True):
    """One root on one rung, with one command-line tool where the rung uses one."""

    estate: str
    """The folder of the roots, relative to what was proven: `terraform/scaleway-fr-par`."""
    root: str
    """`foundation` or an application; `*` where it holds for all of the estate."""
    rung: int
    cli: str = ""
    """`tofu`, `terraform`, or empty."""
    status: Status
    detail: Text
    """What was done, what went wrong, or why it did not run and how to make it."""
    seconds: float = 0.0
    """Wall clock; printed, never written to a file of the plan."""


class Proof(Struct, frozen=True, kw_only=True):
    """All results, with what they were had with."""

    as_of: str
    """Date of the plan that was proven, as its plan.json says; empty where there is none."""
    versions: tuple[tuple[str, str], ...]
    """(tool or provider, version), sorted."""
    results: tuple[Result, ...]

    @property
    def failed(self) -> bool:
        """Whether any rung failed for any root."""
        return any(result.status == "failed" for result in self.results)
