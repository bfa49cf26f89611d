"""References, variables and look-ups of one root as HCL, with note of what the root then needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from planner.model.choice import Data, Ref, Value, Variable
from planner.model.plan import FOUNDATION, Address
from planner.model.resource import ResourceId
from planner.model.text import Text
from planner.outputs.terraform.encode import encode, quoted
from planner.plan.names import identifier

Sample = Callable[[str, str], Value]
"""(Terraform type, attribute) -> a well-formed made-up value."""

Export = tuple[str, str]
"""(type, attribute) that the foundation hands to applications."""


def entry(address: Address, index: str | None = None) -> str:
    """The name of a resource in an output of the foundation; with a key of its own for_each."""
    name = f"{address.name}/{address.key}" if address.key else address.name
    return name if index is None else f"{name}/{index}"


def expression(address: Address, type_: str, attribute: str, index: str | None = None) -> str:
    """`type.name["key"].attribute` within the resource's own root."""
    own = f"[{quoted(address.key)}]" if address.key else ""
    inner = f"[{quoted(index)}]" if index is not None else ""
    return f"{type_}.{address.name}{own}{inner}.{attribute}"


@dataclass(slots=True)
class RootCode:
    """The code of one root as it is written: its variables, look-ups and what it takes."""

    root: str
    addresses: Mapping[ResourceId, Address]
    variables: dict[str, Variable] = field(default_factory=dict)
    lookups: dict[tuple[str, str], Data] = field(default_factory=dict)
    taken: dict[Export, dict[str, ResourceId]] = field(default_factory=dict)
    """What it reads of the foundation: export -> entry -> resource."""
    missing: dict[str, Ref] = field(default_factory=dict)
    """Variable -> the reference that nothing in the plan answers."""

    def __call__(self, value: Ref | Variable | Data) -> str | None:
        """The value as HCL; None leaves the argument out."""
        if isinstance(value, Ref):
            return self._ref(value)
        if isinstance(value, Variable):
            return self.variable(value)
        name = identifier(value.name)
        self.lookups.setdefault((value.type, name), value)
        return f"data.{value.type}.{name}.{value.attribute}"

    def variable(self, value: Variable) -> str:
        """`var.<name>`; the variable gets its block."""
        name = identifier(value.name)
        self.variables.setdefault(name, value)
        return f"var.{name}"

    def _ref(self, ref: Ref) -> str | None:
        address = self.addresses.get(ref.resource)
        if address is not None and address.root == self.root:
            return expression(address, ref.type, ref.attribute, ref.index)
        if address is not None and address.root == FOUNDATION:
            place = entry(address, ref.index)
            self.taken.setdefault((ref.type, ref.attribute), {})[place] = ref.resource
            return f"local.foundation.{export_name(ref.type, ref.attribute)}[{quoted(place)}]"
        if ref.missing == "drop":
            return None
        return self._asked(ref, address)

    def _asked(self, ref: Ref, address: Address | None) -> str:
        known = address.name if address else ref.resource.rpartition("/")[2].rpartition(":")[2]
        name = identifier(f"{known}_{ref.type.partition('_')[2]}_{ref.attribute}")
        where = f" (root {address.root})" if address else ""
        asked = Text(
            en=f"{ref.attribute} of what replaces {ref.resource}{where}, which this root does not make.",
            fr=f"{ref.attribute} de ce qui remplace {ref.resource}{where}, que cette racine ne crée pas.",
        )
        self.missing[name] = ref
        return self.variable(Variable(name=name, type="any", description=ref.description or asked))


def export_name(type_: str, attribute: str) -> str:
    """Name of the foundation's output for an attribute of a type."""
    return identifier(f"{type_}_{attribute}")


def literal(value: Value) -> str:
    """A value that holds no code, as HCL."""

    def no_code(code: Ref | Variable | Data) -> str:
        message = f"a literal was expected, not {type(code).__name__}"
        raise TypeError(message)

    return encode(value, no_code) or "null"
