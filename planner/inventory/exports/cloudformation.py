"""CloudFormation templates, JSON or YAML: what would run, before any of it does.

Parameters are taken at their defaults, mappings and conditions resolved, references to resources
kept. What a parameter without default decides is unknown, and said; a resource whose condition is
false with the defaults is not made, and counted.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from planner.errors import InputError
from planner.inventory.exports import Document, Item, Rejected
from planner.inventory.exports.document import malformed
from planner.inventory.exports.template_functions import Scope
from planner.inventory.exports.template_yaml import load_yaml_text
from planner.inventory.problems import diagnostic, input_error
from planner.model.text import Text

NAME = "cloudformation"
CLOUD = "aws"
TITLE = Text(en="CloudFormation templates", fr="modèles CloudFormation")
MAKE = "aws cloudformation get-template --stack-name NAME --query TemplateBody > template.json"
SIGNS = ("AWSTemplateFormatVersion", "Resources", "Parameters", "TemplateBody")

_YAML = re.compile(r"^Resources\s*:", re.MULTILINE)
_TYPE = re.compile(r"^\s+[\"']?Type[\"']?\s*:\s*[\"']?(?:AWS|Alexa|Custom)::", re.MULTILINE)


def matches(document: Document) -> bool:
    """By its types, or by the version of its format."""
    if document.form == "text":
        head = document.head
        return bool(_YAML.search(head)) and (
            bool(_TYPE.search(head)) or "AWSTemplateFormatVersion" in head
        )
    return document.form == "object" and (
        "TemplateBody" in document.first or _is_template(document.first)
    )


def _is_template(first: Mapping[str, Any]) -> bool:
    resources = first.get("Resources")
    if not isinstance(resources, Mapping):
        return False
    types = (one.get("Type") for one in resources.values() if isinstance(one, Mapping))
    return "AWSTemplateFormatVersion" in first or any(
        isinstance(word, str) and "::" in word for word in types
    )


def items(document: Document) -> Iterator[Item | Rejected]:
    """Every resource of a template.

    Raises:
        InputError: where it is YAML that cannot be read.
    """
    for template in _templates(document):
        if isinstance(template, Rejected):
            yield template
        else:
            yield from _resources(document, template)


def _templates(document: Document) -> Iterator[Mapping[str, Any] | Rejected]:
    if document.form == "text":
        yield _loaded(document.whole(), document.file)
        return
    for entry in document.objects():
        if isinstance(entry, Rejected):
            yield entry
            continue
        body = entry.value.get("TemplateBody", entry.value)
        if isinstance(body, str):
            body = _loaded(body.encode("utf-8", "replace"), document.file)
        if isinstance(body, Mapping):
            yield body
        else:
            yield malformed(document.file, "TemplateBody", "Expected `object`")


def _loaded(content: bytes, name: str) -> Mapping[str, Any]:
    found = load_yaml_text(content)
    if isinstance(found, str):
        raise _unreadable(name, found)
    return found


def _unreadable(name: str, why: str) -> InputError:
    return input_error(name, "not-yaml", why=why)


def _resources(document: Document, template: Mapping[str, Any]) -> Iterator[Item | Rejected]:
    found = template.get("Resources")
    scope = Scope(template, _stem(document.file))
    left_out = 0
    for logical, resource in found.items() if isinstance(found, Mapping) else ():
        place = f"Resources.{logical}"
        if not isinstance(resource, Mapping) or not isinstance(resource.get("Type"), str):
            yield malformed(document.file, place, "Expected an object with a `Type`")
            continue
        if scope.is_made(resource) is False:
            left_out += 1
            continue
        try:
            yield _item(document, str(logical), resource, scope)
        except RecursionError:
            yield malformed(document.file, place, "nested too deeply")
    if left_out:
        problem = diagnostic("template-condition-false", document.file, why=str(left_out))
        yield Rejected("", problem, left_out)
    if scope.unknown:
        names = ", ".join(sorted(scope.unknown)[:20])
        yield Rejected("", diagnostic("template-unknown", document.file, why=names), 0)


def _item(document: Document, logical: str, resource: Mapping[str, Any], scope: Scope) -> Item:
    properties = scope.resolved(resource.get("Properties"))
    return Item(
        cloud=CLOUD,
        form="template",
        type=str(resource["Type"]),
        body={
            "LogicalId": logical,
            "Properties": properties if isinstance(properties, dict) else {},
        },
        file=document.file,
        place=f"Resources.{logical}",
    )


def _stem(file: str) -> str:
    """The name of a file without its endings: the stack's, as far as a template knows it."""
    return file.rpartition("/")[2].partition(".")[0]
