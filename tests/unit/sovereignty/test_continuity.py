"""Continuity before and after: zones, standbys, backups; what is not known is never as good as known."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec import Raw
from msgspec.structs import replace

from planner.catalogue.data import data_path
from planner.catalogue.kinds import kinds
from planner.catalogue.mappings import load_target
from planner.cli.clouds import TARGETS
from planner.model.choice import Blocks, Choice, Design, Loss, Unmapped
from planner.model.plan import Application
from planner.model.policy import Policy
from planner.model.resource import Resource, ResourceId
from planner.model.sovereignty import Asked, Continuity
from planner.model.spec import Cache, Database
from planner.model.text import same
from planner.sovereignty.continuity import Two, continuity_of
from planner.sovereignty.keeping import Keeping, continuity_facts
from tests.unit.sovereignty.estates import estate, resource

SHOP = Application(name="shop", label="Shop", resources=(), found_by="tag", criticality="high")


def built(
    one: Resource, target: str, region: str, stem: str, *losses: Loss, **values: Any  # noqa: ANN401 - of a design
) -> Choice:  # fmt: skip
    return Choice(
        resource=one.id, target=target, region=region, mapping=stem, service=same("x"), fit="close",
        method=values.pop("method", "rehost"), design=Design(values=values), losses=losses,
    )  # fmt: skip


def stays(one: Resource) -> Unmapped:
    return Unmapped(
        resource=one.id, target="x", reason="verdict-none", detail=same("x"), fallback=same("x")
    )


def compared(
    *pairs: tuple[Resource, Choice | Unmapped],
    target: str = "scaleway",
    policy: Policy | None = None,
) -> Two:
    resources = [one for one, _ in pairs]
    graph, _ = estate(*resources)
    keeping = Keeping(graph, load_target(target), {one.id: choice for one, choice in pairs})
    return continuity_of(SHOP, graph.resources, keeping, policy or Policy())


def sides(two: Two) -> tuple[Continuity, Continuity]:
    assert two.before is not None
    assert two.after is not None
    return two.before, two.after


def vm(name: str, zone: str = "") -> Resource:
    return resource(name, zone=zone)


def postgres(name: str = "db", **spec: Any) -> Resource:  # noqa: ANN401 - fields of a database
    return resource(name, "db.postgres", zone="eu-west-3a", spec=Database(**spec))


def losses(two: Two) -> str:
    return " ".join(one.text.en for one in two.losses)


def test_machines_in_two_zones_may_land_in_one() -> None:
    first, second = vm("web-1", "eu-west-3a"), vm("web-2", "eu-west-3b")
    two = compared(
        (first, built(first, "ovh", "GRA11", "compute.vm")),
        (second, built(second, "ovh", "GRA11", "compute.vm")),
        target="ovh",
    )
    before, after = sides(two)
    assert (before.zones, after.zones) == (2, 1)
    assert "fewer zones" in losses(two).lower()
    assert two.fewer_zones
    assert two.fewer_zones[0].resources == ("web-1", "web-2")


def test_zones_of_the_design_are_counted_where_the_region_has_several() -> None:
    first, second = vm("web-1", "eu-west-3a"), vm("web-2", "eu-west-3b")
    two = compared(
        (first, built(first, "scaleway", "fr-par", "compute.vm", zone="fr-par-1")),
        (second, built(second, "scaleway", "fr-par", "compute.vm", zone="fr-par-2")),
    )
    assert sides(two)[1].zones == 2
    assert not two.losses


def test_a_zone_that_nothing_tells_is_not_known_and_that_is_a_loss() -> None:
    one = vm("web-1", "eu-west-3a")
    before, after = sides(compared((one, built(one, "scaleway", "fr-par", "compute.vm"))))
    assert (before.zones, after.zones) == (1, None)
    other = vm("web-2")
    assert sides(compared((other, stays(other))))[0].zones is None


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({"high_availability": True}, (2, 1)), ({"high_availability": False}, (1, 0)), ({}, (None, None)),
        ({"nodes": 3}, (None, 2)),
    ],
)  # fmt: skip
def test_a_database_tells_its_standbys_or_they_are_not_known(
    spec: dict[str, Any], expected: tuple[int | None, int | None]
) -> None:
    one = postgres(**spec)
    before, _ = sides(compared((one, stays(one))))
    assert (before.zones, before.replicas) == expected


def test_shards_of_a_cache_are_no_copies_of_each_other() -> None:
    spec = Cache(nodes=6, shards=3, high_availability=True)
    one = resource("cache", "db.redis", zone="a", spec=spec)
    assert sides(compared((one, stays(one))))[0].replicas == 1
    clustered = built(one, "scaleway", "fr-par", "db.redis", nodes=6)
    assert sides(compared((one, clustered)))[1].replicas is None


def test_a_reader_counts_with_what_it_reads_from() -> None:
    primary = postgres("db", high_availability=False)
    reader = resource(
        "reader", "db.postgres", ("replicates", "db"), zone="eu-west-3b", spec=Database(replica_of="db")
    )  # fmt: skip
    before, _ = sides(compared((primary, stays(primary)), (reader, stays(reader))))
    assert (before.zones, before.replicas) == (2, 1)
    after = sides(compared(
        (primary, built(primary, "scaleway", "fr-par", "db.postgres", ha=False)),
        (reader, built(reader, "scaleway", "fr-par", "db.postgres", replica=True)),
    ))[1]  # fmt: skip
    assert (after.zones, after.replicas) == (1, 1)


@pytest.mark.parametrize(
    ("target", "region", "values", "expected"),
    [
        ("scaleway", "fr-par", {"ha": True, "backup_days": 7}, (1, 1, 7)),
        ("scaleway", "fr-par", {"ha": False, "backup_days": None}, (1, 0, None)),
        ("ovh", "GRA11", {"nodes": Blocks(({}, {})), "plan": "business"}, (1, 1, 14)),
        ("ovh", "GRA11", {"nodes": Blocks(({},)), "plan": "nowhere"}, (1, 0, None)),
        ("outscale", "eu-west-2", {"standby": True}, (2, 1, 0)),
        ("outscale", "cloudgouv-eu-west-1", {"standby": True}, (1, 1, 0)),
    ],
)
def test_the_design_tells_what_a_database_keeps(
    target: str, region: str, values: dict[str, Any], expected: tuple[int, int, int | None]
) -> None:
    one = postgres(high_availability=True, backup_days=14)
    two = compared((one, built(one, target, region, "db.postgres", **values)), target=target)
    after = sides(two)[1]
    assert (after.zones, after.replicas, after.backup_days) == expected


def test_no_backup_today_is_none_after() -> None:
    one = postgres(backup_days=0, high_availability=False)
    choice = built(one, "scaleway", "fr-par", "db.postgres", ha=False, backup_days=None)
    before, after = sides(compared((one, choice)))
    assert (before.backup_days, after.backup_days) == (0, 0)
    assert before.rpo_minutes is None


def test_recovery_is_judged_by_the_table_and_unknown_without_it() -> None:
    strong = postgres(high_availability=True, backup_days=7)
    weak = built(strong, "scaleway", "fr-par", "db.postgres", ha=True, backup_days=7)
    two = compared((strong, weak))
    before, after = sides(two)
    assert (before.rto_minutes, before.rpo_minutes) == (15, 1)
    assert (after.rto_minutes, after.rpo_minutes) == (None, 1440)
    assert "1440" in losses(two)


def test_what_the_policy_asks_is_compared_by_criticality() -> None:
    one = postgres(high_availability=True, backup_days=7)
    choice = built(one, "scaleway", "fr-par", "db.postgres", ha=True, backup_days=7)
    policy = Policy(continuity={"High": Asked(rto_minutes=60, rpo_minutes=60), "*": Asked()})
    two = compared((one, choice), policy=policy)
    assert two.asked == Asked(rto_minutes=60, rpo_minutes=60)
    assert "within 60 minutes" in losses(two)
    assert "allows the loss of 60 minutes" in losses(two)
    assert compared(
        (one, choice), policy=Policy(continuity={"low": Asked(rto_minutes=1)})
    ).asked == (Asked())


def test_losses_about_continuity_are_told_with_who_has_them() -> None:
    one = resource("bucket", "storage.object_bucket")
    about = Loss("no-replication", "minor", same("No replication."), same("x"), "replication")
    beside = Loss("other", "minor", same("Other."), same("x"), "website")
    two = compared((one, built(one, "scaleway", "fr-par", "storage.object_bucket", about, beside)))
    assert two.before is None
    assert [(each.text.en, each.resources) for each in two.losses] == [
        ("No replication.", ("bucket",))
    ]


def test_what_backs_up_and_is_not_built_is_a_loss_of_what_moves() -> None:
    machine = vm("web", "eu-west-3a")
    vault = resource("vault", "backup.vault", ("uses", "web"))
    moved = built(machine, "scaleway", "fr-par", "compute.vm", zone="fr-par-1")
    two = compared((machine, moved), (vault, stays(vault)))
    assert "backs resources up" in losses(two)
    assert not compared((machine, stays(machine)), (vault, stays(vault))).losses
    kept = built(vault, "scaleway", "fr-par", "compute.vm")
    assert "backs" not in losses(compared((machine, moved), (vault, kept)))


def test_what_is_retired_counts_on_neither_scale() -> None:
    one, other = vm("web-1", "a"), vm("web-2", "b")
    two = compared(
        (one, built(one, "ovh", "GRA11", "compute.vm", method="retire")), (other, stays(other)),
        target="ovh",
    )  # fmt: skip
    assert sides(two)[1].zones == 1


def test_every_sentence_names_a_resource() -> None:
    one, other = postgres(high_availability=True, backup_days=9), vm("web", "eu-west-3a")
    policy = Policy(continuity={"*": Asked(rto_minutes=1, rpo_minutes=0)})
    two = compared(
        (one, built(one, "ovh", "GRA11", "db.postgres", nodes=Blocks(()), plan="essential")),
        (other, built(other, "ovh", "GRA11", "compute.vm")),
        target="ovh",
        policy=policy,
    )
    before, after = sides(two)
    for each in (*before.because, *after.because, *two.losses):
        assert each.resources
        assert each.text.en != each.text.fr


def test_the_tables_kinds_exist_and_its_reasons_are_in_both_languages() -> None:
    facts, known = continuity_facts(), {str(kind) for kind in kinds()}
    assert facts.spread | facts.replicated | facts.backups <= known
    for one in facts.gives:
        assert one.reason.en
        assert one.reason.fr


@pytest.mark.parametrize("name", TARGETS)
def test_every_mapping_of_a_database_or_cache_tells_what_it_keeps(name: str) -> None:
    catalogue = load_target(name)
    templates = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted(data_path("templates", name).rglob("*.j2"))
    )
    for stem, mapping in catalogue.by_stem.items():
        if mapping.fit == "none" or not continuity_facts().replicated & set(mapping.kinds):
            continue
        keeps = mapping.continuity
        assert keeps is not None, stem
        assert (keeps.backup in ("value", "plan")) == bool(keeps.backup_in), stem
        assert f"v.{keeps.nodes}" in templates, stem
        if keeps.backup == "value":
            assert f"v.{keeps.backup_in}" in templates, stem
        if keeps.backup == "plan":
            table: Any = catalogue.settings.settings
            for step in keeps.backup_in.split("."):
                table = table[step]
            assert all(isinstance(days, int) for days in table.values())


def test_a_resource_that_is_not_a_database_by_its_spec_is_not_known() -> None:
    odd = replace(postgres(), spec=None, native=Raw(b"{}"), stored_gib=Decimal(1))
    before, after = sides(compared((odd, built(odd, "scaleway", "fr-par", "db.postgres", ha=True))))
    assert (before.zones, before.replicas) == (None, None)
    assert after.replicas == 1
    assert ResourceId("db") in before.because[0].resources
