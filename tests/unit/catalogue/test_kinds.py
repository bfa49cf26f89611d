from typing import Any

import pytest

from planner.catalogue.kinds import kinds, source_types

TARGETS = {"ovh", "scaleway", "outscale"}


def test_every_kind_has_a_verdict_at_every_target() -> None:
    assert len(kinds()) == 122
    for fact in kinds().values():
        assert set(fact.targets) == TARGETS


def test_every_sentence_of_a_kind_is_in_both_languages() -> None:
    for fact in kinds().values():
        for text in (fact.title, *(verdict.service for verdict in fact.targets.values())):
            assert text.en
            assert text.fr


def test_every_type_is_of_a_kind_that_there_is() -> None:
    table = source_types()
    assert set(table.types.values()) <= set(kinds())
    decided = {line.kind for lines in table.decided.values() for line in lines}
    assert decided - {None} <= set(kinds())


def test_parts_and_settings_are_types_of_the_table() -> None:
    table = source_types()
    assert set(table.parts) <= set(table.types)
    assert table.settings <= set(table.types)
    assert set(table.decided) <= set(table.types)


@pytest.mark.parametrize(
    ("native_type", "attributes", "kind"),
    [
        ("aws_db_instance", {"engine": "postgres"}, "db.postgres"),
        ("aws_db_instance", {"engine": "sqlserver-ex"}, "db.sqlserver"),
        ("aws_db_instance", {"engine": "db2-ae"}, None),
        ("aws_db_instance", {}, None),
        ("aws_lb", {"load_balancer_type": "network"}, "network.lb_l4"),
        ("aws_lb", {}, "network.lb_l7"),
        ("aws_route53_zone", {"vpc": [{"vpc_id": "vpc-1"}]}, "dns.private_zone"),
        ("aws_route53_zone", {"vpc": []}, "dns.zone"),
        ("azurerm_storage_share", {"enabled_protocol": "NFS"}, "storage.file_nfs"),
        ("google_compute_instance", {"scheduling": [{"preemptible": True}]}, "compute.spot"),
        ("google_compute_instance", {"scheduling": "hostile"}, "compute.vm"),
        ("aws_s3_bucket_policy", {}, "storage.object_bucket"),
        ("aws_never_seen", {}, None),
    ],
)
def test_attributes_decide_where_a_type_is_several_kinds(
    native_type: str, attributes: dict[str, Any], kind: str | None
) -> None:
    assert source_types().kind(native_type, attributes) == kind
