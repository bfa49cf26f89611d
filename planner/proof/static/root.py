"""A root module as its files say it: providers, resources, locals, variables."""

from pathlib import Path
from typing import Any

from msgspec import Struct

from planner.catalogue.schemas import ProviderSchema, provider_names, provider_schema
from planner.proof.static.hcl import HclBlock, HclError, Scope, literal, read_body

META = frozenset({"count", "for_each", "provider", "depends_on"})
META_BLOCKS = frozenset({"lifecycle", "provisioner", "connection"})


class Root(Struct, frozen=True):
    """One root module, parsed."""

    blocks: list[HclBlock]
    errors: list[str]
    """Files that are not HCL, as `file:line: why`."""
    providers: dict[str, str]
    """Local name -> source address."""
    scope: Scope
    """`local.<name>` -> value, of the locals that are literals."""

    def of(self, word: str) -> list[HclBlock]:
        """The blocks of one type: `resource`, `variable`, and so on."""
        return [block for block in self.blocks if block.words[0] == word]


def read_root(folder: Path) -> Root:
    """The root module in a folder."""
    blocks: list[HclBlock] = []
    errors: list[str] = []
    # overrides come last, in the order of their names, as the tools read them
    for path in sorted(folder.glob("*.tf"), key=lambda one: (_overrides(one), one.name)):
        try:
            found = read_body(path).blocks
        except HclError as error:
            errors.append(str(error))
            continue
        for block in found:
            if not (_overrides(path) and _merged(blocks, block)):
                blocks.append(block)
    return Root(blocks, errors, _providers(blocks), _locals(blocks))


def _overrides(path: Path) -> bool:
    return path.stem == "override" or path.stem.endswith("_override")


def _merged(blocks: list[HclBlock], override: HclBlock) -> bool:
    """Lays an override over the block of the same words; False where there is none to override."""
    base = next((block for block in blocks if block.words == override.words), None)
    if base is None:
        return override.words[0] in {"locals", "terraform"}
    base.arguments.update(override.arguments)
    base.lines.update(override.lines)
    replaced = {block.words for block in override.blocks}
    base.blocks = [block for block in base.blocks if block.words not in replaced] + override.blocks
    return True


def schema_of(root: Root, kind: str, local_name: str = "") -> ProviderSchema | None:
    """The schema of the provider of a Terraform type; None where none ships."""
    name = local_name or kind.partition("_")[0]
    source = root.providers.get(name, f"hashicorp/{name}")
    shipped = provider_names().get(source)
    return provider_schema(shipped) if shipped else None


def _providers(blocks: list[HclBlock]) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in blocks:
        if block.words[0] != "terraform":
            continue
        for inner in block.blocks:
            if inner.words[0] == "required_providers":
                for name, said in inner.arguments.items():
                    value = literal(said, {})
                    if isinstance(value, dict) and isinstance(value.get("source"), str):
                        found[name] = "/".join(value["source"].split("/")[-2:])
    return found


def _locals(blocks: list[HclBlock]) -> dict[str, Any]:
    return {
        f"local.{name}": literal(said, {})
        for block in blocks
        if block.words[0] == "locals"
        for name, said in block.arguments.items()
    }
