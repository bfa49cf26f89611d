"""Hosts in raw configuration: found at their ends, told as the table writes them, whatever the bytes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.sovereignty.hosts import HostTable, bare_images, is_bare
from planner.sovereignty.residual_facts import residual_facts

TABLE = HostTable({
    "datadoghq.com": "monitoring", "docker.io": "images", "8.8.8.8": "resolver",
    "cognito-idp.*.amazonaws.com": "identity", "office.com": "office", "mail.office.com": "mail",
})  # fmt: skip


def found(text: str) -> list[tuple[str, str]]:
    return list(TABLE.find(json.dumps({"environment": text}).encode()))


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://api.datadoghq.com/v1", "datadoghq.com"),
        ("DATADOGHQ.COM", "datadoghq.com"),
        ("intake.datadoghq.com.", "datadoghq.com"),
        ("https://key@o1.datadoghq.com:443", "datadoghq.com"),
        ('{"inner": "docker.io/library/nginx"}', "docker.io"),
        ("nameserver 8.8.8.8", "8.8.8.8"),
        ("https://cognito-idp.eu-west-3.amazonaws.com/pool", "cognito-idp.*.amazonaws.com"),
        ("smtp.mail.office.com", "mail.office.com"),
    ],
)
def test_a_host_is_found_by_its_end_and_the_longest_wins(text: str, host: str) -> None:
    assert [one for one, _ in found(text)] == [host]


@pytest.mark.parametrize(
    "text",
    [
        "notdatadoghq.com", "datadoghq.community", "datadoghq.com.evil.org", "datadoghq-com",
        "18.8.8.8", "8.8.8.80", "1.8.8.8.8", "amazonaws.com", "s3.eu-west-3.amazonaws.com", "",
    ],
)  # fmt: skip
def test_what_only_resembles_a_host_is_not_found(text: str) -> None:
    assert found(text) == []


def test_a_host_is_told_once_a_resource() -> None:
    assert found("a.datadoghq.com b.datadoghq.com") == [("datadoghq.com", "monitoring")]


@given(st.binary(max_size=400))
def test_any_bytes_give_only_hosts_of_the_table(raw: bytes) -> None:
    table = HostTable(residual_facts().hosts)
    for host, _ in table.find(raw + b"." + raw + b".com " + raw + b".io"):
        assert host in residual_facts().hosts


@given(st.text(alphabet="abc.-_@/ \\\"'A8", max_size=60))
def test_words_around_a_host_never_leave_the_table(text: str) -> None:
    for host, _ in found(f"{text}.datadoghq.com{text}"):
        assert host in ("datadoghq.com", "docker.io", "8.8.8.8")


def test_a_very_long_host_costs_no_more_than_its_bytes() -> None:
    assert found("a." * 100_000 + "com") == []
    assert found(".com" * 50_000) == []


@pytest.mark.parametrize(
    ("image", "bare"),
    [
        ("nginx", True), ("nginx:1.27", True), ("acme/web:2", True), ("ghcr.io/acme/web", False),
        ("localhost/web", False), ("registry:5000/web", False), ("a/b/c", False), ("$IMAGE", False),
    ],
)  # fmt: skip
def test_an_image_without_a_registry_is_asked_of_docker_hub(image: str, bare: bool) -> None:  # noqa: FBT001 - what is tested
    assert is_bare(image) is bare
    inner = json.dumps([{"image": image}])
    assert bare_images(json.dumps({"container_definitions": inner}).encode()) is bare
    assert bare_images(json.dumps({"image": image}).encode()) is bare
