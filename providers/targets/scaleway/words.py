"""Names and tags that Scaleway accepts, made from whatever the source calls things."""

import hashlib
import re
import unicodedata

from planner.model.resource import Resource

LONGEST_NAME = 63
LONGEST_BUCKET = 50
"""63 less what people may append with `global_suffix` (names are unique over all customers)."""
LONGEST_QUEUE = 80
LONGEST_TAG = 128
SHORTEST_BUCKET = 3

_NOT_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
_NOT_BUCKET = re.compile(r"[^a-z0-9-]+")
_NOT_QUEUE = re.compile(r"[^A-Za-z0-9_-]+")
_NOT_VARIABLE = re.compile(r"[^a-z0-9]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _short(text: str, whole: str, longest: int) -> str:
    """Text within a length; what was cut is told apart by a digest of the whole."""
    if len(text) <= longest:
        return text
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{text[: longest - 7].rstrip('-_.')}-{digest}"


def _last_word(id_: str) -> str:
    return re.split(r"[/:]", id_.rstrip("/:"))[-1]


def name_of(resource: Resource, longest: int = LONGEST_NAME) -> str:
    """The name shown in the console: letters, digits, `.`, `_` and `-`, never empty."""
    if len(resource.name) <= longest and _PLAIN.fullmatch(resource.name):
        return resource.name
    for whole in (resource.name, _last_word(resource.id), resource.native_type):
        word = _NOT_NAME.sub("-", _ascii(whole)).strip("-_.")
        if word:
            return _short(word, whole, longest)
    return "unnamed"


def bucket_name(name: str) -> str:
    """A name for what is unique over all customers: `[a-z0-9-]`, 3 to 50 characters.

    A dot would break the TLS certificate of the bucket's endpoint.

    >>> bucket_name("Retail.Media_Prod"), bucket_name("x")
    ('retail-media-prod', 'migrated-x')
    """
    word = _NOT_BUCKET.sub("-", _ascii(name).lower()).strip("-")
    if len(word) < SHORTEST_BUCKET:
        word = f"migrated-{word}".strip("-")
    return _short(word, name, LONGEST_BUCKET)


def queue_name(name: str, *, fifo: bool) -> str:
    """A queue's name; `.fifo` ends it if and only if it is a FIFO queue.

    >>> queue_name("orders.fifo", fifo=True), queue_name("a b", fifo=False)
    ('orders.fifo', 'a-b')
    """
    stem = _NOT_QUEUE.sub("-", _ascii(name.removesuffix(".fifo"))).strip("-") or "queue"
    ending = ".fifo" if fifo else ""
    return _short(stem, name, LONGEST_QUEUE - len(ending)) + ending


def secret_path(name: str) -> tuple[str, str]:
    """(path, name) of a secret: what stands before the last slash becomes the path.

    >>> secret_path("prod/db/password")
    ('/prod/db', 'password')
    """
    parts = [
        word for part in name.split("/") if (word := _NOT_NAME.sub("-", _ascii(part)).strip("-_."))
    ] or ["secret"]
    return "/" + "/".join(parts[:-1]), _short(parts[-1], name, LONGEST_NAME)


def variable_word(text: str, longest: int = 40) -> str:
    """Part of a variable's name: lower case and underscores.

    >>> variable_word("subnet-0A1")
    'subnet_0a1'
    """
    word = _NOT_VARIABLE.sub("_", _ascii(text).lower()).strip("_") or "unnamed"
    return _short(word, text, longest).replace("-", "_")


def tags_of(resource: Resource) -> tuple[str, ...] | None:
    """Tags as a list of `key=value`; None for none. The clouds' own tags stay behind."""
    found = sorted(
        _CONTROL.sub(" ", f"{key}={value}" if value else key).strip()[:LONGEST_TAG]
        for key, value in resource.tags.items()
        if key and not key.startswith("aws:")
    )
    return tuple(dict.fromkeys(found)) or None
