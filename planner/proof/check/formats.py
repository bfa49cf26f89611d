"""Formats that a rule may ask of a text."""

import base64
import datetime as dt
import ipaddress
import json
import re
from collections.abc import Callable

_GO_DURATION = re.compile(r"^([-+]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))+$|^0$")
_CRON_FIELD = re.compile(
    r"^(\*|[A-Za-z0-9]+(-[A-Za-z0-9]+)?)(/\d+)?(,(\*|[A-Za-z0-9]+(-[A-Za-z0-9]+)?)(/\d+)?)*$"
)
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_URL = re.compile(r"^https?://[^\s/]+(/\S*)?$")
_LABEL = re.compile(r"^[a-z0-9][a-z0-9_.-]*$|^([a-z]{2}-[a-z]{3}-[0-9]/)?[0-9a-f-]{36}$")
_CRON_FIELDS = 5


def _parses(parse: Callable[[str], object]) -> Callable[[str], bool]:
    """Whether a parser takes the text."""

    def holds(text: str) -> bool:
        try:
            parse(text)
        except (ValueError, RecursionError):  # binascii and json raise kinds of ValueError
            return False
        return True

    return holds


def _address(text: str) -> object:
    return ipaddress.ip_address(text)


def _masked(text: str) -> object:
    if "/" not in text:
        raise ValueError(text)
    return ipaddress.ip_interface(text)


def _network(text: str) -> object:
    if "/" not in text:
        raise ValueError(text)
    return ipaddress.ip_network(text)


def _ipv4(text: str) -> object:
    if "/" not in text:
        raise ValueError(text)
    return ipaddress.IPv4Interface(text)


def _moment(text: str) -> object:
    if "T" not in text or not re.search(r"(Z|[+-]\d\d:\d\d)$", text):
        raise ValueError(text)
    return dt.datetime.fromisoformat(text)


def _cron(text: str) -> bool:
    fields = text.split()
    return len(fields) == _CRON_FIELDS and all(_CRON_FIELD.match(field) for field in fields)


_CHECKS: dict[str, Callable[[str], bool]] = {
    "base64": _parses(lambda text: base64.b64decode(text, validate=True)),
    "cidr": _parses(_masked),
    "cidr_network": _parses(_network),
    "cron5": _cron,
    "date": _parses(dt.date.fromisoformat),
    "email": lambda text: bool(_EMAIL.match(text)),
    "go_duration": lambda text: bool(_GO_DURATION.match(text)),
    "http_url": lambda text: bool(_URL.match(text)),
    "ip": _parses(_address),
    "ip_or_cidr": _parses(ipaddress.ip_interface),
    "ipv4_cidr": _parses(_ipv4),
    "iso8601": _parses(dt.datetime.fromisoformat),
    "json": _parses(json.loads),
    "marketplace_label_or_id": lambda text: bool(_LABEL.match(text)),
    "rfc3339": _parses(_moment),
}

FORMATS = frozenset(_CHECKS)


def has_format(name: str, text: str) -> bool:
    """Whether the text is of the format; `name` is one of `FORMATS`."""
    return _CHECKS[name](text)
