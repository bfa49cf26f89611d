"""Registers of a CMDB as a table: owner, criticality, class of data, application by id or name.

What they say becomes tags of the resources that they name; `plan policy init --from-cmdb` makes an
overrides file of them instead.
"""

from collections.abc import Iterator

from planner.inventory.columns import chosen, plain
from planner.inventory.exports import Document, Rejected
from planner.inventory.machines.columns import words
from planner.inventory.machines.register import TOLD, Entry, Register
from planner.inventory.problems import diagnostic
from planner.model.text import Text

NAME = "cmdb"
CLOUD = ""
TITLE = Text(
    en="registers of a CMDB (CSV: name or id, owner, criticality, data class, application)",
    fr="registres de CMDB (CSV : nom ou identifiant, propriétaire, criticité, classe de données, "
    "application)",
)
MAKE = "ServiceNow: Configuration > Servers > Export > CSV"
SIGNS = ("name", "owner", "criticality", "data_class", "application")

_OTHERS = frozenset(("vcpus", "memory", "memory_mib", "memory_gib"))
_TOOLS = frozenset(("akas", "ctx", "spconnectionname", "subscriptionid", "partition"))
"""Columns, plain, of tables that tools write of a cloud."""


def matches(document: Document) -> bool:
    """By a column for what it is of, and one for what it tells; lists of machines are others."""
    if document.form != "rows":
        return False
    found = chosen(document.columns, words().register)
    if not {"id", "name"} & found.keys() or not set(TOLD) & found.keys():
        return False
    if _TOOLS & {plain(name) for name in document.columns}:
        return False
    return not _OTHERS & chosen(document.columns, words().machines).keys()


def items(document: Document) -> Iterator[Register | Rejected]:
    """What rejects rows, then the register."""
    roles = chosen(document.columns, words().register)
    entries: list[Entry] = []
    for one in document.objects():
        if isinstance(one, Rejected):
            yield one
            continue
        cells = {role: one.value.get(name, "").strip() for role, name in roles.items()}
        called = tuple(word for role in ("id", "name") if (word := cells.get(role, "")))
        told = {key: word for key in TOLD if (word := cells.get(key, ""))}
        if not called:
            yield Rejected("cmdb", diagnostic("register-nameless", document.file, place=one.place))
            continue
        entries.append(Entry(words=called, told=told, why=cells.get("why", ""), place=one.place))
    yield Register(file=document.file, entries=tuple(entries))
