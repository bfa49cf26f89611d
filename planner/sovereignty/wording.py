"""Joining words and sentences in both languages at once."""

from collections.abc import Iterable
from functools import lru_cache

from planner.catalogue.kinds import kinds
from planner.model.resource import Kind
from planner.model.sovereignty import Place
from planner.model.text import Text, same


def listed(words: Iterable[Text], *, by: str = "; ") -> Text:
    """Words in a row."""
    several = tuple(words)
    return Text(en=by.join(one.en for one in several), fr=by.join(one.fr for one in several))


def joined(*sentences: Text | None) -> Text:
    """Sentences one after the other; None is left out."""
    return listed((one for one in sentences if one is not None), by=" ")


def filled(sentence: Text, **words: Text | str) -> Text:
    """The sentence with its `{names}` replaced, each in its own language."""
    return Text(
        en=sentence.en.format_map({key: _in(word, "en") for key, word in words.items()}),
        fr=sentence.fr.format_map({key: _in(word, "fr") for key, word in words.items()}),
    )


def _in(word: Text | str, language: str) -> str:
    if isinstance(word, str):
        return word
    return word.fr if language == "fr" else word.en


@lru_cache(maxsize=4096)
def _named(service: str) -> Text:
    fact = kinds().get(Kind(service))
    return fact.title if fact is not None else same(service)


def services_of(place: Place) -> Text:
    """What a place's services are called."""
    named = [_named(one) for one in place.services]
    return Text(en=", ".join(one.en for one in named), fr=", ".join(one.fr for one in named))
