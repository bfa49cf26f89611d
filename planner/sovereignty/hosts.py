"""Finding hosts in the raw configuration of many resources, in one pass over its bytes."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Generic, TypeVar

T = TypeVar("T")

_LONGEST = 253
"""Of a host name, in bytes (RFC 1035)."""

_NAME = bytes(range(ord("a"), ord("z") + 1)) + b"0123456789.-_"
_TO_WORDS = bytes(
    sign if sign in _NAME else (sign + 32 if 65 <= sign <= 90 else 32)  # noqa: PLR2004 - A to Z
    for sign in range(256)
)
"""Lower case; whatever cannot be in a host is a space."""


class HostTable(Generic[T]):
    """Ends of hosts, each with what it stands for; the longest end wins.

    A `*` stands for one or several labels. Addresses (IPv4) are given in full. What is found is given
    back as the table writes it: nothing of the configuration itself leaves this table.
    """

    def __init__(self, hosts: Mapping[str, T]) -> None:
        self._exact = {host: (host, thing) for host, thing in hosts.items() if "*" not in host}
        self._patterns: dict[str, list[tuple[str, T]]] = {}
        for host, thing in sorted(hosts.items()):
            if "*" in host:
                tail = host.rpartition("*.")[2]
                self._patterns.setdefault(tail, []).append((host, thing))
        ends = sorted({_last(host) for host in hosts}, key=lambda one: (-len(one), one))
        self._ends = (
            re.compile(
                rb"\.(?:" + b"|".join(re.escape(end.encode()) for end in ends) + rb")(?!\.?[\w-])",
                re.IGNORECASE,
            )
            if ends
            else None
        )
        self._tails = {b".".join(host.encode().split(b".")[-2:]) for host in hosts}
        self._known: dict[bytes, tuple[str, T] | None] = {}

    def find(self, raw: bytes) -> Iterator[tuple[str, T]]:
        """(the table's host, what it stands for) for every host in the bytes, each once."""
        if self._ends is None:
            return
        seen: set[str] = set()
        for match in self._ends.finditer(raw):
            start, end = max(0, match.start() - _LONGEST), match.end()
            word = bytes(memoryview(raw)[start:end]).translate(_TO_WORDS).rpartition(b" ")[2]
            if word[word.rfind(b".", 0, word.rfind(b".")) + 1 :] not in self._tails:
                continue  # most hosts are nobody's here
            found = self._known[word] if word in self._known else self._look_up(word)
            if found is not None and found[0] not in seen:
                seen.add(found[0])
                yield found

    def _look_up(self, word: bytes) -> tuple[str, T] | None:
        labels = word.decode("ascii").strip(".-_").split(".")
        tails = [".".join(labels[at:]) for at in range(len(labels))]
        found = next((one for tail in tails if (one := self._of(tail, tails[0]))), None)
        if len(self._known) < _MOST:
            self._known[word] = found
        return found

    def _of(self, tail: str, whole: str) -> tuple[str, T] | None:
        exact = self._exact.get(tail)
        if exact is not None:
            # an address is not the end of another one
            return exact if not _is_address(tail) or tail == whole else None
        for pattern, thing in self._patterns.get(tail, ()):
            if fnmatchcase(whole, pattern) or fnmatchcase(whole, f"*.{pattern}"):
                return pattern, thing
        return None


_MOST = 200_000
"""Words remembered at most: hostile input may hold a new one in every place."""


def _is_address(host: str) -> bool:
    return host.replace(".", "").isdigit()


def _last(host: str) -> str:
    """What follows the last dot of a name, the first of an address."""
    return host.partition(".")[2] if _is_address(host) else host.rpartition(".")[2]


_IMAGE = re.compile(rb'image\\*"\s*:\s*\\*"([^"\\]{1,255})')
_BARE = re.compile(
    r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)?(?::[\w][\w.-]*)?(?:@sha256:\w+)?\Z"
)


def bare_images(raw: bytes) -> bool:
    """Whether a container image is named without a registry: tools then ask Docker Hub."""
    return any(is_bare(one.decode("utf-8", "replace")) for one in _IMAGE.findall(raw))


def is_bare(image: str) -> bool:
    """Whether the name of an image has no registry.

    >>> is_bare("nginx:1.27"), is_bare("ghcr.io/acme/web")
    (True, False)
    """
    first, slash, _ = image.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        return False
    return bool(_BARE.match(image))
