"""Says things in the language of the plan, short enough for paper."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from planner.model.plan import MigrationPlan
from planner.model.resource import ResourceId
from planner.model.sovereignty import Statement
from planner.model.text import Language, Text
from planner.outputs.decision.blocks import Line, Run
from planner.outputs.report import words
from planner.outputs.report.page import sentence
from planner.outputs.report.sovereignty import Sovereignty
from planner.outputs.report.typography import clean, typeset

LONG = 190
SHORT = 90
NAME = 40
PAGE = "report/sovereignty.html"


class Author(Struct, frozen=True, kw_only=True):
    """What every section is written from."""

    plan: MigrationPlan
    sov: Sovereignty
    labels: dict[str, str]
    target: str
    place: str

    @property
    def language(self) -> Language:
        """Of the plan."""
        return self.plan.header.language

    def t(self, en: str, fr: str, **values: object) -> str:
        """A sentence in the language of the plan."""
        return sentence(self.language, en, fr, **values)

    def of(self, text: Text, most: int = LONG) -> str:
        """A text of the model, cut where it is longer than paper bears."""
        return cut(typeset(text.of(self.language), self.language), most)

    def counted(self, word: str, n: int) -> str:
        """A word of the model with its number: `2 blocking`."""
        text = words.COUNTED[word]
        return self.t(text.en, text.fr, n=n)

    def refs(self, evidence: Iterable[str]) -> str:
        """` [3][7]`: numbers of the list of evidence on the page of sovereignty."""
        numbers = sorted({self.sov.evidence.numbers[one] for one in evidence
                          if one in self.sov.evidence.numbers})  # fmt: skip
        return " " + "".join(f"[{one}]" for one in numbers[:4]) if numbers else ""

    def said(self, statement: Statement, most: int = LONG) -> Run:
        """A statement with the numbers of its evidence."""
        text = self.of(statement.text, most) + self.refs(statement.evidence)
        return Run(text=text, evidence=statement.evidence, resources=statement.resources)

    def shown(self, text: str, resources: Sequence[ResourceId], *, bold: bool = False) -> Run:
        """Words that resources show."""
        return Run(text=text, bold=bold, resources=tuple(resources))

    def names(self, labels: Sequence[str], most: int = 3) -> str:
        """The first names, and how many more."""
        listed = ", ".join(cut(one, NAME) for one in labels[:most])
        left = len(labels) - most
        more = self.t("and {n} more", "et {n} de plus", n=left) if left > 0 else ""
        return f"{listed} {more}".strip()

    def more(self, left: int, where: str) -> tuple[Line, ...]:
        """The line under a list that says what it leaves out; none where that is nothing."""
        if left <= 0:
            return ()
        text = self.t("and {n} more, in {where}", "et {n} de plus, dans {where}", n=left,
                      where=where)  # fmt: skip
        return ((Run(text=text, soft=True),),)


def cut(text: str, most: int) -> str:
    """The text on one line, at most `most` characters."""
    return clean(text, most)
