"""All roots of a plan as files."""

import re
from collections.abc import Iterator, Mapping

import jinja2

from planner.catalogue.data import data_path
from planner.catalogue.mappings import TargetCatalogue
from planner.model.choice import Choice
from planner.model.plan import FOUNDATION, MigrationPlan, OutputFile
from planner.model.resource import ResourceId
from planner.outputs.terraform.blocks import Member, Printer, in_order, write_blocks
from planner.outputs.terraform.code import Export, RootCode, Sample
from planner.outputs.terraform.comments import comment
from planner.outputs.terraform.readme import readme
from planner.outputs.terraform.roots import (
    exports_tf,
    foundation_tf,
    lookups_tf,
    offline_tfvars,
    outputs_tf,
    protect_tf,
    variables_tf,
)
from planner.outputs.terraform.shape import Shapes

_BLOCK = re.compile(r'^resource "([a-z0-9_]+)" "([a-z0-9_]+)" {$', re.MULTILINE)


def write_terraform(
    plan: MigrationPlan, catalogue: TargetCatalogue, sample: Sample
) -> Iterator[OutputFile]:
    """Every file under `terraform/<target>-<region>/`, root by root.

    `sample` gives well-formed made-up values, for `offline.tfvars`.
    """
    loader = jinja2.FileSystemLoader(data_path("templates"))
    printer = Printer(catalogue, loader, Shapes(loader), plan.header.language)
    resources = {resource.id: resource for resource in plan.inventory.resources}
    choices = {id_: one for id_, one in plan.choices.items() if isinstance(one, Choice)}
    by_root: dict[str, list[ResourceId]] = {}
    for id_, address in plan.addresses.items():
        by_root.setdefault(address.root, []).append(id_)
    exports: dict[Export, dict[str, ResourceId]] = {}
    # The foundation comes last: what it hands out is known once the others have asked.
    for name in sorted(by_root, key=lambda root: (root == FOUNDATION, root)):
        members = in_order(by_root[name], resources, choices, plan.addresses)
        writer = _Root(name, members, printer, plan, sample)
        yield from writer.files(exports if name == FOUNDATION else {})
        for export, taken in writer.code.taken.items():
            exports.setdefault(export, {}).update(taken)


class _Root:
    """One root on its way to files."""

    def __init__(
        self,
        name: str,
        members: list[Member],
        printer: Printer,
        plan: MigrationPlan,
        sample: Sample,
    ) -> None:
        self.name = name
        self.members = members
        self.printer = printer
        self.plan = plan
        self.sample = sample
        self.code = RootCode(name, plan.addresses)
        self.text = write_blocks(members, self.code, printer)

    def files(self, exports: Mapping[Export, Mapping[str, ResourceId]]) -> Iterator[OutputFile]:
        header = self.plan.header
        folder = f"terraform/{header.target}-{header.region}/{self.name}"
        texts = dict(self._texts(exports))
        texts["README.md"] = readme(
            self.name, self.members, self.text, self.code, self.plan, self.printer.catalogue
        )
        for name in sorted(texts):
            if texts[name]:
                yield OutputFile(f"{folder}/{name}", texts[name].encode())

    def _texts(
        self, exports: Mapping[Export, Mapping[str, ResourceId]]
    ) -> Iterator[tuple[str, str]]:
        language = self.printer.language
        lookups = lookups_tf(self.code, self.printer)
        for file, pieces in self.text.files.items():
            yield f"{file}.tf", "".join(pieces).rstrip("\n") + "\n"
        for name, text in self.text.texts.items():
            yield name, text
        yield "data.tf", lookups
        for name in ("versions", "providers"):
            yield f"{name}.tf", self._once(name)
        variables = [self._once("variables"), variables_tf(self.code.variables, language)]
        yield "variables.tf", "\n".join(text for text in variables if text)
        if self.code.taken:
            yield "foundation.tf", foundation_tf(language)
        by_stem = {address: choice.mapping for _, choice, address in self.members}
        outputs = [
            exports_tf(exports, self.plan.addresses, language),
            outputs_tf(self.text, by_stem, language),
        ]
        yield "outputs.tf", _distinct(outputs)
        yield "protect_override.tf", self._protection()
        yield "offline.tfvars", offline_tfvars(self.code, self.sample)

    def _once(self, name: str) -> str:
        catalogue = self.printer.catalogue
        folder = catalogue.settings.name
        return self.printer.shapes.once(
            f"{folder}/root/{name}.tf.j2", types=self.text.types,
            target=catalogue.raw, region=self.plan.header.region,
            zone=(catalogue.region(self.plan.header.region).zones or ("",))[0],
            root=self.name, language=self.printer.language,
        )  # fmt: skip

    def _protection(self) -> str:
        if not self.text.protected:
            return ""
        why = (
            "Stores of data: remove this file to be able to destroy them."
            if self.printer.language == "en"
            else "Réservoirs de données : retirez ce fichier pour pouvoir les détruire."
        )
        emitted = {
            found
            for pieces in self.text.files.values()
            for piece in pieces
            for found in _BLOCK.findall(piece)
        }
        present = emitted.intersection(self.text.protected)
        return comment(why) + protect_tf(present) if present else ""


def _distinct(texts: list[str]) -> str:
    """Outputs of both origins; one that stands in both stands once."""
    seen: dict[str, str] = {}
    for text in texts:
        for block in text.split("\n\n") if text else ():
            name = block.split('"', 2)[1]
            seen.setdefault(name, block.rstrip("\n"))
    return "\n\n".join(seen.values()) + "\n" if seen else ""
