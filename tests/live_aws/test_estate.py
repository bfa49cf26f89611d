"""An estate of two accounts and three regions, made over HTTP, collected and compared."""

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from planner.inventory.collected import assemble
from planner.inventory.disk import read_inventory
from planner.inventory.interpret import Interpreter
from planner.inventory.stream import Stream
from planner.inventory.units import Units
from planner.model.resource import Inventory, Resource
from providers.sources.aws import SOURCE
from providers.sources.aws.collect import Request
from providers.sources.aws.organization import Accounts, collect_all
from providers.sources.aws.sessions import Role
from tests.live_aws import estate
from tests.live_aws.served import ACCOUNT, ONCE, REGION, assumed, clients, served, session

FURTHER = ("sa-east-1", "us-west-2")
SOURCES = {"aws": SOURCE}


class Found(Struct):
    made: dict[str, list[tuple[str, str, tuple[str, ...]]]]
    """Account -> service, operation and words of all that was made in it."""
    kept: dict[str, list[Resource]]
    """Account -> what was read in it, before parts fold into their wholes."""
    inventory: Inventory
    folder: Path


def everything(endpoint: str) -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    owner = session()
    own = clients(endpoint, owner)
    organisation = own("organizations", "us-east-1")
    organisation.create_organization(FeatureSet="ALL")
    status = organisation.create_account(Email="a@shop.example", AccountName="second")
    other = status["CreateAccountStatus"]["AccountId"]
    second = clients(endpoint, assumed(endpoint, other))
    made = {ACCOUNT: list(estate.make(own, ACCOUNT, REGION, estate.EVERYTHING))}
    for region in FURTHER:
        made[ACCOUNT] += estate.make(own, ACCOUNT, region, estate.SMALL)
    made[other] = [
        one
        for region in (REGION, *FURTHER)
        for one in estate.make(second, other, region, estate.small(other))
    ]
    return made


def collected(endpoint: str, folder: Path) -> Found:
    made = everything(endpoint)
    units = Units(folder / "units")
    interpreter = Interpreter(SOURCES)
    request = Request(
        regions=(REGION, *FURTHER), endpoint_url=endpoint, operations=served(), manner=ONCE
    )
    accounts = Accounts(request=request, session=session, org=True, role=Role(name="Reader"))
    for unit in collect_all(accounts):
        units.keep(unit, interpreter)
    stream = Stream(folder, "2026-11-22")
    for kept in units.accounts():
        stream.add(assemble(kept, SOURCES, "2026-11-22"))
    stream.close()
    kept_resources = {account: list(units.resources(account)) for account in made}
    return Found(made, kept_resources, read_inventory(folder), folder)


def test_an_estate_of_two_accounts_and_three_regions_is_found_whole(
    endpoint: str, tmp_path: Path
) -> None:
    found = collected(endpoint, tmp_path)  # takes half a minute, so that one test looks at it all
    all_that_was_made_is_found(found)
    every_unit_was_read_and_every_record_is_counted(found)
    every_resource_is_where_it_was_made(found)
    no_secret_is_kept_anywhere(found)
    nothing_is_read_twice_and_all_have_a_kind(found)


def all_that_was_made_is_found(found: Found) -> None:
    everything_made = [one for some in found.made.values() for one in some]
    assert len(everything_made) > 200
    assert len({service for service, _, _ in everything_made}) > 60
    assert {
        account: [one for one in made if not _is_among(one[2], found.kept[account])]
        for account, made in found.made.items()
    } == {account: [] for account in found.made}
    types = {one.native_type for some in found.kept.values() for one in some}
    assert len(types) > 110


def _is_among(words: tuple[str, ...], resources: list[Resource]) -> bool:
    names = (name for one in resources for name in (one.id, *one.aliases))
    return any(word.removeprefix("/") in name for name in names for word in words)


def every_unit_was_read_and_every_record_is_counted(found: Found) -> None:
    ledger = found.inventory.ledger
    assert {(row.status, row.detail) for row in ledger if row.status != "ok"} == set()
    assert all(row.read == row.resources + row.folded + row.rejected for row in ledger)
    assert sum(row.resources for row in ledger) == len(found.inventory.resources)
    assert len({(row.account, row.region) for row in ledger}) == 2 * 4  # with what has no region
    assert len({row.service for row in ledger}) > 70


def every_resource_is_where_it_was_made(found: Found) -> None:
    for account, made in found.made.items():
        queues = {one.region for one in found.inventory.resources
                  if one.native_type == "aws_sqs_queue" and one.account == account}  # fmt: skip
        assert queues == {REGION, *FURTHER}
        assert made
    files = {path.relative_to(found.folder / "resources").as_posix()
             for path in (found.folder / "resources").rglob("*.jsonl")}  # fmt: skip
    assert files == {
        f"aws/{account}/{region}.jsonl"
        for account in found.made
        for region in ("global", REGION, *FURTHER)
    }


def no_secret_is_kept_anywhere(found: Found) -> None:
    planted = re.compile(rb"[Nn]ot-to-be-kept")
    written = [path for path in found.folder.rglob("*") if path.is_file()]
    assert [path.name for path in written if planted.search(path.read_bytes())] == []


def nothing_is_read_twice_and_all_have_a_kind(found: Found) -> None:
    assert {one.code for one in found.inventory.diagnostics} == set()
    kinds: Mapping[str, object] = {one.native_type: one.kind for one in found.inventory.resources}
    assert [name for name, kind in kinds.items() if kind is None] == []
