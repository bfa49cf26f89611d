"""`plan evidence` on a small file of a user's own, as a terminal shows it."""

from click.testing import CliRunner

from planner.cli.main import plan
from tests.cases.plans import CASES

EVIDENCE = CASES / "evidence"

_COMMANDS = {
    "list.txt": ("en", "list", "--yours"),
    "list-fr.txt": ("fr", "list", "--yours"),
    "show.txt": ("en", "show", "acme-audit"),
    "show-fr.txt": ("fr", "show", "acme-doubt"),
    "stale.txt": ("en", "stale", "--as-of", "2026-05-10"),
}


def shown() -> dict[str, str]:
    """Name of a golden -> what its command prints on stdout."""
    given = ("--evidence", str(EVIDENCE / "mine.yaml"))
    return {
        name: CliRunner()
        .invoke(plan, ["--lang", language, "evidence", *words, *given], catch_exceptions=False)
        .stdout
        for name, (language, *words) in _COMMANDS.items()
    }
