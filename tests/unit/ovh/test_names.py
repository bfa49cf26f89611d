import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from providers.targets.ovh.names import bucket_name, dns_label, label, secret_path, sql_name

HOSTILE = [
    "",
    " ",
    'a "b" c',
    "line\nbreak",
    "${var.secret}",
    "%{ if true }",
    "../../etc/passwd",
    "été à Noël",
    "名前",
    "<script>",
    "=cmd()",
    "x" * 300,
    "UPPER_case.Name",
    "10.0.0.1",
    "\ud800",
]
TEXT = st.one_of(st.text(max_size=320), st.sampled_from(HOSTILE))


@given(TEXT)
@settings(max_examples=150)
def test_a_bucket_name_is_one_that_s3_accepts(text: str) -> None:
    name = bucket_name(text)
    assert re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", name)
    assert ".." not in name
    assert not re.fullmatch(r"(\d+\.){3}\d+", name)


@given(TEXT)
@settings(max_examples=150)
def test_a_dns_label_holds_no_underscore_and_starts_with_a_letter(text: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]{0,49}", dns_label(text))


@given(TEXT)
@settings(max_examples=150)
def test_a_label_is_one_line_of_bounded_length(text: str) -> None:
    name = label(text)
    assert 0 < len(name) <= 200
    assert "\n" not in name


@given(TEXT)
@settings(max_examples=150)
def test_sql_names_and_secret_paths_hold_no_code(text: str) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,59}", sql_name(text, "app"))
    path = secret_path(text)
    assert re.fullmatch(r"[A-Za-z0-9_./-]+", path)
    assert ".." not in path.split("/")


@given(st.lists(TEXT, min_size=2, max_size=6, unique=True))
@settings(max_examples=100)
def test_different_names_stay_different(texts: list[str]) -> None:
    for function in (bucket_name, dns_label, secret_path):
        changed = [text for text in texts if function(text) != text]
        assert len({function(text) for text in changed}) == len(changed)


@pytest.mark.parametrize("name", ["shop-assets", "my.bucket", "a1b"])
def test_a_name_that_is_accepted_is_kept(name: str) -> None:
    assert bucket_name(name) == name


def test_what_is_fine_is_kept_by_every_form() -> None:
    assert dns_label("web-1") == "web-1"
    assert sql_name("orders_db", "app") == "orders_db"
    assert secret_path("prod/db/password") == "prod/db/password"
    assert label("Web front") == "Web front"
