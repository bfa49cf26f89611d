"""Comments above blocks: where a resource comes from, and what is lost."""

import re
import textwrap
from collections.abc import Iterable
from functools import lru_cache

from planner.model.choice import Loss
from planner.model.text import Language

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\ud800-\udfff]+")
_WIDTH = 110


@lru_cache(maxsize=65536)
def comment(text: str) -> str:
    """Text as `#` lines; nothing in it can end the comment."""
    plain = _CONTROL.sub(" ", text).strip()
    if len(plain) <= _WIDTH:
        return f"# {plain}\n"
    lines = textwrap.wrap(
        plain, _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
    return "".join(f"# {line}\n" for line in lines)


_WORDS = {
    "en": {"loss": "Lost", "minor": "minor", "major": "major", "blocking": "blocking", "do": "Instead"},
    "fr": {
        "loss": "Perdu", "minor": "mineur", "major": "majeur", "blocking": "bloquant",
        "do": "À la place",
    },
}  # fmt: skip


def losses(items: Iterable[Loss], language: Language) -> str:
    """A comment a loss: weight, problem, fallback."""
    words = _WORDS[language]
    return "".join(
        comment(
            f"{words['loss']} ({words[loss.weight]}): {loss.problem.of(language)} "
            f"{words['do']}: {loss.fallback.of(language)}"
        )
        for loss in items
    )
