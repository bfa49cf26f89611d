"""ARM templates: exports of groups and deployments, and templates written by people.

Names, ids and values are put in as far as the file tells (`arm_values`). A template does not say in
which group and subscription it stands: the subscription is `unknown`, the group is called as the file.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from planner.inventory.exports import Document, Entry, Item, Rejected
from planner.inventory.exports.arm_resources import (
    by_name,
    depending,
    full_type,
    handed,
    identity,
    scope_of,
    stand_in,
    upon,
    without,
)
from planner.inventory.exports.arm_values import Budget, Values
from planner.inventory.problems import diagnostic
from planner.model.text import Text

NAME = "azure-template"
CLOUD = "azure"
TITLE = Text(
    en="Azure Resource Manager templates, exported or written",
    fr="modèles Azure Resource Manager, exportés ou écrits",
)
MAKE = "az group export --name GROUP --include-parameter-default-value > template.json"
SIGNS = ("$schema", "contentVersion", "parameters", "variables", "resources", "outputs")

NESTED = "microsoft.resources/deployments"
DEEPEST = 6
"""Templates within templates."""

MOST = 20_000
"""Resources of one file; Azure allows a template 800, and nested ones as many again."""

_KEPT = ("location", "tags", "sku", "kind", "identity", "zones", "plan", "managedBy", "properties")
_PORTAL = re.compile(r"ExportedTemplate-(.+?)(?:\.zip)?$", re.IGNORECASE)
_USUAL = frozenset({"template", "azuredeploy", "maintemplate", "main", "deploy"})


def matches(document: Document) -> bool:
    """By the schema it names, or by what only templates have beside each other."""
    if document.form != "object":
        return False
    return _is_template(_template(document.first)) or _is_parameters(document.first)


def _template(first: Mapping[str, Any]) -> Mapping[str, Any]:
    """The template, which some commands wrap."""
    inner = first.get("template")
    return inner if isinstance(inner, Mapping) else first


def _is_template(first: Mapping[str, Any]) -> bool:
    schema = first.get("$schema")
    if isinstance(schema, str) and "deploymenttemplate" in schema.lower():
        return True
    return "contentVersion" in first and isinstance(first.get("resources"), list | Mapping)


def _is_parameters(first: Mapping[str, Any]) -> bool:
    schema = first.get("$schema")
    return isinstance(schema, str) and "deploymentparameters" in schema.lower()


def items(document: Document) -> Iterator[Item | Rejected]:
    """Every resource, those written within others and in nested templates too."""
    if _is_parameters(document.first):
        yield Rejected("", diagnostic("azure-parameters", document.file), 0)
        return
    for entry in document.objects():
        if isinstance(entry, Rejected):
            yield entry
            continue
        reading = _Reading(document)
        yield from reading.template(_template(entry.value), entry.place)


def group_of(file: str, folders: tuple[str, ...] = ()) -> str:
    """What the group is called, since the template does not say: as the file, or its folder."""
    pieces = [*folders, *file.rpartition(".")[0].split("/")] if "." in file else [*folders, file]
    for piece in reversed(pieces):
        if found := _PORTAL.match(piece):
            return found.group(1)
    named = [one for one in pieces if one]
    if len(named) > 1 and named[-1].lower() in _USUAL:
        named = named[:-1]
    return re.sub(r"[^\w.()-]+", "-", named[-1] if named else "") or "template"


class _Reading:
    """One template with all that is in it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._budget = Budget()
        self._skipped: dict[str, int] = {}
        self._unknown: set[str] = set()

    def template(self, template: Mapping[str, Any], place: str) -> Iterator[Item | Rejected]:
        group = group_of(self._document.file, self._document.folders)
        scope = f"/subscriptions/unknown/resourceGroups/{group}"
        values = Values(template, scope, budget=self._budget)
        found = list(islice(self._resources(template, values, place, 0), MOST + 1))
        if len(found) > MOST:
            problem = diagnostic("azure-template-large", self._document.file, why=str(MOST))
            found[MOST:] = [Rejected("", problem, 0)]
        bodies = [one for one in found if isinstance(one, Entry)]
        apart = {str(one.value["id"]).lower() for one in bodies}
        names = by_name(bodies)
        for one in found:
            if isinstance(one, Rejected):
                yield one
            else:
                yield self._item(without(depending(one, names), apart))
        yield from self._said()

    def _item(self, entry: Entry) -> Item:
        return Item(
            cloud=CLOUD,
            form="template",
            type=str(entry.value["type"]).lower(),
            body=entry.value,
            file=self._document.file,
            place=entry.place,
            account="unknown",
        )

    def _said(self) -> Iterator[Rejected]:
        file = self._document.file
        for code, count in sorted(self._skipped.items()):
            yield Rejected("", diagnostic(code, file, why=str(count)), count)
        if self._unknown:
            why = ", ".join(sorted(self._unknown)[:20])
            yield Rejected("", diagnostic("template-unknown", file, why=why), 0)

    def _resources(
        self, template: Mapping[str, Any], values: Values, place: str, depth: int
    ) -> Iterator[Entry | Rejected]:
        written = template.get("resources")
        symbols = written.items() if isinstance(written, Mapping) else ()
        several = [(f"resources.{key}", one) for key, one in symbols]
        if isinstance(written, list):
            several = [(f"resources[{number}]", one) for number, one in enumerate(written)]
        for at, one in several:
            yield from self._loop(one, values, f"{place}.{at}".lstrip("."), depth)

    def _loop(
        self, written: object, values: Values, place: str, depth: int
    ) -> Iterator[Entry | Rejected]:
        """A resource, as often as its loop says."""
        if not isinstance(written, Mapping) or not isinstance(written.get("type"), str):
            problem = diagnostic("item-malformed", self._document.file, place=place, why="`type`")
            yield Rejected("", problem)
            return
        if written.get("existing") is True:
            return
        loop = written.get("copy")
        if not isinstance(loop, Mapping):
            yield from self._resource(written, values, place, depth)
            return
        name = loop.get("name")
        found = values.counted(name if isinstance(name, str) else "", loop.get("count"))
        none = True
        for number in found:
            none = False
            yield from self._resource(written, values, f"{place}[{number}]", depth)
        if none:  # how many there are is unknown: one stands for them
            self._unknown.add(f"{place}.copy")
            yield from self._resource(written, values, place, depth)

    def _resource(
        self, written: Mapping[str, Any], values: Values, place: str, depth: int
    ) -> Iterator[Entry | Rejected]:
        if values.resolved(written.get("condition", True), "condition") is False:
            self._skipped["template-condition-false"] = (
                self._skipped.get("template-condition-false", 0) + 1
            )
            return
        if written["type"].lower() == NESTED:
            yield from self._nested(written, values, place, depth)
            return
        yield from self._plain(written, values, place, depth)

    def _plain(
        self, written: Mapping[str, Any], values: Values, place: str, depth: int, above: str = ""
    ) -> Iterator[Entry | Rejected]:
        values.unresolved, values.named = {}, set()
        kind, name = written["type"], values.resolved(written.get("name"), "name")
        root = above or upon(written.get("scope"), values)
        own = identity(kind, name if isinstance(name, str) else stand_in(written), root)
        body: dict[str, Any] = {
            "id": own,
            "type": full_type(kind, above),
            "name": own.rpartition("/")[2],
        }
        for key in _KEPT:
            if key in written:
                body[key] = values.resolved(written[key], key)
        wanted = values.resolved(written.get("dependsOn"), "dependsOn")
        named = [*(wanted if isinstance(wanted, list) else ()), *sorted(values.named)]
        body["dependsOn"] = [one for one in named if isinstance(one, str)]
        if values.unresolved:
            body["unresolved"] = dict(sorted(values.unresolved.items()))
        self._unknown |= values.asked
        yield Entry(place, body)
        inner = written.get("resources")
        for number, one in enumerate(inner if isinstance(inner, list) and depth < DEEPEST else ()):
            at = f"{place}.resources[{number}]"
            if isinstance(one, Mapping) and isinstance(one.get("type"), str):
                yield from self._plain(one, values, at, depth + 1, own)
            else:
                problem = diagnostic("item-malformed", self._document.file, place=at, why="`type`")
                yield Rejected("", problem)

    def _nested(
        self, written: Mapping[str, Any], values: Values, place: str, depth: int
    ) -> Iterator[Entry | Rejected]:
        """A template within a template; with a scope of its own, or that of the outer one."""
        properties = written.get("properties")
        properties = properties if isinstance(properties, Mapping) else {}
        template = properties.get("template")
        if not isinstance(template, Mapping) or depth >= DEEPEST:
            problem = diagnostic("azure-template-elsewhere", self._document.file, place=place)
            yield Rejected("", problem)
            return
        scope = scope_of(written, values)
        options = properties.get("expressionEvaluationOptions")
        how = options.get("scope") if isinstance(options, Mapping) else ""
        within = values
        if isinstance(how, str) and how.lower() == "inner":
            given = handed(properties.get("parameters"), values)
            within = Values(template, scope, given=given, budget=self._budget)
        before, within.scope = within.scope, scope
        yield from self._resources(template, within, f"{place}.properties.template", depth + 1)
        within.scope = before
