"""No field of a spec is lost in silence: each is carried, said as lost, or without meaning here."""

import pytest
from msgspec.structs import fields

from planner.catalogue.data import data_path
from planner.catalogue.mappings import Mapping, load_target
from planner.model import spec
from providers.targets.ovh import TARGET

SPECS: dict[str, type[spec.Spec]] = {
    "compute.vm": spec.VirtualMachine,
    "compute.gpu": spec.VirtualMachine,
    "compute.spot": spec.VirtualMachine,
    "compute.vm_windows": spec.VirtualMachine,
    "compute.launch_template": spec.VirtualMachine,
    "compute.autoscaling_group": spec.ScalingGroup,
    "compute.keypair": spec.KeyPair,
    "compute.image": spec.Image,
    "storage.block_volume": spec.Volume,
    "network.vpc": spec.Network,
    "network.subnet": spec.Subnet,
    "network.route_table": spec.RouteTable,
    "network.internet_gateway": spec.Gateway,
    "network.nat": spec.Gateway,
    "network.security_group": spec.SecurityGroup,
    "network.public_ip": spec.PublicIp,
    "network.lb_l4": spec.LoadBalancer,
    "network.lb_l7": spec.LoadBalancer,
    "network.lb_classic": spec.LoadBalancer,
    "network.target_group": spec.TargetGroup,
    "dns.zone": spec.DnsZone,
    "dns.record": spec.DnsRecord,
    "storage.object_bucket": spec.Bucket,
    "storage.file_nfs": spec.FileShare,
    "db.postgres": spec.Database,
    "db.aurora_postgres": spec.Database,
    "db.mysql": spec.Database,
    "db.redis": spec.Cache,
    "db.memcached": spec.Cache,
    "k8s.cluster": spec.Cluster,
    "k8s.node_pool": spec.NodePool,
    "container.registry": spec.Registry,
    "sec.secret": spec.Secret,
    "sec.kms": spec.EncryptionKey,
    "iam.role": spec.Role,
}
WITHOUT_SPEC = {
    "compute.nic",
    "compute.placement_group",
    "gov.account",
    "iam.policy",
    "storage.snapshot",
}
MAPPINGS = load_target("ovh").by_stem


@pytest.mark.parametrize("kind", sorted(SPECS))
def test_every_field_of_a_spec_is_accounted_for(kind: str) -> None:
    mapping = MAPPINGS[kind]
    named = [*mapping.carried, *mapping.lost, *mapping.irrelevant]
    assert sorted(named) == sorted({field.name for field in fields(SPECS[kind])})


def test_every_mapping_is_looked_at() -> None:
    assert set(MAPPINGS) == set(SPECS) | WITHOUT_SPEC


@pytest.mark.parametrize("mapping", MAPPINGS.values(), ids=sorted(MAPPINGS))
def test_a_mapping_names_a_design_and_has_a_template(mapping: Mapping) -> None:
    if mapping.fit == "none":
        assert mapping.fallback is not None
        return
    assert mapping.design in TARGET.designs
    if mapping.types:
        assert mapping.type in mapping.types
        assert data_path("templates", "ovh", f"{mapping.stem}.tf.j2").exists()


@pytest.mark.parametrize("mapping", MAPPINGS.values(), ids=sorted(MAPPINGS))
def test_every_sentence_is_written_in_both_languages(mapping: Mapping) -> None:
    texts = [text for loss in mapping.losses for text in (loss.problem, loss.fallback)]
    texts += [text for text in (mapping.migrate, mapping.verify, mapping.bought) if text]
    for text in texts:
        assert text.en.strip()
        assert text.fr.strip()
        assert text.en != text.fr


def test_every_design_is_used() -> None:
    assert {mapping.design for mapping in MAPPINGS.values() if mapping.design} == set(
        TARGET.designs
    )
