"""Which format of Terraform a file is of, by its content and never by its name."""

import re

import msgspec
from msgspec import Raw, Struct

from planner.inventory.files import InputFile
from planner.inventory.problems import input_error
from planner.inventory.show import read_show
from planner.inventory.state_v3 import read_v3
from planner.inventory.state_v4 import read_v4
from planner.inventory.terraform import JSON_ERRORS, Contents, words


class _Top(Struct, gc=False):
    """The keys that tell the formats apart."""

    version: Raw = Raw(b"")
    format_version: Raw = Raw(b"")
    encrypted_data: Raw = Raw(b"")
    encryption_version: Raw = Raw(b"")
    modules: Raw = Raw(b"")
    resources: Raw = Raw(b"")
    values: Raw = Raw(b"")
    planned_values: Raw = Raw(b"")


_TOP = msgspec.json.Decoder(_Top)

_BEGINS = re.compile(
    rb'\s*\{\s*"(?:version"\s*:\s*[34]\s*[,}]'
    rb'|(?:format_version|terraform_version|serial|lineage|encrypted_data|encryption_version)"\s*:)'
)
"""How a state or plan begins as Terraform and OpenTofu write it."""


def begins_as_terraform(file: InputFile) -> bool:
    """Whether the first key of a file is one that Terraform writes first: most inputs are states."""
    return bool(_BEGINS.match(file.head[:400]))


def is_terraform(file: InputFile) -> bool:
    """Whether a file has the keys of a state or plan, in whatever order."""
    try:
        top = _TOP.decode(file.content)
    except JSON_ERRORS:
        return False
    known = (top.version, top.format_version, top.encrypted_data, top.encryption_version)
    return any(bytes(one) for one in known)


def contents(file: InputFile) -> Contents:
    """The managed objects of a file.

    Raises:
        InputError: where it is not a state or plan that is read, with what it is instead.
    """
    top = _top(file)
    try:
        if bytes(top.encrypted_data) or bytes(top.encryption_version):
            raise input_error(file.name, "state-encrypted")
        if bytes(top.format_version):
            return _show(file, top)
        return _state(file, top)
    except RecursionError as failure:
        raise input_error(file.name, "too-deep") from failure
    except msgspec.DecodeError as failure:
        raise input_error(file.name, "not-terraform", why=str(failure)) from failure


def _top(file: InputFile) -> _Top:
    try:
        return _TOP.decode(file.content)
    except RecursionError as failure:
        raise input_error(file.name, "too-deep") from failure
    except msgspec.ValidationError as failure:
        raise input_error(file.name, "not-terraform", why=words(failure)) from failure
    except JSON_ERRORS as failure:
        why = words(failure) if file.content.strip() else "empty"
        raise input_error(file.name, "not-json", why=why) from failure


def _show(file: InputFile, top: _Top) -> Contents:
    version = bytes(top.format_version).decode("utf-8", "replace").strip('"')
    if version.split(".")[0] not in ("0", "1"):
        raise input_error(file.name, "state-version", why=f"`format_version` {version[:20]}")
    if not bytes(top.values) and not bytes(top.planned_values):
        # An empty state has neither: it is written `{"format_version":"1.0"}`.
        return Contents(found=iter(()), data=0)
    return read_show(file.content, file.name)


def _state(file: InputFile, top: _Top) -> Contents:
    version = bytes(top.version).decode("utf-8", "replace").strip()
    if version == "4":
        return read_v4(file.content, file.name)
    if version == "3":
        return read_v3(file.content, file.name)
    if version and (bytes(top.resources) or bytes(top.modules) or version.isdecimal()):
        raise input_error(file.name, "state-version", why=version[:20])
    raise input_error(file.name, "not-terraform", why="neither `version` nor `format_version`")
