"""What a target offers for each kind: mapping files and target settings."""

from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct, convert
from msgspec.structs import replace

from planner.catalogue.data import data_path, load_yaml
from planner.errors import DataError
from planner.model.choice import Fit, Loss, Method, RunnerUp
from planner.model.text import Text, same


class OutputRule(Struct, frozen=True, forbid_unknown_fields=True):
    """An attribute that the people who apply a root want to read afterwards."""

    type: str
    attribute: str
    description: Text
    sensitive: bool = False


class Keeps(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a mapping that stores data in servers keeps them running, where its values are read."""

    nodes: str
    """The design value that counts servers: true for two, their number, or a block for each."""
    zones: Literal["one", "spread"]
    """Whether its servers lie in one zone or, where the region has them, in several."""
    backup: Literal["none", "value", "plan", "unknown"]
    """Days kept: none are made; the design value tells; the plan decides; the provider does not say."""
    backup_in: str = ""
    """The design value, or the table of the target's settings by plan: `plan_backup_days.mysql`."""


class Mapping(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One `mappings/<target>/<stem>.yaml`: see `docs/terraform-templates.md`."""

    kinds: tuple[str, ...]
    service: Text
    fit: Fit
    source: str
    retrieved: Any
    method: Method = "replatform"
    design: str = ""
    type: str = ""
    types: tuple[str, ...] = ()
    file: str = ""
    root: Literal["application", "foundation"] = "application"
    holds_data: tuple[str, ...] = ()
    new_public_addresses: tuple[str, ...] = ()
    outputs: tuple[OutputRule, ...] = ()
    bought: Text | None = None
    migrate: Text | None = None
    verify: Text | None = None
    rollback: Text | None = None
    losses: tuple[Loss, ...] = ()
    runner_ups: tuple[RunnerUp, ...] = ()
    fallback: Text | None = None
    software: str = ""
    continuity: Keeps | None = None
    """Of databases and caches; others tell nothing of it."""
    carried: tuple[str, ...] = ()
    """Fields of the spec that reach the target."""
    lost: tuple[str, ...] = ()
    """Fields of the spec that do not, each said by a loss."""
    irrelevant: tuple[str, ...] = ()
    """Fields of the spec that mean nothing at the target."""
    stem: str = ""
    """File name without ending; set by the loader."""


class TargetRegion(Struct, frozen=True, kw_only=True):
    """One region of a target."""

    name: str
    zones: tuple[str, ...]
    country: str = ""
    label: str = ""
    price_region: str = ""


class TargetSettings(Struct, frozen=True, kw_only=True):
    """`mappings/<target>/target.yaml`; keys beyond these are for the target's own functions."""

    name: str
    title: str
    regions: tuple[TargetRegion, ...]
    default_region: str
    source_regions: dict[str, str] = {}
    settings: dict[str, Any] = {}


class TargetCatalogue(Struct, frozen=True, kw_only=True):
    """All data of one target."""

    settings: TargetSettings
    by_kind: dict[str, Mapping]
    by_stem: dict[str, Mapping]
    raw: dict[str, Any]
    """The whole of `target.yaml`, for templates of the target's roots."""

    def region(self, name: str) -> TargetRegion:
        """The region of that name.

        Raises:
            DataError: the target has none of that name.
        """
        for region in self.settings.regions:
            if region.name == name:
                return region
        known = ", ".join(sorted(region.name for region in self.settings.regions))
        raise DataError(
            Text(en="Unknown region", fr="Région inconnue"),
            Text(
                en=f"{self.settings.title} has no region {name!r} that we know.",
                fr=f"{self.settings.title} n'a pas de région {name!r} connue.",
            ),
            Text(en=f"Choose one of: {known}.", fr=f"Choisissez parmi : {known}."),
        )


@lru_cache(maxsize=1)
def target_names() -> tuple[str, ...]:
    """The targets that there is data for: folders of `mappings/` with a `target.yaml`, sorted."""
    found = data_path("mappings").glob("*/target.yaml")
    return tuple(sorted(path.parent.name for path in found))


@lru_cache(maxsize=8)
def load_target(name: str) -> TargetCatalogue:
    """Everything under `mappings/<name>/`, checked.

    Raises:
        DataError: a file is wrong, or two mappings answer the same kind.
    """
    folder = data_path("mappings", name)
    raw = load_yaml(folder / "target.yaml", dict[str, Any])
    by_kind: dict[str, Mapping] = {}
    by_stem: dict[str, Mapping] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "target.yaml":
            continue
        stem = path.name.removesuffix(".yaml")
        mapping = replace(load_yaml(path, Mapping), stem=stem)
        by_stem[stem] = mapping
        for kind in mapping.kinds:
            if kind in by_kind:
                raise DataError(
                    Text(en="Two mappings for one kind", fr="Deux correspondances pour un genre"),
                    same(f"{kind}: {by_kind[kind].stem}, {stem}"),
                    Text(en="Remove it from one.", fr="Retirez-le de l'une."),
                    source=str(path.name),
                )
            by_kind[kind] = mapping
    return TargetCatalogue(
        settings=convert(raw, TargetSettings),
        by_kind=by_kind,
        by_stem=by_stem,
        raw=raw,
    )
