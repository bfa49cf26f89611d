"""Public keys replaced by such as nobody has the other half of."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable

_SHORT = 8
"""Bytes of what every key has: its exponent, the name of its curve (with `nistp256`)."""
_LENGTH = 4


def public_key(text: str, words: Callable[[str], str], stream: Callable[[bytes], bytes]) -> str:
    """A key of the same algorithm and length; anything else as words.

    The form is that of OpenSSH (RFC 4253, section 6.6): fields, each behind its length.
    """
    kind, _, rest = text.strip().partition(" ")
    encoded, _, comment = rest.partition(" ")
    try:
        fields = _fields(b64decode(encoded, validate=True))
    except (Error, ValueError):
        fields = []
    if not fields or fields[0] != kind.encode("utf-8", "replace"):
        return words(text)
    made = [fields[0], *(_replaced(one, stream) for one in fields[1:])]
    blob = b"".join(len(one).to_bytes(_LENGTH) + one for one in made)
    return " ".join((kind, b64encode(blob).decode(), *([words(comment)] if comment else ())))


def _replaced(field: bytes, stream: Callable[[bytes], bytes]) -> bytes:
    """The field with its first bytes, which tell of its sign and size, and others behind them."""
    return field if len(field) <= _SHORT else field[:2] + stream(field)[2:]


def _fields(blob: bytes) -> list[bytes]:
    found = []
    while blob:
        length = int.from_bytes(blob[:_LENGTH])
        field, blob = blob[_LENGTH : _LENGTH + length], blob[_LENGTH + length :]
        if len(field) != length:
            return []
        found.append(field)
    return found
