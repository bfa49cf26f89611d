"""Resources of CloudFormation templates: properties in CloudFormation's words, and references.

What one resource calls another is an address of this template, `arn:aws:cloudformation:…:FILE.NAME`,
which is the other's id: templates name things that do not have an ARN yet.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from planner.model.protocols import Item
from providers.sources.aws.answers_services import share_word
from providers.sources.aws.api import Native, Place
from providers.sources.aws.casing import snaked
from providers.sources.aws.own_types import type_of_own
from providers.sources.aws.shape import tags_of
from providers.sources.aws.shapes import SHAPES
from providers.sources.aws.template_adapters import ADAPTERS
from providers.sources.aws.template_names import NAMES

_NAMED = re.compile(r"\$\{([A-Za-z0-9]{1,255})(?:\.[A-Za-z0-9.]{1,255})?\}")
_DEEPEST = 120


def templated(item: Item, place: Place) -> Iterator[Native]:
    """The records of one resource of a template, and of what stands within it."""
    names = _Names(item.file, place)
    given = names.put(item.body.get("Properties") or {})
    own = names.address(str(item.body.get("LogicalId") or item.place))
    native_type = type_of_own(item.type) or item.type
    properties = given if isinstance(given, dict) else {}
    if native_type == "aws_fsx_openzfs_file_system":
        native_type = f"aws_fsx_{share_word(properties.get('FileSystemType'))}_file_system"
    adapt = ADAPTERS.get(native_type)
    if adapt is not None:
        yield from adapt(native_type, own, properties)
        return
    yield plain(native_type, own, properties)


def plain(native_type: str, own: str, properties: Mapping[str, Any]) -> Native:
    """A resource whose properties are Terraform's arguments but for some names."""
    attributes: dict[str, Any] = dict(properties)
    shape = SHAPES.get(native_type)
    if shape is not None:
        attributes = shape(native_type, attributes, Place("", "")).attributes
    else:
        attributes = snaked(attributes)
    for name, argument in NAMES.get(native_type, {}).items():
        if attributes.get(name) is not None:
            attributes[argument] = attributes[name]
    attributes |= {"id": own, "arn": own, "tags": tags_of(attributes)}
    return Native(native_type, own, attributes, own)


class _Names:
    """References of a template to addresses."""

    def __init__(self, file: str, place: Place) -> None:
        account = "" if place.account == "unknown" else place.account
        name = file.replace("/", ":")
        self._base = f"arn:aws:cloudformation:{place.region}:{account}:{name}"

    def address(self, logical: str) -> str:
        """What a resource is called everywhere in its template."""
        return f"{self._base}.{logical}"

    def put(self, value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - JSON
        """The value with addresses in place of references."""
        if depth > _DEEPEST:
            return None
        if isinstance(value, list):
            return [self.put(one, depth + 1) for one in value]
        if not isinstance(value, Mapping):
            return value
        named = self._named(*next(iter(value.items()))) if len(value) == 1 else None
        if named is not None:
            return named
        return {key: self.put(one, depth + 1) for key, one in value.items()}

    def _named(self, key: object, inner: object) -> str | None:
        """What a function that names a resource stands for; None for anything else."""
        if key == "Ref":
            return self.address(str(inner))
        if key == "Fn::GetAtt" and isinstance(inner, list) and inner:
            return self.address(str(inner[0]))
        if key == "Fn::Sub":
            return _NAMED.sub(lambda found: self.address(found.group(1)), str(inner))
        return None
