"""A masked inventory gives the same plan and tells nothing of whose it is."""

import json
import re
from base64 import b64decode, b64encode
from collections import Counter
from functools import lru_cache
from ipaddress import IPv4Network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw, structs

from planner.catalogue.data import data_path
from planner.cli.clouds import TARGETS, sources, target
from planner.cli.kept import kept
from planner.inventory import read, read_inventory, write_inventory
from planner.inventory.mask import mask
from planner.inventory.mask_addresses import Addresses
from planner.inventory.mask_keys import public_key
from planner.inventory.mask_words import Words
from planner.model.plan import MigrationPlan
from planner.model.resource import Inventory
from planner.pipeline import Request, join, plan_for
from tests.unit.inventory.told import told

KEY = b"a key of the tests, 32 bytes long"
SAMPLES = {"aws-retailer": "scaleway", "azure-public-body": "ovh", "gcp-health": "outscale"}
WORD = re.compile(r"[^\W_]{4,}")
MADE_BY_CLOUDS = """
amazonec2containerregistryreadonly amazoneks amazoneksclusterpolicy amazoneksworkernodepolicy
amazonssmmanagedinstancecore asgaveragecpuutilization azurebastionsubnet backendservices bursting
dataeditor decrypt gatewaysubnet getsecretvalue ipsec listbucket logwriter objectuser pergb2018
priceclass putobject python3
"""
"""Permissions, policies, metrics and editions of the clouds: nobody's own words."""


@lru_cache(maxsize=3)
def original(sample: str) -> Inventory:
    return read([data_path("mappings", "samples", sample)], sources())


@lru_cache(maxsize=3)
def masked(sample: str) -> Inventory:
    return mask(original(sample), KEY, kept())


def plan_of(inventory: Inventory, folder: Path, name: str) -> MigrationPlan:
    write_inventory(inventory, folder)
    request = Request(as_of="2026-11-22")
    again = read([folder], sources())
    connected = join(again, sources(), TARGETS, request, lambda _: None)
    return plan_for(target(name), connected, request, lambda _: None)


@pytest.mark.parametrize(("sample", "name"), SAMPLES.items(), ids=list(SAMPLES))
def test_the_plan_of_a_masked_inventory_has_the_same_figures(
    sample: str, name: str, tmp_path: Path
) -> None:
    first = plan_of(original(sample), tmp_path / "original", name)
    second = plan_of(masked(sample), tmp_path / "masked", name)
    assert second.costs.now == first.costs.now
    assert second.costs.then == first.costs.then
    assert second.costs.once == first.costs.once
    assert second.costs.comparable == first.costs.comparable
    assert second.verdict.counts == first.verdict.counts
    assert second.verdict.grade == first.verdict.grade
    assert len(second.waves) == len(first.waves)
    assert sorted(len(one.resources) for one in second.applications) == sorted(
        len(one.resources) for one in first.applications
    )
    assert edges(second) == edges(first)
    assert lines(second) == lines(first)


def edges(plan: MigrationPlan) -> Counter[tuple[str, ...]]:
    """Edges by what their ends are, since their names differ."""
    types = {one.id: f"{one.native_type} {one.region}" for one in plan.inventory.resources}
    return Counter(
        (types[one.source], types[one.target], one.relation, one.evidence)
        for one in plan.dependencies
    )


def lines(plan: MigrationPlan) -> Counter[tuple[str, ...]]:
    return Counter(
        (one.side, one.price.sku, str(one.quantity.likely), str(one.likely))
        for one in plan.costs.lines
    )


def words_of(inventory: Inventory, folder: Path) -> Counter[str]:
    write_inventory(inventory, folder)
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.json*")))
    text += "\n".join(str(path.relative_to(folder)) for path in folder.rglob("*"))
    return Counter(word.lower() for word in WORD.findall(text))


