"""The layout is `terraform fmt`'s."""

import jinja2
import pytest

from planner.model.choice import Blocks, Data, Ref, Variable
from planner.outputs.terraform.shape import Shapes, write_fields

TEMPLATE = """resource "x_server" "{{ name }}" {
{{ for_each }}
  name = {{ v.name }}
  size_gib = {{ v.size }}
  tags = {{ v.tags }}
  enabled = {{ v.on }}

{% for rule in v.rules %}
  rule {
    port = {{ rule.port }}
  }

{% endfor %}
{% if v.on %}
  on {}
{% endif %}
}

resource "x_ip" "{{ name }}" {
{{ for_each }}
  server = {{ own("x_server", "id") }}
}
"""


def code(value: Ref | Variable | Data) -> str:
    return f"var.{value!r}"


def shapes() -> Shapes:
    return Shapes(jinja2.DictLoader({"t": TEMPLATE}))


def fields(**values: object) -> dict:  # type: ignore[type-arg]
    given = {"name": "n", "size": 1, "tags": ("a",), "on": False, "rules": Blocks(()), **values}
    return write_fields(given, code)  # type: ignore[arg-type]


def test_a_block_of_its_own_has_no_for_each_and_aligned_arguments() -> None:
    assert shapes().block("t", fields(), name="web") == (
        'resource "x_server" "web" {\n  name     = "n"\n  size_gib = 1\n  tags     = ["a"]\n'
        '  enabled  = false\n}\n\nresource "x_ip" "web" {\n  server = x_server.web.id\n}\n'
    )


def test_what_is_absent_leaves_no_line() -> None:
    text = shapes().block("t", fields(name=None, size=None), name="web")
    assert text.startswith('resource "x_server" "web" {\n  tags    = ["a"]\n  enabled = false\n}')


def test_alike_resources_share_a_block() -> None:
    text = shapes().block("t", fields(), name="web", table="web_vm")
    assert "{\n  for_each = local.web_vm\n\n  name " in text
    assert "server = x_server.web[each.key].id" in text


def test_a_long_value_is_indented_and_breaks_the_alignment() -> None:
    text = shapes().block("t", fields(tags=("x" * 60, "y" * 60)), name="web")
    assert '  size_gib = 1\n  tags = [\n    "' in text
    assert '",\n  ]\n  enabled = false\n' in text


def test_a_second_resource_of_a_shape_is_the_same_but_for_its_values() -> None:
    kept = shapes()
    first = kept.block("t", fields(name="one"), name="web")
    second = kept.block("t", fields(name="two"), name="db")
    assert second == first.replace('"one"', '"two"').replace("web", "db")


def test_nested_blocks_and_booleans_may_be_tested() -> None:
    text = shapes().block(
        "t", fields(on=True, rules=Blocks(({"port": 80}, {"port": 443}))), name="w"
    )
    assert text.count("rule {") == 2
    assert "  on {}\n" in text


def test_a_template_cannot_test_text() -> None:
    bad = Shapes(jinja2.DictLoader({"t": '{% if v.name == "x" %}{% endif %}'}))
    with pytest.raises(TypeError, match="decide in the design function"):
        bad.block("t", fields(), name="web")


def test_a_field_that_no_design_gives_is_an_error() -> None:
    bad = Shapes(jinja2.DictLoader({"t": "{{ v.unknown }}"}))
    with pytest.raises((KeyError, jinja2.UndefinedError)):
        bad.block("t", fields(), name="web")
