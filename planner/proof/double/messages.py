"""Protobuf messages of plugin protocol 6, with what the generated stubs of `tf` 1.2.0 lack.

Source: the protocol's published description, `tfplugin6.proto` 6.9: write-only attributes,
client capabilities and the life of ephemeral resources.
"""

from functools import lru_cache
from typing import Any

_STRING, _BOOL, _MESSAGE, _BYTES = 9, 8, 11, 12
_ONE, _MANY = 1, 3
_DIAGNOSTIC, _VALUE = ".tfplugin6.Diagnostic", ".tfplugin6.DynamicValue"
_TIME = ".google.protobuf.Timestamp"

Field = tuple[str, int, int, str]
"""Name, number, type, name of the message type; a name that ends with * is a list."""

_TYPE: Field = ("type_name", 1, _STRING, "")
_DIAGNOSTICS: Field = ("diagnostics*", 1, _MESSAGE, _DIAGNOSTIC)
_LACKING: dict[str, tuple[tuple[Field, ...], tuple[Field, ...]]] = {
    "ValidateEphemeralResourceConfig": (
        (_TYPE, ("config", 2, _MESSAGE, _VALUE)),
        (_DIAGNOSTICS,),
    ),
    "OpenEphemeralResource": (
        (_TYPE, ("config", 2, _MESSAGE, _VALUE)),
        (_DIAGNOSTICS, ("renew_at", 2, _MESSAGE, _TIME), ("result", 3, _MESSAGE, _VALUE),
         ("private", 4, _BYTES, "")),
    ),
    "RenewEphemeralResource": (
        (_TYPE, ("private", 2, _BYTES, "")),
        (_DIAGNOSTICS, ("renew_at", 2, _MESSAGE, _TIME), ("private", 3, _BYTES, "")),
    ),
    "CloseEphemeralResource": ((_TYPE, ("private", 2, _BYTES, "")), (_DIAGNOSTICS,)),
}  # fmt: skip


@lru_cache(maxsize=1)
def messages() -> dict[str, Any]:
    """Full name without package (`Schema.Block`) -> message class."""
    from google.protobuf import (  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra
        descriptor_pb2,
        descriptor_pool,
        timestamp_pb2,
    )
    from google.protobuf.message_factory import (  # type: ignore[import-untyped]  # noqa: PLC0415
        GetMessageClass,
    )
    from tf.gen import tfplugin_pb2  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra

    file = descriptor_pb2.FileDescriptorProto.FromString(tfplugin_pb2.DESCRIPTOR.serialized_pb)
    _extend(file)
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(timestamp_pb2.DESCRIPTOR.serialized_pb)
    pool.Add(file)
    names = [outer.name for outer in file.message_type]
    names += [
        f"{outer.name}.{inner.name}"
        for outer in file.message_type
        for inner in outer.nested_type
        if not inner.options.map_entry
    ]
    return {
        name: GetMessageClass(pool.FindMessageTypeByName(f"tfplugin6.{name}")) for name in names
    }


def _extend(file: Any) -> None:  # noqa: ANN401 - protobuf is untyped here
    found = {message.name: message for message in file.message_type}
    attribute = next(one for one in found["Schema"].nested_type if one.name == "Attribute")
    if "write_only" not in {field.name for field in attribute.field}:
        _field(attribute, ("write_only", 11, _BOOL, ""))
    for name, (asked, answered) in _LACKING.items():
        if name in found:
            continue
        message = file.message_type.add(name=name)
        for part, fields in (("Request", asked), ("Response", answered)):
            inner = message.nested_type.add(name=part)
            for field in fields:
                _field(inner, field)
    _ephemeral_schemas(found["GetProviderSchema"])
    if "google/protobuf/timestamp.proto" not in file.dependency:
        file.dependency.append("google/protobuf/timestamp.proto")


def _field(message: Any, field: Field) -> None:  # noqa: ANN401 - protobuf is untyped here
    name, number, kind, type_name = field
    made = message.field.add(name=name.rstrip("*"), number=number, type=kind)
    made.label = _MANY if name.endswith("*") else _ONE
    if type_name:
        made.type_name = type_name


def _ephemeral_schemas(message: Any) -> None:  # noqa: ANN401 - protobuf is untyped here
    """The map of schemas: in protobuf, a list of entries of a nested type."""
    response = next(one for one in message.nested_type if one.name == "Response")
    if "ephemeral_resource_schemas" in {field.name for field in response.field}:
        return
    entry = response.nested_type.add(name="EphemeralResourceSchemasEntry")
    entry.options.map_entry = True
    _field(entry, ("key", 1, _STRING, ""))
    _field(entry, ("value", 2, _MESSAGE, ".tfplugin6.Schema"))
    place = ".tfplugin6.GetProviderSchema.Response.EphemeralResourceSchemasEntry"
    _field(response, ("ephemeral_resource_schemas*", 8, _MESSAGE, place))
