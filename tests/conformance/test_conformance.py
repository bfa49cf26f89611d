"""Finds clouds, mappings, templates, prices and outputs by itself, and names what is missing."""

import re
from pathlib import Path

import msgspec
import pytest

from planner.catalogue.data import data_path
from planner.catalogue.kinds import kinds, source_types
from planner.catalogue.mappings import Mapping, load_target
from planner.catalogue.schemas import provider_schema
from planner.catalogue.sizes import target_sizes
from planner.cli.clouds import SOURCES, TARGETS, sources, target
from planner.cli.main import COMMANDS
from planner.model import spec as specs
from planner.model.resource import Kind
from planner.model.text import Text
from planner.outputs import formats

PROMISED = (
    "compute.vm", "compute.autoscaling_group", "compute.keypair", "storage.block_volume", "compute.image",
    "network.vpc", "network.subnet", "network.route_table", "network.internet_gateway", "network.nat",
    "network.security_group", "network.public_ip", "network.lb_l4", "network.lb_l7",
    "network.target_group", "dns.zone", "dns.record", "storage.object_bucket", "storage.file_nfs",
    "db.postgres", "db.mysql", "db.redis", "k8s.cluster", "k8s.node_pool", "container.registry",
    "sec.secret", "sec.kms", "msg.queue", "iam.role",
)  # fmt: skip
"""Kinds that are chosen, self-hosted, or refused in words at every target."""


def mappings() -> list[tuple[str, Mapping]]:
    return [(name, one) for name in TARGETS for one in load_target(name).by_stem.values()]


def each(one: tuple[str, Mapping]) -> str:
    return f"{one[0]}/{one[1].stem}"


def test_every_folder_of_a_cloud_is_one_that_the_command_line_knows() -> None:
    root = Path(__file__).resolve().parents[2]
    for kind, names in (("sources", SOURCES), ("targets", TARGETS)):
        folders = {
            path.name
            for path in (root / "providers" / kind).iterdir()
            if (path / "__init__.py").exists()
        }
        assert folders == set(names)


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("kind", PROMISED)
def test_every_promised_kind_has_an_answer(name: str, kind: str) -> None:
    catalogue = load_target(name)
    assert kind in catalogue.by_kind or name in kinds()[Kind(kind)].targets


@pytest.mark.parametrize("one", mappings(), ids=each)
def test_a_mapping_is_complete(one: tuple[str, Mapping]) -> None:
    name, mapping = one
    for kind in mapping.kinds:
        assert kind in kinds(), f"{kind} is no neutral kind"
    assert mapping.source
    assert mapping.retrieved
    if mapping.fit == "none":
        assert mapping.fallback or mapping.losses
        return
    assert mapping.design in target(name).designs
    template = data_path("templates", name, f"{mapping.stem}.tf.j2")
    if not template.exists():
        return  # part of another resource's blocks, or a step of the runbook
    emitted, shared = emitted_by(template)
    for once in (*template.parent.glob("data.*.tf.j2"), *template.parent.glob("root/*.j2")):
        shared |= emitted_by(once)[0]
    assert set(mapping.types) <= emitted | shared
    assert emitted <= set(mapping.types) | shared
    assert mapping.type in mapping.types
    assert set(mapping.holds_data) <= emitted | shared
    assert mapping.file


def emitted_by(template: Path) -> tuple[set[str], set[str]]:
    """The types a template may emit itself, and those of the templates it includes."""
    text = template.read_text(encoding="utf-8")
    found = set(re.findall(r'^(?:resource|ephemeral) "([a-z0-9_]+)"', text, re.MULTILINE))
    shared: set[str] = set()
    for other in re.findall(r'{%-? *(?:include|from|import) "([^"]+)"', text):
        for types in emitted_by(data_path("templates", *other.split("/"))):
            shared |= types
    return found, shared


@pytest.mark.parametrize("name", TARGETS)
def test_no_template_is_left_without_its_mapping(name: str) -> None:
    stems = {
        path.name.removesuffix(".tf.j2")
        for path in data_path("templates", name).glob("*.tf.j2")
        if not path.name.startswith("data.")
    }
    assert stems <= set(load_target(name).by_stem)


@pytest.mark.parametrize("one", mappings(), ids=each)
def test_every_type_of_a_mapping_is_one_that_a_provider_has(one: tuple[str, Mapping]) -> None:
    for type_ in one[1].types:
        provider = type_.partition("_")[0]
        assert type_ in provider_schema(provider).resources, type_


def texts(value: object) -> list[Text]:
    """Every Text within a struct, tuple or dict."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [text for name in value.__struct_fields__ for text in texts(getattr(value, name))]
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, tuple | list):
        return [text for item in value for text in texts(item)]
    return []


@pytest.mark.parametrize("one", mappings(), ids=each)
def test_every_sentence_of_a_mapping_is_in_both_languages(one: tuple[str, Mapping]) -> None:
    for text in texts(one[1]):
        assert text.en.strip()
        assert text.fr.strip()
        if len(text.en) > 40:
            assert text.en != text.fr, text.en


@pytest.mark.parametrize("one", mappings(), ids=each)
def test_every_field_of_a_spec_is_carried_lost_or_irrelevant(one: tuple[str, Mapping]) -> None:
    name, mapping = one
    if not data_path("templates", name, f"{mapping.stem}.tf.j2").exists():
        return
    named = [*mapping.carried, *mapping.lost, *mapping.irrelevant]
    assert named, "carried, lost and irrelevant are empty"
    assert len(named) == len(set(named)), "a field stands in two lists"
    fields = set(named)
    known = [
        set(one.__struct_fields__)
        for one in vars(specs).values()
        if isinstance(one, type) and issubclass(one, msgspec.Struct)
    ]
    assert any(fields == names for names in known), sorted(fields)


def test_every_source_type_leads_to_a_known_kind() -> None:
    for type_, kind in source_types().types.items():
        assert kind in kinds(), type_


@pytest.mark.parametrize("name", SOURCES)
def test_every_rule_reads_a_type_of_its_own_cloud(name: str) -> None:
    source = sources()[name]
    assert source.rules
    for type_ in source.rules:
        assert type_.startswith(source.prefixes), type_


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_sells_machines_and_knows_its_zones(name: str) -> None:
    catalogue = load_target(name)
    assert len(target_sizes(name, "vm")) >= 10
    assert all(region.zones for region in catalogue.settings.regions)
    assert catalogue.region(catalogue.settings.default_region).zones
    known = {region.name for region in catalogue.settings.regions}
    assert set(catalogue.settings.source_regions.values()) <= known


def test_the_formats_find_themselves() -> None:
    names = [form.NAME for form in formats()]
    assert len(names) == len(set(names))
    assert {"tables", "costs-csv", "costs-xlsx", "report"} <= set(names)


def test_every_command_is_a_module_of_its_name() -> None:
    from importlib import import_module  # noqa: PLC0415

    for name in COMMANDS:
        assert import_module(f"planner.cli.{name}_").command.name == name
