"""The provider itself: answers the protocol's questions about one provider's types."""

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from planner.catalogue.schemas import Block, ProviderSchema, TypeSchema, constraints
from planner.proof.check import Breach, constraint_breaches
from planner.proof.check.values import Value, is_unknown
from planner.proof.double.made import Maker
from planner.proof.double.messages import messages
from planner.proof.double.plan import completed, not_known, replacing
from planner.proof.double.schema_message import schema_response
from planner.proof.double.wire import read_value, write_value

Message = Any


class Service:
    """One provider; holds no state of what it was asked to make."""

    def __init__(self, name: str, schema: ProviderSchema) -> None:
        self._name = name
        self._schema = schema
        self._schemas = schema_response(schema)
        self._count = itertools.count(1)

    def calls(self) -> dict[str, Callable[[Message], Message | bytes]]:
        """Method of the protocol -> its answer."""
        return {
            "GetProviderSchema": lambda _: self._schemas,
            "ValidateProviderConfig": lambda _: _answer("ValidateProviderConfig"),
            "ConfigureProvider": lambda _: _answer("ConfigureProvider"),
            "ValidateResourceConfig": self._validate_resource,
            "ValidateDataResourceConfig": lambda _: _answer("ValidateDataResourceConfig"),
            "ValidateEphemeralResourceConfig": lambda _: _answer("ValidateEphemeralResourceConfig"),
            "UpgradeResourceState": self._upgrade,
            "ReadResource": self._read,
            "PlanResourceChange": self._plan,
            "ApplyResourceChange": self._apply,
            "ReadDataSource": self._read_data,
            "OpenEphemeralResource": self._open,
            "RenewEphemeralResource": lambda _: _answer("RenewEphemeralResource"),
            "CloseEphemeralResource": lambda _: _answer("CloseEphemeralResource"),
            "GetFunctions": lambda _: _answer("GetFunctions"),
            "StopProvider": lambda _: _answer("StopProvider"),
        }

    def _validate_resource(self, request: Message) -> Message:
        breaches = self._breaches(request.type_name, read_value(request.config))
        return _answer("ValidateResourceConfig", diagnostics=_diagnostics(breaches))

    def _upgrade(self, request: Message) -> Message:
        return _answer("UpgradeResourceState", upgraded_state={"json": request.raw_state.json})

    def _read(self, request: Message) -> Message:
        return _answer("ReadResource", new_state=_copy(request.current_state))

    def _plan(self, request: Message) -> Message:
        proposed = read_value(request.proposed_new_state)
        if proposed is None:  # it goes
            return _answer("PlanResourceChange", planned_state=_copy(request.proposed_new_state))
        kind = request.type_name
        breaches = _errors(self._breaches(kind, read_value(request.config)))
        planned = completed(self._type(kind).block, proposed, not_known)
        prior = read_value(request.prior_state)
        replaced = replacing(constraints().get(kind, {}), prior, planned) if prior else ()
        return _answer(
            "PlanResourceChange",
            planned_state=write_value(planned),
            requires_replace=[{"steps": [{"attribute_name": name}]} for name in replaced],
            diagnostics=_diagnostics(breaches),
        )

    def _apply(self, request: Message) -> Message:
        planned = read_value(request.planned_state)
        if planned is None:
            return _answer("ApplyResourceChange", new_state=_copy(request.planned_state))
        kind = request.type_name
        breaches = _errors(self._breaches(kind, read_value(request.config)))
        if breaches:
            return _answer(
                "ApplyResourceChange",
                new_state=_copy(request.prior_state),
                diagnostics=_diagnostics(breaches),
            )
        block = self._type(kind).block
        known = {key: one for key, one in planned.items() if not is_unknown(one)}
        maker = Maker(self._name, kind, block, known, f"{kind}/{next(self._count)}")
        made = completed(block, planned, maker.fill)
        return _answer("ApplyResourceChange", new_state=write_value(made))

    def _read_data(self, request: Message) -> Message:
        kind = request.type_name
        made = self._answered(kind, self._schema.data_sources[kind].block, request.config)
        return _answer("ReadDataSource", state=write_value(made))

    def _open(self, request: Message) -> Message:
        kind = request.type_name
        made = self._answered(kind, self._schema.ephemeral[kind].block, request.config)
        return _answer("OpenEphemeralResource", result=write_value(made))

    def _answered(self, kind: str, block: Block, config: Message) -> Value:
        """What is asked for with the rest made up, the same at each asking."""
        asked = read_value(config)
        seed = f"{kind}/{msgspec.msgpack.encode(asked, order='sorted', enc_hook=str).hex()}"
        return completed(block, asked, Maker(self._name, kind, block, asked, seed).fill)

    def _type(self, kind: str) -> TypeSchema:
        return self._schema.resources[kind]

    def _breaches(self, kind: str, config: Value) -> list[Breach]:
        rules = constraints().get(kind, {})
        return list(constraint_breaches(rules, self._type(kind).block, config))


def _answer(call: str, **fields: Any) -> Message:  # noqa: ANN401 - fields of a message
    return messages()[f"{call}.Response"](**fields)


def _copy(dynamic: Message) -> dict[str, bytes]:
    return {"msgpack": dynamic.msgpack} if dynamic.msgpack else {"json": dynamic.json}


def _errors(breaches: Iterable[Breach]) -> list[Breach]:
    return [breach for breach in breaches if breach.severity == "error"]


def _diagnostics(breaches: Iterable[Breach]) -> list[dict[str, Any]]:
    return [
        {
            "severity": 1 if breach.severity == "error" else 2,
            "summary": f"{breach.place or 'resource'}: {breach.message}",
            "detail": f"Rule `{breach.rule}` of the provider's constraints.",
            "attribute": {"steps": [_step(step) for step in breach.path[:1]]},
        }
        for breach in breaches
    ]


def _step(step: str | int) -> dict[str, Any]:
    return {"element_key_int": step} if isinstance(step, int) else {"attribute_name": step}
