"""Our schemas as the protocol's messages."""

import json
from typing import Any

from planner.catalogue.schemas import Attribute, Block, Nested, NestedBlock, ProviderSchema
from planner.proof.double.messages import messages

_BLOCK_NESTING = {"single": 1, "list": 2, "set": 3, "map": 4}
_OBJECT_NESTING = {"single": 1, "list": 2, "set": 3, "map": 4}

Message = Any


def schema_response(provider: ProviderSchema) -> bytes:
    """The answer to GetProviderSchema, serialised."""
    response = messages()["GetProviderSchema.Response"]()
    response.provider.CopyFrom(_schema(0, provider.provider))
    for name, schema in provider.resources.items():
        response.resource_schemas[name].CopyFrom(_schema(schema.version, schema.block))
    for name, schema in provider.data_sources.items():
        response.data_source_schemas[name].CopyFrom(_schema(schema.version, schema.block))
    for name, schema in provider.ephemeral.items():
        response.ephemeral_resource_schemas[name].CopyFrom(_schema(schema.version, schema.block))
    return bytes(response.SerializeToString())


def _schema(version: int, block: Block) -> Message:
    return messages()["Schema"](version=version, block=_block(block))


def _block(block: Block) -> Message:
    return messages()["Schema.Block"](
        attributes=[_attribute(name, one) for name, one in block.attributes.items()],
        block_types=[_nested_block(name, one) for name, one in block.blocks.items()],
        deprecated=block.deprecated,
    )


def _nested_block(name: str, nested: NestedBlock) -> Message:
    return messages()["Schema.NestedBlock"](
        type_name=name,
        block=_block(nested.block),
        nesting=_BLOCK_NESTING[nested.nesting],
        min_items=nested.min_items,
        max_items=nested.max_items,
    )


def _attribute(name: str, attribute: Attribute) -> Message:
    made = messages()["Schema.Attribute"](
        name=name,
        required="r" in attribute.flags,
        optional="o" in attribute.flags,
        computed="c" in attribute.flags,
        sensitive="s" in attribute.flags,
        deprecated="d" in attribute.flags,
        write_only="w" in attribute.flags,
    )
    if attribute.nested is None:
        made.type = json.dumps(attribute.type).encode()
    else:
        made.nested_type.CopyFrom(_object(attribute.nested))
    return made


def _object(nested: Nested) -> Message:
    return messages()["Schema.Object"](
        attributes=[_attribute(name, one) for name, one in nested.attributes.items()],
        nesting=_OBJECT_NESTING[nested.nesting],
    )
