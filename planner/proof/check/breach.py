"""What a value breaks."""

from typing import Literal

from msgspec import Struct

Path = tuple[str | int, ...]
"""Attribute names and list indices from the resource down to the value."""


class Breach(Struct, frozen=True, order=True):
    """One rule that one value breaks; never quotes the value, which may be a secret."""

    path: Path
    rule: str
    """Name of the rule: `allowed`, `conflicts_with`, `unknown-argument`, …"""
    message: str
    """In English, as the tools' own messages are."""
    severity: Literal["error", "warning"] = "error"

    @property
    def place(self) -> str:
        """The path as Terraform writes it: `ipv4_subnet[0].subnet`."""
        text = ""
        for step in self.path:
            text += f"[{step}]" if isinstance(step, int) else f".{step}"
        return text.removeprefix(".")
