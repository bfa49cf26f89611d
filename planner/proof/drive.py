"""Drives one root with Terraform or OpenTofu, command by command."""

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from planner.proof.programs import KILLED, Cli, Outcome, run

_TIMEOUT = 600.0
_CHANGES = 2
"""Exit code of `plan -detailed-exitcode` where something would change."""
_LINES = 14
_ADDED = re.compile(r"Resources: (\d+) added")

COMMANDS: dict[str, list[str]] = {
    "fmt": ["fmt", "-check", "-diff"],
    "init": ["init", "-input=false"],
    "validate": ["validate"],
    "plan": ["plan", "-input=false", "-lock=false"],
    "apply": ["apply", "-auto-approve", "-input=false"],
    "second plan": ["plan", "-detailed-exitcode", "-input=false"],
    "destroy": ["destroy", "-auto-approve", "-input=false"],
}
_WITH_VARIABLES = frozenset({"plan", "apply", "second plan", "destroy"})


class Drive(Struct):
    """One root under way: what was done, how long it took, what went wrong."""

    folder: Path
    cli: Cli
    environment: Mapping[str, str]
    variables: list[str] = []
    done: list[str] = []
    seconds: float = 0.0
    wrong: str = ""
    """The step that failed and what the tool said; empty while all is well."""
    made: int = 0
    """Resources that the apply made."""

    def go(self, *steps: str) -> bool:
        """Runs the steps until one fails; whether all went well, now and before."""
        for step in steps:
            if self.wrong:
                return False
            self._one(step)
        return not self.wrong

    def tidy(self) -> bool:
        """Destroys what was made, even where a step before went wrong; whether all went well."""
        if not self.wrong:
            return self.go("destroy")
        if "init" in self.done:
            command = [self.cli.path, *COMMANDS["destroy"], "-no-color", *self.variables]
            self.seconds += run(command, self.folder, self.environment, _TIMEOUT).seconds
        return False

    def _one(self, step: str) -> None:
        command = [self.cli.path, *COMMANDS[step]]
        if step != "fmt":
            command.append("-no-color")
        if step in _WITH_VARIABLES:
            command += self.variables
        outcome = run(command, self.folder, self.environment, _TIMEOUT)
        self.seconds += outcome.seconds
        if outcome.code == 0:
            self.done.append(step)
            added = _ADDED.search(outcome.text)
            self.made = int(added[1]) if added and step == "apply" else self.made
        else:
            self.wrong = f"{step}: {_said(step, outcome)}"


def _said(step: str, outcome: Outcome) -> str:
    """The part of the output that says what is wrong."""
    if outcome.code == KILLED:
        return outcome.text
    lines = [line.rstrip(" ╷│╵") for line in outcome.text.splitlines()]
    if step == "second plan" and outcome.code == _CHANGES:
        wanted = [line for line in lines if re.match(r"\s*(# |[~+-]|-/\+)", line)]
        return "would change: " + " · ".join(line.strip() for line in wanted[:_LINES])
    begin = next(
        (n for n, line in enumerate(lines) if "Error:" in line), max(len(lines) - _LINES, 0)
    )
    return " · ".join(
        line.strip(" │") for line in lines[begin : begin + _LINES] if line.strip(" │")
    )
