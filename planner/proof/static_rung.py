"""Rung 1: static."""

import time

from planner.model.text import Text, same
from planner.proof.estate import Estate
from planner.proof.results import Result
from planner.proof.static import Finding, check_root

_SHOWN = 20


def climb(estate: Estate) -> list[Result]:
    """Every root of the estate, without any other program."""
    return [_root(estate, root) for root in estate.roots]


def _root(estate: Estate, root: str) -> Result:
    began = time.monotonic()
    findings = check_root(estate.folder / root)
    errors = [one for one in findings if one.severity == "error"]
    warnings = len(findings) - len(errors)
    return Result(
        estate=estate.name,
        root=root,
        rung=1,
        status="failed" if errors else "passed",
        detail=_wrong(errors) if errors else _right(warnings),
        seconds=time.monotonic() - began,
    )


def _right(warnings: int) -> Text:
    if not warnings:
        return Text(en="no breach", fr="aucun écart")
    return Text(
        en="no breach, {n} warning(s)", fr="aucun écart, {n} avertissement(s)"
    ).filled(n=warnings)  # fmt: skip


def _wrong(errors: list[Finding]) -> Text:
    said = " · ".join(
        f"{one.file}:{one.line} {one.address} {one.message}" for one in errors[:_SHOWN]
    )
    more = len(errors) - _SHOWN
    if more <= 0:
        return same(said)
    return Text(en=f"{said} · and {more} more", fr=f"{said} · et {more} autres")
