"""A root's own files: variables, outputs, what it reads of the foundation, protection, samples."""

from collections.abc import Iterable, Mapping

from planner.model.choice import Value, Variable
from planner.model.plan import Address
from planner.model.resource import ResourceId
from planner.model.text import Language, Text
from planner.outputs.terraform.blocks import Printer, RootText
from planner.outputs.terraform.code import (
    Export,
    RootCode,
    Sample,
    entry,
    export_name,
    expression,
    literal,
)
from planner.outputs.terraform.encode import aligned, indented, key, quoted
from planner.outputs.terraform.shape import write_fields

_FOUNDATION = {
    "state": Text(
        en="Where the state of the foundation is: a backend and its configuration.",
        fr="Où se trouve l'état du socle : un backend et sa configuration.",
    ),
    "given": Text(
        en="Outputs of the foundation given directly, instead of reading its state.",
        fr="Sorties du socle données directement, au lieu de lire son état.",
    ),
}


def variables_tf(variables: Mapping[str, Variable], language: Language) -> str:
    """A block a variable, sorted by name."""
    return "\n".join(_variable(name, variables[name], language) for name in sorted(variables))


def _variable(name: str, variable: Variable, language: Language) -> str:
    cells = [("description", quoted(variable.description.of(language))), ("type", variable.type)]
    if variable.default is not None or not variable.required:
        cells.append(("default", literal(variable.default)))
    if variable.sensitive:
        cells.append(("sensitive", "true"))
    lines = "".join(f"  {indented(line)}\n" for line in aligned(cells))
    return f'variable "{name}" {{\n{lines}}}\n'


def foundation_tf(language: Language) -> str:
    """How an application reads the foundation: its remote state, or values given directly."""
    return f"""variable "foundation_state" {{
  description = {quoted(_FOUNDATION["state"].of(language))}
  type = object({{
    backend = string
    config  = map(string)
  }})
  default = {{
    backend = "local"
    config = {{
      path = "../foundation/terraform.tfstate"
    }}
  }}
}}

variable "foundation" {{
  description = {quoted(_FOUNDATION["given"].of(language))}
  type        = any
  default     = null
}}

data "terraform_remote_state" "foundation" {{
  count = var.foundation == null ? 1 : 0

  backend = var.foundation_state.backend
  config  = var.foundation_state.config
}}

locals {{
  foundation = try(data.terraform_remote_state.foundation[0].outputs, var.foundation)
}}
"""


def exports_tf(
    exports: Mapping[Export, Mapping[str, ResourceId]],
    addresses: Mapping[ResourceId, Address],
    language: Language,
) -> str:
    """Outputs of the foundation: one an attribute, by name of the resource."""
    blocks = []
    for type_, attribute in sorted(exports):
        described = Text(
            en=f"{attribute} of each {type_} that applications use, by name.",
            fr=f"{attribute} de chaque {type_} utilisé par les applications, par nom.",
        )
        cells = [
            (key(name), _exported(name, addresses[id_], type_, attribute))
            for name, id_ in sorted(exports[type_, attribute].items())
        ]
        blocks.append(_output(export_name(type_, attribute), described.of(language), cells))
    return "\n".join(blocks)


def _exported(name: str, address: Address, type_: str, attribute: str) -> str:
    """What an entry stands for: its name may end with a key of the block's own."""
    index = name.removeprefix(entry(address)).removeprefix("/") or None
    return expression(address, type_, attribute, index)


def outputs_tf(root: RootText, by_stem: Mapping[Address, str], language: Language) -> str:
    """What the people who apply a root want to read: attributes that mappings name."""
    listed: dict[str, list[Address]] = {}
    for address, stem in by_stem.items():
        listed.setdefault(stem, []).append(address)
    blocks = []
    for stem, addresses in sorted(listed.items()):
        for rule in root.mappings[stem].outputs:
            cells = sorted(
                (key(entry(address)), expression(address, rule.type, rule.attribute))
                for address in addresses
            )
            name = _plural(export_name(rule.type, rule.attribute))
            text = _output(name, rule.description.of(language), cells, sensitive=rule.sensitive)
            blocks.append(text)
    return "\n".join(dict.fromkeys(blocks))


def _plural(word: str) -> str:
    return f"{word}es" if word.endswith("s") else f"{word}s"


def _output(
    name: str, description: str, cells: list[tuple[str, str]], *, sensitive: bool = False
) -> str:
    lines = "".join(f"    {line}\n" for line in aligned(cells))
    secret = "  sensitive = true\n" if sensitive else ""
    return (
        f'output "{name}" {{\n  description = {quoted(description)}\n'
        f"  value = {{\n{lines}  }}\n{secret}}}\n"
    )


def protect_tf(protected: Iterable[tuple[str, str]]) -> str:
    """An override file that keeps stores of data from being destroyed."""
    return "\n".join(
        f'resource "{type_}" "{name}" {{\n  lifecycle {{\n    prevent_destroy = true\n  }}\n}}\n'
        for type_, name in sorted(set(protected))
    )


def lookups_tf(code: RootCode, printer: Printer) -> str:
    """The data blocks of a root, each once."""
    blocks = []
    done: set[tuple[str, str]] = set()
    while len(done) < len(code.lookups):
        for (type_, name), data in sorted(
            item for item in code.lookups.items() if item[0] not in done
        ):
            done.add((type_, name))
            template = f"{printer.catalogue.settings.name}/data.{type_}.tf.j2"
            fields = write_fields(dict(data.values), code)
            blocks.append(printer.shapes.block(template, fields, name=name))
    return "\n".join(blocks)


_SAMPLES: dict[str, Value] = {"string": "sample", "number": 1, "bool": False, "any": "sample"}


def offline_tfvars(code: RootCode, sample: Sample) -> str:
    """Made-up, well-formed values with which a root plans before the foundation exists."""
    cells: list[tuple[str, str]] = []
    for name, variable in sorted(code.variables.items()):
        if (variable.default is None and variable.required) or variable.sample is not None:
            cells.append((name, literal(_sample(name, variable, code, sample))))
    if code.taken:
        made_up: dict[str, Value] = {
            export_name(type_, attribute): {
                name: sample(type_, attribute) for name in sorted(taken)
            }
            for (type_, attribute), taken in sorted(code.taken.items())
        }
        cells.append(("foundation", literal(made_up)))
    return "".join(f"{line}\n" for line in aligned(cells))


def _sample(name: str, variable: Variable, code: RootCode, sample: Sample) -> Value:
    if variable.sample is not None:
        return variable.sample
    ref = code.missing.get(name)
    if ref is not None:
        return sample(ref.type, ref.attribute)
    return _SAMPLES.get(variable.type, () if variable.type.startswith(("list", "set")) else {})
