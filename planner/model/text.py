"""Sentences in every language a reader may ask for."""

from typing import Literal

from msgspec import Struct

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")


class Text(Struct, frozen=True, order=True, gc=False):
    """One sentence, in English and in French.

    Both are required, so a sentence that lacks a language cannot be built.
    """

    en: str
    fr: str

    def of(self, language: Language) -> str:
        """The sentence in one language."""
        return self.fr if language == "fr" else self.en

    def filled(self, **values: object) -> "Text":
        """The same sentence with its `{names}` replaced by values.

        Values are inserted as they are: escaping belongs to the output that prints them.
        """
        return Text(en=self.en.format(**values), fr=self.fr.format(**values))


def same(word: str) -> Text:
    """A word that reads alike in every language: a product name, an identifier."""
    return Text(en=word, fr=word)