@lru_cache(maxsize=1)
def schema_words() -> frozenset[str]:
    """Words of our own tables and code: types, arguments, kinds, sizes, regions; none of an estate."""
    found: set[str] = set()
    root = data_path("mappings", "kinds.yaml").parent
    paths = [*root.glob("*.yaml"), *root.glob("prices/*.csv"), *root.glob("sizes/*.csv")]
    code = Path(__file__).parents[3]
    paths += [*code.glob("providers/sources/**/*.py"), *code.glob("planner/model/**/*.py")]
    paths += [*code.glob("planner/inventory/problems*.py"), code / "planner/inventory/disk.py"]
    for path in paths:
        found.update(word.lower() for word in WORD.findall(path.read_text(encoding="utf-8")))
    return frozenset(found) | set(MADE_BY_CLOUDS.split())


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_no_word_of_the_original_is_left_but_those_of_our_own_tables(
    sample: str, tmp_path: Path
) -> None:
    before = words_of(original(sample), tmp_path / "original")
    after = words_of(masked(sample), tmp_path / "masked")
    left = {word for word in before.keys() & after.keys() if not word.isdecimal()}
    assert left - schema_words() == set()
    assert {word for word in before.keys() & after.keys() if word.isdecimal()} <= numbers(sample)


def numbers(sample: str) -> set[str]:
    """Ports, amounts and years, which stay."""
    found = set()
    for one in original(sample).resources:
        if one.spec is not None:
            amounts = re.sub(r"'[^']*'", "", repr(one.spec))  # what stands in no text
            amounts += str(getattr(one.spec, "version", ""))
            found |= set(re.findall(r"\d{4,}", amounts))
        found |= set(re.findall(r"\d{4,5}", f"{one.stored_gib} {bytes(one.native)!r} {one.zone}"))
    return found | {"2026"}


@pytest.mark.parametrize("sample", list(SAMPLES))
def test_no_name_id_account_address_or_tag_of_the_original_is_left(
    sample: str, tmp_path: Path
) -> None:
    write_inventory(masked(sample), tmp_path)
    text = "\n".join(p.read_text(encoding="utf-8") for p in sorted(tmp_path.rglob("*.json*")))
    whole: set[str] = set()
    for one in original(sample).resources:
        whole |= {one.id, one.name, one.account, one.origin.place}
        whole |= {value for key, value in one.tags.items() if not key.lower().startswith("env")}
        whole |= {word for word in one.aliases if len(word) > 3}
        addresses = re.findall(r"\b\d+\.\d+\.\d+\.\d+\b", f"{one.spec!r}{bytes(one.native)!r}")
        whole |= {
            word for word in addresses if not word.endswith(".0.0.0")
        }  # all, or a whole class
    spared = kept().words | schema_words() | {"unknown"}
    left = {
        word
        for word in whole
        if word and len(word) > 3 and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
        if not all(
            len(part) < 4 or part.lower() in spared or part.isdecimal()
            for part in re.findall(r"[^\W_]+", word)
        )
    }
    assert left == set()


def test_the_same_key_makes_the_same_bytes_and_another_key_other_names() -> None:
    sample = original("gcp-health")
    assert mask(sample, KEY, kept()) == masked("gcp-health")
    other = mask(sample, KEY[::-1], kept())
    names = {one.name for one in masked("gcp-health").resources}
    again = {one.name for one in other.resources} & names
    spared = kept().words | schema_words()
    assert all(set(WORD.findall(name.lower())) <= spared for name in again)


def test_what_is_masked_can_be_masked_and_read_again(tmp_path: Path) -> None:
    write_inventory(masked("aws-retailer"), tmp_path)
    assert read_inventory(tmp_path) == masked("aws-retailer")
    twice = mask(masked("aws-retailer"), KEY, kept())
    assert len(twice.resources) == len(masked("aws-retailer").resources)


def made(*texts: str, stay: frozenset[str] = frozenset({"web", "prod"})) -> list[str]:
    words = Words(KEY, stay, ())
    for text in texts:
        words.see(text)
    words.settle()
    return [words.text(text) for text in texts]


def test_a_word_is_the_same_wherever_and_however_it_is_written() -> None:
    first, second, third, fourth, fifth = made(
        "orders-db", "OrdersDb", "ORDERS_DB", "prod/orders", "ordersdb"
    )
    word = first.partition("-")[0]
    assert second.lower() == first.replace("-", "") == fifth
    assert third == first.upper().replace("-", "_")
    assert fourth == f"prod/{word}"
    assert "orders" not in first


