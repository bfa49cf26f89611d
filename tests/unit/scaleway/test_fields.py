"""No field of a spec is forgotten, and every loss that a field names is said somewhere."""

import re
from pathlib import Path

import msgspec
import pytest

from planner.catalogue.data import data_path
from planner.catalogue.kinds import kinds
from planner.catalogue.mappings import Mapping, load_target
from planner.model import spec as specs
from planner.model.text import Text
from providers.targets.scaleway import TARGET

CATALOGUE = load_target("scaleway")
SPECS: dict[str, type[msgspec.Struct]] = {
    "compute.autoscaling_group": specs.ScalingGroup,
    "compute.image": specs.Image,
    "compute.keypair": specs.KeyPair,
    "compute.launch_template": specs.VirtualMachine,
    "compute.vm": specs.VirtualMachine,
    "container.registry": specs.Registry,
    "db.aurora_postgres": specs.Database,
    "db.memcached": specs.Cache,
    "db.mysql": specs.Database,
    "db.postgres": specs.Database,
    "db.redis": specs.Cache,
    "dns.record": specs.DnsRecord,
    "dns.zone": specs.DnsZone,
    "iam.policy": specs.Role,
    "iam.role": specs.Role,
    "k8s.cluster": specs.Cluster,
    "k8s.node_pool": specs.NodePool,
    "msg.queue": specs.Queue,
    "network.internet_gateway": specs.Gateway,
    "network.lb": specs.LoadBalancer,
    "network.nat": specs.Gateway,
    "network.public_ip": specs.PublicIp,
    "network.route_table": specs.RouteTable,
    "network.security_group": specs.SecurityGroup,
    "network.subnet": specs.Subnet,
    "network.target_group": specs.TargetGroup,
    "network.vpc": specs.Network,
    "sec.kms": specs.EncryptionKey,
    "sec.secret": specs.Secret,
    "storage.block_volume": specs.Volume,
    "storage.file_nfs": specs.FileShare,
    "storage.object_bucket": specs.Bucket,
}
CODE = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[3] / "providers/targets/scaleway").glob("*.py"))
)


@pytest.mark.parametrize("stem", sorted(SPECS))
def test_every_field_of_a_spec_is_carried_lost_or_irrelevant(stem: str) -> None:
    mapping = CATALOGUE.by_stem[stem]
    told = [*mapping.carried, *mapping.lost, *mapping.irrelevant]
    fields = {field.name for field in msgspec.structs.fields(SPECS[stem])}
    assert sorted(told) == sorted(set(told)), "a field is told once"
    assert set(told) == fields


@pytest.mark.parametrize("stem", sorted(CATALOGUE.by_stem))
def test_a_mapping_names_a_design_a_template_and_known_kinds(stem: str) -> None:
    mapping = CATALOGUE.by_stem[stem]
    for kind in mapping.kinds:
        assert kind in kinds()
    if mapping.fit == "none":
        assert mapping.fallback is not None
        return
    assert mapping.design in TARGET.designs
    assert mapping.type in mapping.types


def _without_blocks(mapping: Mapping) -> bool:
    return mapping.design in {
        "account", "certificate", "interface", "internet_gateway", "launch_template", "policy",
    }  # fmt: skip


@pytest.mark.parametrize("stem", sorted(CATALOGUE.by_stem))
def test_a_mapping_that_writes_blocks_has_a_template(stem: str) -> None:
    mapping = CATALOGUE.by_stem[stem]
    wanted = mapping.fit != "none" and not _without_blocks(mapping)
    assert data_path("templates", "scaleway", f"{stem}.tf.j2").is_file() == wanted


def test_every_sentence_about_one_resource_is_used_and_exists() -> None:
    settings = CATALOGUE.settings.settings
    words = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"', CODE))
    said = set(re.findall(r'loss\(\s*around,\s*"([a-z0-9-]+)"', CODE))
    told = set(re.findall(r'text\(\s*around,\s*"([a-z0-9-]+)"', CODE))
    assert said <= set(settings["losses"]) <= words
    assert told <= set(settings["sentences"]) <= words


def test_every_loss_has_both_languages_and_the_same_words_to_fill() -> None:
    for name, told in CATALOGUE.settings.settings["losses"].items():
        for part in (Text(**told["problem"]), Text(**told["fallback"])):
            assert part.en != part.fr, name
            found = [sorted(set(re.findall(r"\{(\w+)\}", word))) for word in (part.en, part.fr)]
            assert found[0] == found[1], name


def test_every_european_region_of_the_sources_lands_in_a_region_that_exists() -> None:
    known = {region.name for region in CATALOGUE.settings.regions}
    assert set(CATALOGUE.settings.source_regions.values()) <= known
    for source in ("eu-west-3", "francecentral", "europe-west9"):
        assert CATALOGUE.settings.source_regions[source] == "fr-par"


@pytest.mark.parametrize("stem", sorted(SPECS))
def test_every_lost_field_is_said_by_a_loss(stem: str) -> None:
    mapping = CATALOGUE.by_stem[stem]
    told = {loss.property for loss in mapping.losses}
    told |= {one.get("property", "") for one in CATALOGUE.settings.settings["losses"].values()}
    assert set(mapping.lost) <= told
