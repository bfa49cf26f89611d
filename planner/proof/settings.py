"""What rungs 3 to 5 need to know of a target: `mappings/proof/<target>.yaml`."""

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml


class Emulator(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A program that stands in for the target's API on this machine."""

    name: str
    variable: str
    """Environment variable that names the program, or the URL of one that runs already."""
    start: tuple[str, ...] = ()
    """Arguments after the program; `{address}` is host:port. Empty: it runs already."""
    stop: tuple[str, ...] = ()
    environment: dict[str, str]
    """What the providers then see; `{endpoint}` is its URL."""
    serves: tuple[str, ...]
    """Types, * allowed, that it takes; every other would fail, or reach the real cloud."""
    gaps: tuple[str, ...] = ()
    """Parts of its messages that say it lacks something, so that the root is not to blame."""
    source: str = ""
    """Where it is had."""


class TargetProof(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the target's real providers plan without an account, and with one."""

    source: str
    retrieved: str
    offline: dict[str, str]
    """Environment in which the providers plan creations without an account."""
    offline_lacks: tuple[str, ...] = ()
    """Types, * allowed, that ask the cloud even to plan a creation."""
    emulator: Emulator | None = None
    account: tuple[str, ...]
    """Variables that hold the user's credentials and settings, passed on at rung 5 only."""


def proof_settings(target: str) -> TargetProof | None:
    """The settings of a target; None where it has none."""
    path = data_path("mappings", "proof", f"{target}.yaml")
    return load_yaml(path, TargetProof) if path.is_file() else None
