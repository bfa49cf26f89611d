"""The exceptions a user may see.

    PlanError
    +-- UsageError      exit 2: an option, policy or overrides file that makes no sense
    +-- InputError      exit 3: a file or a cloud that cannot be read
    +-- DataError       exit 3: a data file of ours (mapping, price book) that is wrong

Each carries a short summary, the detail in full sentences and a remedy, in both languages, and prints
without traceback.
"""

from planner.model.text import Text


class PlanError(Exception):
    """Something the user can mend."""

    exit_code = 3

    def __init__(
        self, summary: Text, detail: Text, remedy: Text, *, source: str = "", place: str = ""
    ) -> None:
        super().__init__(summary.en)
        self.summary = summary
        self.detail = detail
        self.remedy = remedy
        self.source = source
        self.place = place


class UsageError(PlanError):
    """An option, a policy or an overrides file that makes no sense."""

    exit_code = 2


class InputError(PlanError):
    """A file or a cloud that cannot be read."""


class DataError(PlanError):
    """One of our own data files is wrong."""
