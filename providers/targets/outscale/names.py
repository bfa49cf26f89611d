"""Names that OUTSCALE accepts, made from names that people gave elsewhere.

Each function is pure: the same name and id give the same result, whatever they hold. Where
characters had to go or the name was cut, six digits of a hash of the id keep two names apart.
Limits: OpenAPI text of osc-sdk-go 3.0.0-rc.4 and provider 1.8.0.
"""

import re
import unicodedata
from hashlib import sha256

from planner.model.resource import Resource

_BALANCER = 32
_BUCKET = 63
_IMAGE = 128
_OKS = 40
_USER = 64
_LONG = 255
_PLAIN = re.compile(r"[^A-Za-z0-9]+")
_GROUP = re.compile(r"[^A-Za-z0-9 _.\-:/()#,@\[\]+=&;{}!$*]+")
_SENTENCE = re.compile(r"[^A-Za-zÀ-ÖØ-öø-ÿ0-9 _.\-:/()#,@\[\]+=&;{}!$*]+")
_IMAGE_NAME = re.compile(r"[^A-Za-z0-9_ ()/.\-]+")
_USER_NAME = re.compile(r"[^A-Za-z0-9+=,.@_-]+")
_KEY_NAME = re.compile(r"[^\x20-\x7e]+")
_SEPARATORS = re.compile(r"[ _.\-/:]+")


def _ascii(text: str) -> str:
    """The text without its accents; what has no plain form goes."""
    folded = unicodedata.normalize("NFKD", text)
    return folded.encode("ascii", "ignore").decode("ascii")


def _fitted(resource: Resource, forbidden: re.Pattern[str], limit: int, fallback: str) -> str:
    """The name with forbidden characters as hyphens, within the limit, apart from its likes."""
    plain = _ascii(resource.name).strip()
    clean = forbidden.sub("-", plain).strip("- ")
    kept = _SEPARATORS.sub("", clean) == _SEPARATORS.sub("", resource.name)
    if clean and kept and len(clean) <= limit:
        return clean
    mark = sha256(resource.id.encode("utf-8", "replace")).hexdigest()[:6]
    return f"{(clean or fallback)[: limit - 7].rstrip('- ')}-{mark}"


def slug(text: str, fallback: str = "unnamed") -> str:
    """Lower-case letters, digits and underscores: part of a Terraform variable's name.

    >>> slug("Orders DB (prod)")
    'orders_db_prod'
    """
    word = _PLAIN.sub("_", _ascii(text)).strip("_").lower()[:60].rstrip("_") or fallback
    return word if word[0].isalpha() else f"{fallback}_{word}"


def security_group_name(resource: Resource) -> str:
    """1 to 255 characters of a limited set, never beginning with `sg-`."""
    name = _fitted(resource, _GROUP, _LONG, "group")
    return f"group-{name}"[:_LONG] if name.startswith("sg-") else name


def security_group_description(text: str, fallback: str) -> str:
    """Required, at most 255 characters; accents are allowed, quotes and angle brackets are not."""
    return _SENTENCE.sub(" ", text)[:_LONG].strip() or fallback[:_LONG] or "-"


def keypair_name(resource: Resource) -> str:
    """At most 255 printable ASCII characters."""
    return _fitted(resource, _KEY_NAME, _LONG, "key")


def balancer_name(resource: Resource) -> str:
    """At most 32 letters, digits and hyphens, with no hyphen at either end."""
    return _fitted(resource, _PLAIN, _BALANCER, "balancer")


def rule_name(resource: Resource, number: int) -> str:
    """A listener rule's name: the balancer's and a number, letters, digits and hyphens."""
    return f"{balancer_name(resource)}-{number}"


def bucket_name(resource: Resource) -> str:
    """3 to 63 lower-case letters, digits and hyphens; no dot."""
    name = _fitted(resource, _PLAIN, _BUCKET, "bucket").lower()
    return name if len(name) > 2 else f"bucket-{name}"  # noqa: PLR2004 - the shortest is 3


def image_name(resource: Resource) -> str:
    """3 to 128 letters, digits, spaces and `_()/.-`."""
    name = _fitted(resource, _IMAGE_NAME, _IMAGE, "image")
    return name if len(name) > 2 else f"image-{name}"  # noqa: PLR2004 - the shortest is 3


def user_name(resource: Resource) -> str:
    """1 to 64 letters, digits and `+=,.@-_`."""
    return _fitted(resource, _USER_NAME, _USER, "user")


def oks_name(resource: Resource, fallback: str = "cluster") -> str:
    """2 to 40 lower-case letters, digits and hyphens, beginning with a letter."""
    name = _fitted(resource, _PLAIN, _OKS, fallback).lower()
    if not name[0].isalpha() or len(name) < 2:  # noqa: PLR2004 - the shortest is 2
        name = f"{fallback}-{name}"[:_OKS].rstrip("-")
    return name


def tags(resource: Resource) -> dict[str, str]:
    """Tags as OUTSCALE takes them: the name, then the source's, keys 1-255, values 0-255.

    Keys that begin with `aws:` or `osc.` mean something to a cloud and are left out.
    """
    kept = {
        key[:_LONG]: value[:_LONG]
        for key, value in sorted(resource.tags.items())
        if key and key != "Name" and not key.lower().startswith(("aws:", "osc."))
    }
    return {"Name": resource.name[:_LONG], **kept}
