"""No field of a spec is forgotten, no sentence lacks a language, no loss is said that none wrote."""

import re
from pathlib import Path
from string import Formatter
from typing import Any

import msgspec
import pytest
import yaml

from planner.catalogue.data import data_path
from planner.catalogue.mappings import load_target
from planner.catalogue.sizes import rows
from planner.model import spec as specs
from providers.targets.outscale import TARGET

CATALOGUE = load_target("outscale")
SETTINGS = CATALOGUE.settings.settings
SPECS: dict[str, type[msgspec.Struct]] = {
    "compute.vm": specs.VirtualMachine,
    "compute.launch_template": specs.VirtualMachine,
    "compute.autoscaling_group": specs.ScalingGroup,
    "compute.keypair": specs.KeyPair,
    "compute.image": specs.Image,
    "storage.block_volume": specs.Volume,
    "storage.object_bucket": specs.Bucket,
    "network.vpc": specs.Network,
    "network.subnet": specs.Subnet,
    "network.route_table": specs.RouteTable,
    "network.internet_gateway": specs.Gateway,
    "network.nat": specs.Gateway,
    "network.security_group": specs.SecurityGroup,
    "network.public_ip": specs.PublicIp,
    "network.load_balancer": specs.LoadBalancer,
    "network.target_group": specs.TargetGroup,
    "db.postgres": specs.Database,
    "db.redis": specs.Cache,
    "k8s.cluster": specs.Cluster,
    "k8s.node_pool": specs.NodePool,
    "iam.role": specs.Role,
}
FOLDER = data_path("mappings", "outscale")
CODE = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[3] / "providers/targets/outscale").glob("*.py"))
)


def _texts(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any YAML
    if isinstance(value, dict):
        own = [value] if {"en", "fr"} & set(value) else []
        return own + [text for item in value.values() for text in _texts(item)]
    return [text for item in value for text in _texts(item)] if isinstance(value, list) else []


@pytest.mark.parametrize("stem", sorted(SPECS))
def test_every_field_of_a_spec_is_carried_lost_or_irrelevant(stem: str) -> None:
    mapping = CATALOGUE.by_stem[stem]
    told = [*mapping.carried, *mapping.lost, *mapping.irrelevant]
    assert sorted(told) == sorted({field.name for field in msgspec.structs.fields(SPECS[stem])})


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_sentence_has_both_languages_and_nothing_else(path: Path) -> None:
    # An unquoted comma in {en: …, fr: …} cuts the sentence in silence.
    for text in _texts(yaml.safe_load(path.read_text(encoding="utf-8"))):
        assert set(text) == {"en", "fr"}
        assert all(isinstance(words, str) and words.strip() for words in text.values())


@pytest.mark.parametrize("table", ["losses", "refusals"])
def test_both_languages_fill_in_the_same_values(table: str) -> None:
    for name, entry in SETTINGS[table].items():
        for part in ("problem", "fallback"):
            english, french = (
                {field for _, field, _, _ in Formatter().parse(entry[part][tongue]) if field}
                for tongue in ("en", "fr")
            )
            assert english == french, name


def test_every_loss_in_the_data_is_said_by_the_code_and_none_else() -> None:
    quoted = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', CODE))
    assert set(SETTINGS["losses"]) <= quoted
    assert set(SETTINGS["refusals"]) <= quoted
    named = set(re.findall(r'said\(\s*surroundings,\s*"([a-z0-9-]+)"', CODE))
    assert named <= set(SETTINGS["losses"])
    assert set(re.findall(r'refused\(\s*surroundings,\s*"([a-z0-9-]+)"', CODE)) <= set(
        SETTINGS["refusals"]
    )


@pytest.mark.parametrize("stem", sorted(CATALOGUE.by_stem))
def test_a_mapping_has_its_function_its_template_and_real_types(stem: str) -> None:
    mapping = CATALOGUE.by_stem[stem]
    if mapping.fit == "none":
        assert mapping.fallback is not None
        return
    assert mapping.design in TARGET.designs
    template = data_path("templates", "outscale", f"{stem}.tf.j2")
    assert template.exists() == bool(mapping.type)
    if mapping.type:
        emitted = set(re.findall(r'resource "([a-z0-9_]+)"', template.read_text(encoding="utf-8")))
        assert emitted == set(mapping.types)


def test_a_deprecated_tag_resource_is_never_written() -> None:
    types = {type_ for mapping in CATALOGUE.by_stem.values() for type_ in mapping.types}
    assert "outscale_tag" not in types


def test_a_vm_type_says_what_it_holds_and_its_performance() -> None:
    for row in rows(FOLDER / "sizes" / "vm.csv"):
        said = re.fullmatch(r"(tinav[67])\.c(\d+)r(\d+)p2", row["name"])
        assert said is not None, "without the flag every plan would show a change"
        assert (row["family"], row["vcpus"], row["memory_gib"]) == said.groups()


def test_european_regions_of_the_three_clouds_land_in_the_european_region() -> None:
    landing = CATALOGUE.settings.source_regions
    for region in ("eu-west-3", "francecentral", "europe-west9"):
        assert landing[region] == "eu-west-2"
    assert set(landing.values()) <= {region.name for region in CATALOGUE.settings.regions}
