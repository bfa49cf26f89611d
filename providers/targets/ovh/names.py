"""Names that OVHcloud accepts, made from names at the source, whatever those hold."""

import hashlib
import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ufeff\ud800-\udfff]+")
_NOT_DNS = re.compile(r"[^a-z0-9]+")
_BUCKET = re.compile(r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
_NOT_SQL = re.compile(r"[^A-Za-z0-9_-]+")
_NOT_PATH = re.compile(r"[^A-Za-z0-9_./-]+")
_ADDRESS = re.compile(r"^\d+\.\d+\.\d+\.\d+$")

LONGEST_LABEL = 200
"""Characters of a display name: Neutron and Nova accept 255; suffixes of ours need room."""
LONGEST_DNS = 50
LONGEST_SQL = 60
LONGEST_BUCKET = 63


def _mark(text: str) -> str:
    """Six hexadecimal digits that tell two cut or changed names apart."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def label(text: str, otherwise: str = "unnamed") -> str:
    r"""A display name: one line, at most 200 characters; a longer one keeps its start and a mark.

    >>> label("web\\nfront")
    'web front'
    """
    plain = " ".join(_CONTROL.sub(" ", text).split())
    if not plain:
        return otherwise
    return plain if len(plain) <= LONGEST_LABEL else f"{plain[: LONGEST_LABEL - 7]}-{_mark(text)}"


def dns_label(text: str, otherwise: str = "unnamed") -> str:
    """Lower-case letters, digits and dashes, starting with a letter, at most 50 characters.

    Node pools (no underscore), host names and registries want this. What two sources could share
    after the change carries a mark.

    >>> dns_label("web-front"), dns_label("Pool_A")
    ('web-front', 'pool-a-1b2a81')
    """
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = _NOT_DNS.sub("-", ascii_).strip("-")
    if not plain:
        plain = otherwise if not text else f"{otherwise}-{_mark(text)}"
    if not plain[0].isalpha():
        plain = f"n-{plain}"
    if plain == text and len(plain) <= LONGEST_DNS:
        return plain
    stem = plain[: LONGEST_DNS - 7].strip("-")
    return stem if stem == otherwise and not text else f"{stem}-{_mark(text)}"


def bucket_name(text: str) -> str:
    """The name where the S3 rules accept it, else a like one with a mark.

    >>> bucket_name("shop-assets")
    'shop-assets'
    """
    if _BUCKET.match(text) and ".." not in text and not _ADDRESS.match(text):
        return text
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = _NOT_DNS.sub("-", ascii_).strip("-")[: LONGEST_BUCKET - 7].strip("-") or "bucket"
    return f"{stem}-{_mark(text)}"


def sql_name(text: str, otherwise: str) -> str:
    """A database or user name: letters, digits, `_` and `-`, starting with a letter.

    >>> sql_name("orders", "app"), sql_name("", "app")
    ('orders', 'app')
    """
    plain = _NOT_SQL.sub("_", text).strip("_-")
    if not plain:
        return otherwise
    if not plain[0].isalpha():
        plain = f"d_{plain}"
    return (
        plain
        if plain == text and len(plain) <= LONGEST_SQL
        else (f"{plain[: LONGEST_SQL - 7]}_{_mark(text)}")
    )


def secret_path(text: str) -> str:
    """A path of the secret store: letters, digits and `_ . / -`, without empty parts or `..`.

    >>> secret_path("prod/db")
    'prod/db'
    """
    parts = [part for part in _NOT_PATH.sub("-", text).split("/") if part.strip(".-")]
    plain = "/".join(parts)[:LONGEST_LABEL]
    if plain == text and plain:
        return plain
    return f"{plain or 'secret'}-{_mark(text)}"
