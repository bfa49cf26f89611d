"""Words replaced by made-up ones: the same word by the same one, wherever it stands.

A replacement has letters where the word has letters and digits where it has digits, so that what
looks like an id, an account or a name goes on looking like one; words alike but for their case stay
so. Whoever has the key can make the same replacements; nobody can undo them without it.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b
from itertools import count

from planner.inventory.mask_addresses import Addresses

_GUID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_IPV4 = r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\w.]*\w)"
_DASHED = r"(?<![a-zA-Z0-9])ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}(?![a-zA-Z0-9])"
_IPV6 = r"(?<![\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}(?:/\d{1,3})?(?![\w:.])"
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
_HEX = re.compile(r"[0-9a-f]{8,}")
_WORD = r"[^\W_]+"
_SHORTEST = 4
_NUMBER = 6
"""Digits in a row from which they may be an account or a telephone; fewer are ports and versions."""
_SHORT_NUMBER = re.compile(r"(?<![\w.])\d{3,5}(?![\w.])")
_TRIES = 64
_LETTERS = "ghijklmnopqrstuvwxyz"
"""Not those of hexadecimal numbers: what is none must not become one."""


class Words:
    """Shown every text first (`see`), then gives each its replacement (`text`)."""

    def __init__(self, key: bytes, kept: Iterable[str], pieces: Iterable[str]) -> None:
        self._key = blake2b(key, digest_size=32).digest()
        self._kept = frozenset(kept)
        self._pattern = re.compile(
            f"(?P<piece>{'|'.join(pieces) or '(?!)'})|(?P<guid>{_GUID})|(?P<dashed>{_DASHED})"
            f"|(?P<address>{_IPV4}|{_IPV6})|(?P<word>{_WORD})"
        )
        self._seen: set[str] = set()
        self._parts: dict[str, tuple[str, ...]] = {}
        self._words: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._addresses = Addresses(self._key)

    def see(self, text: str) -> str:
        """Take note of the words of a text; the text as it is."""
        if text in self._seen:
            return text
        self._seen.add(text)
        for match in self._pattern.finditer(text):
            if match.lastgroup in ("address", "dashed"):
                self._addresses.see(match.group())
            elif match.lastgroup == "word":
                parts = tuple(_CAMEL.split(match.group()))
                if len(parts) > 1:
                    lowered = tuple(part.lower() for part in parts)
                    key = "".join(lowered)
                    self._parts[key] = min(lowered, self._parts.get(key, lowered))
        return text

    def settle(self) -> None:
        """Choose the replacements, once every text was seen."""
        self._addresses.settle()
        found: set[str] = set()
        for text in self._seen:
            for match in self._pattern.finditer(text):
                if match.lastgroup == "word":
                    found.update(self._pieces(match.group().lower()))
        taken = found | self._kept
        wanted = sorted((self._mac(word), word) for word in found if not self._stays(word))
        for _, word in wanted:
            self._words[word] = made = self._new(word, taken)
            taken.add(made)
        self._seen.clear()

    def text(self, text: str) -> str:
        """The text with its words replaced."""
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = self._pattern.sub(self._replaced, text)
        return known

    def numbers(self, text: str) -> str:
        """The text with short numbers replaced as well: in what people write they are cost centres."""
        return _SHORT_NUMBER.sub(self._number, text)

    def _number(self, match: re.Match[str]) -> str:
        return _shaped(match.group(), 0, self._mac(match.group()))

    def digest(self, text: str, size: int = 4) -> str:
        """A short mark that two equal texts have alike."""
        return self._mac(text)[:size].hex()

    def stream(self, content: bytes) -> bytes:
        """As many bytes that only the key and the content decide."""
        pieces = range(len(content) // 64 + 1)
        made = (blake2b(content, key=self._key, salt=at.to_bytes(8)).digest() for at in pieces)
        return b"".join(made)[: len(content)]

    def _replaced(self, match: re.Match[str]) -> str:
        word = match.group()
        if match.lastgroup == "piece":
            return word
        if match.lastgroup == "guid":
            made = self._mac(word.lower())[:16].hex()
            return f"{made[:8]}-{made[8:12]}-{made[12:16]}-{made[16:20]}-{made[20:]}"
        if match.lastgroup in ("address", "dashed"):
            found = self._addresses.text(word)
            return found if found is not None else re.sub(_WORD, self._plain, word)
        return self._plain(match)

    def _plain(self, match: re.Match[str]) -> str:
        word = match.group()
        place = 0
        made = ""
        for part in self._pieces(word.lower()):
            new = self._words.get(part, part if self._stays(part) else self._mac(part)[:4].hex())
            made += _cased(new, word[place : place + len(part)])
            place += len(part)
        return made

    def _pieces(self, lowered: str) -> tuple[str, ...]:
        return self._parts.get(lowered, (lowered,))

    def _stays(self, word: str) -> bool:
        return len(word) == 1 or word in self._kept or (word.isdecimal() and len(word) < _NUMBER)

    def _mac(self, word: str) -> bytes:
        return blake2b(word.encode("utf-8", "surrogatepass"), key=self._key).digest()

    def _new(self, word: str, taken: set[str]) -> str:
        for number in count():
            longer = max(0, _SHORTEST - len(word), number // _TRIES)
            made = _shaped(word, longer, self._mac(f"{word}\0{number}"))
            if made not in taken:
                return made
        raise AssertionError  # pragma: no cover - count() has no end


def _shaped(word: str, longer: int, mac: bytes) -> str:
    """A word of the same shape: letters for letters, digits for digits, hexadecimal for such."""
    hexadecimal = {at for run in _HEX.finditer(word) for at in range(*run.span())}
    made = []
    for at, sign in enumerate(word):
        number = mac[at % len(mac)] + 256 * (at // len(mac)) + at
        if sign.isdecimal():
            made.append(str(number % 9 + 1) if at == 0 else str(number % 10))
        else:
            letters = "abcdef" if at in hexadecimal else _LETTERS
            made.append(letters[number % len(letters)])
    tail = (_LETTERS[mac[-1 - at % len(mac)] % len(_LETTERS)] for at in range(longer))
    digits = word.isdecimal()
    return "".join(made) + (
        "".join(str(ord(one) % 10) for one in tail) if digits else "".join(tail)
    )


def _cased(word: str, like: str) -> str:
    """The word in capitals where the other has them."""
    if like.islower() or not like:
        return word
    if like.isupper():
        return word.upper()
    pairs = zip(word, like, strict=False)
    return "".join(a.upper() if b.isupper() else a for a, b in pairs) + word[len(like) :]