@given(st.lists(st.text("abcdef0123456789-/:._XY ", max_size=20), unique=True, max_size=12))
def test_texts_that_differ_go_on_differing_and_keep_their_shape(texts: list[str]) -> None:
    masked_ = made(*texts)
    plain = {text.casefold() for text in texts}
    assert len({text.casefold() for text in masked_}) == len(plain)
    signs = re.compile(r"[^\w]|_")
    for before, after in zip(texts, masked_, strict=True):
        if not re.search(r"\d+\.\d+\.\d+\.\d+|:", before):
            assert signs.findall(after) == signs.findall(before)


NETWORKS = st.builds(
    lambda value, prefix: str(IPv4Network((value, prefix), strict=False)),
    st.integers(1 << 24, (223 << 24) - 1),
    st.integers(8, 32),
)


@given(st.lists(NETWORKS, min_size=2, max_size=12))
def test_an_address_lies_in_the_network_that_it_lay_in(texts: list[str]) -> None:
    addresses = Addresses(KEY)
    for text in texts:
        addresses.see(text)
    addresses.settle()
    moved = {text: addresses.text(text) for text in texts}
    for one in texts:
        for other in texts:
            before = IPv4Network(one).subnet_of(IPv4Network(other))
            assert (
                IPv4Network(moved[one] or "").subnet_of(IPv4Network(moved[other] or "")) is before
            )
        assert IPv4Network(one).is_private == IPv4Network(moved[one] or "").is_private


def test_short_numbers_of_tags_go_and_ports_stay() -> None:
    words = Words(KEY, (), ())
    assert words.numbers("1100") != "1100"
    assert made("port 8080") == [made("port")[0] + " 8080"]


def test_a_public_key_is_replaced_by_another_of_its_sort() -> None:
    blob = b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20" + bytes(range(32))
    text = f"ssh-ed25519 {b64encode(blob).decode()} jane@acme.example"
    words = Words(KEY, (), ())
    masked_ = public_key(text, lambda word: word.upper(), words.stream)
    kind, encoded, comment = masked_.split(" ")
    again = b64decode(encoded)
    assert (kind, comment, len(again)) == ("ssh-ed25519", "JANE@ACME.EXAMPLE", len(blob))
    assert again[:19] == blob[:19]
    assert again[21:] != blob[21:]
    assert public_key("ssh-rsa nothing", str.upper, words.stream) == "SSH-RSA NOTHING"


def test_an_email_a_host_and_an_address_in_a_text_are_replaced() -> None:
    (text,) = made("jane.doe@acme-corp.com at 10.1.2.3 (ip-10-1-2-3.acme.com), tel. 0612345678")
    for word in ("jane", "acme", "corp", "10.1.2.3", "10-1-2-3", "0612345678"):
        assert word not in text
    address = re.search(r"10\.\d+\.\d+\.\d+", text)
    assert address is not None
    assert f"ip-{address.group().replace('.', '-')}." in text


def test_what_a_plan_looks_for_in_attributes_stays_and_nothing_else() -> None:
    native = {
        "image": "acme-web:1.2", "url": "https://acme.okta.com", "sku": "Basic", "owner": "Jane",
        "name": "acme", "sku_name": "x" * 99, "ebs_block_device": [{"volume_type": "gp3", "n": "a"}],
    }  # fmt: skip
    one = structs.replace(told(), native=Raw(json.dumps(native).encode()))
    (resource,) = mask(Inventory(resources=(one,)), KEY, kept()).resources
    assert json.loads(bytes(resource.native)) == {
        "ebs_block_device": [{"volume_type": "gp3"}], "hosts": ["okta.com"], "image": "image",
        "sku": "Basic",
    }  # fmt: skip


def test_classes_of_data_stay_and_other_tags_do_not() -> None:
    tags = {"data-class": "personal", "team": "Blue Whales", "x-moonshot": "Apollo"}
    (resource,) = mask(Inventory(resources=(told(tags=tags),)), KEY, kept()).resources
    assert resource.tags["data-class"] == "personal"
    assert "team" in resource.tags
    written = str(resource.tags).lower()
    assert not any(word in written for word in ("blue", "whales", "moonshot", "apollo"))
