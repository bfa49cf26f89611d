"""Templates: what the file tells is put in, what only Azure knows is unknown, nothing hangs."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.inventory import read
from planner.inventory.exports.arm_functions import UnresolvedError
from planner.inventory.exports.arm_values import Values
from planner.model.resource import Inventory
from providers.sources.azure import SOURCE

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
SCOPE = "/subscriptions/s/resourceGroups/g"


def load(directory: Path, resources: Any, **more: Any) -> Inventory:  # noqa: ANN401 - JSON
    file = directory / "rg.json"
    template = {"$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": resources, **more}
    file.write_text(json.dumps(template), "utf-8")
    return read([file], {"azure": SOURCE})


def short(inventory: Inventory) -> set[str]:
    return {one.id.rpartition("/providers/")[2] for one in inventory.resources}


def value(text: str, **template: Any) -> Any:  # noqa: ANN401 - JSON
    return Values(template, SCOPE).text(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("plain", "plain"),
        ("[[not an expression]", "[not an expression]"),
        ("[parameters('a')]", "x"),
        ("[PARAMETERS('A')]", "x"),
        ("[concat(parameters('a'), '-', string(2))]", "x-2"),
        ("[format('{0}/{1}', parameters('a'), 'b')]", "x/b"),
        ("[variables('b').c[1]]", "y"),
        ("[variables('b')['c'][0]]", "x"),
        ("[if(equals(parameters('a'), 'x'), 'yes', reference('no'))]", "yes"),
        ("[toUpper(concat('it''s ', parameters('a')))]", "IT'S X"),
        ("[resourceId('A.B/c', 'n')]", f"{SCOPE}/providers/A.B/c/n"),
        ("[resourceId('A.B/c/d', 'n', 'm')]", f"{SCOPE}/providers/A.B/c/n/d/m"),
        ("[resourceId('h', 'A.B/c', 'n')]", "/subscriptions/s/resourceGroups/h/providers/A.B/c/n"),
        ("[resourceId('t', 'h', 'A.B/c', 'n')]",
         "/subscriptions/t/resourceGroups/h/providers/A.B/c/n"),
        ("[subscriptionResourceId('A.B/c', 'n')]", "/subscriptions/s/providers/A.B/c/n"),
        ("[extensionResourceId('/x/y', 'A.B/c', 'n')]", "/x/y/providers/A.B/c/n"),
        ("[resourceGroup().name]", "g"),
        ("[union(createObject('a', 1), createObject('b', true()))]", {"a": 1, "b": True}),
        ("[length(range(0, 3))]", 3),
    ],
)  # fmt: skip
def test_an_expression_has_its_value(text: str, found: object) -> None:
    parameters = {"a": {"type": "string", "defaultValue": "x"}}
    variables = {"b": {"c": ["[parameters('a')]", "y"]}}
    assert value(text, parameters=parameters, variables=variables) == found


@pytest.mark.parametrize(
    "text",
    [
        "[reference('a').b]",
        "[listKeys('a', '2020-01-01').keys[0].value]",
        "[utcNow()]",
        "[parameters('secret')]",
        "[parameters('none')]",
        "[parameters('number')]",
        "[variables('loop')]",
        "[concat('a']",
        "[a b]",
        "[add(1, 'x')]",
        "[range(0, 100000000)]",
        "[padLeft('a', 100000000)]",
        "[mul('aaaa', 100000000)]",
        "[int('" + "9" * 9000 + "')]",
        "[" + "concat(" * 900 + "'a'" + ")" * 900 + "]",
    ],
)
def test_what_only_azure_knows_is_unresolved(text: str) -> None:
    parameters = {
        "secret": {"type": "securestring", "defaultValue": "never"},
        "number": {"type": "int"},
    }
    variables = {"loop": "[variables('pool')]", "pool": "[variables('loop')]"}
    with pytest.raises(UnresolvedError):
        value(text, parameters=parameters, variables=variables)


def test_names_made_of_what_is_unknown_still_fit_each_other(tmp_path: Path) -> None:
    nic = "[resourceId('Microsoft.Network/networkInterfaces', concat(parameters('vm'), '-nic'))]"
    inventory = load(
        tmp_path,
        [
            {"type": "Microsoft.Network/networkInterfaces", "name": "[concat(parameters('vm'), '-nic')]",
             "properties": {"ipConfigurations": []}},
            {"type": "Microsoft.Compute/virtualMachines", "name": "[parameters('vm')]",
             "properties": {"hardwareProfile": {"vmSize": "[parameters('size')]"},
                            "networkProfile": {"networkInterfaces": [{"id": nic}]}}},
        ],
        parameters={"vm": {"type": "string"}, "size": {"type": "string"}},
    )  # fmt: skip
    (machine,) = inventory.resources  # the interface folded into it
    assert machine.name == "{vm}"
    assert b'"size"' not in bytes(machine.native)  # a text is no size
    assert b'"properties.hardwareProfile.vmSize":"{size}"' in bytes(machine.native)
    unknown = [one for one in inventory.diagnostics if one.code == "template-unknown"]
    assert "size, vm" in unknown[0].detail.en


def test_children_loops_and_nested_templates_are_resources(tmp_path: Path) -> None:
    inventory = load(
        tmp_path,
        [
            {"type": "Microsoft.Storage/storageAccounts", "name": "[concat('st', copyIndex())]",
             "copy": {"name": "accounts", "count": "[parameters('many')]"}, "sku": {"name": "Standard_LRS"}},
            {"type": "Microsoft.Sql/servers", "name": "srv", "resources": [
                {"type": "databases", "name": "db", "sku": {"name": "S0"},
                 "dependsOn": ["srv"]}]},
            {"type": "Microsoft.Cache/redis", "name": "off", "condition": False},
            {"type": "Microsoft.Resources/deployments", "name": "inner", "resourceGroup": "other",
             "properties": {"expressionEvaluationOptions": {"scope": "inner"},
                            "parameters": {"n": {"value": "[concat('kv', '1')]"}},
                            "template": {"parameters": {"n": {"type": "string"}}, "resources": [
                                {"type": "Microsoft.KeyVault/vaults", "name": "[parameters('n')]",
                                 "properties": {}}]}}},
            {"type": "Microsoft.Resources/deployments", "name": "linked",
             "properties": {"templateLink": {"uri": "https://example.invalid/t.json"}}},
        ],
        parameters={"many": {"type": "int", "defaultValue": 2}},
    )  # fmt: skip
    assert short(inventory) == {
        "microsoft.storage/storageaccounts/st0", "microsoft.storage/storageaccounts/st1",
        "microsoft.sql/servers/srv", "microsoft.sql/servers/srv/databases/db",
        "microsoft.keyvault/vaults/kv1",
    }  # fmt: skip
    assert any("/resourcegroups/other/" in one.id for one in inventory.resources)
    (row,) = inventory.ledger
    assert (row.read, row.resources, row.rejected) == (7, 5, 2)
    codes = {one.code for one in inventory.diagnostics}
    assert {"template-condition-false", "azure-template-elsewhere"} <= codes


def test_resources_by_symbolic_names_are_read(tmp_path: Path) -> None:
    inventory = load(
        tmp_path,
        {"vault": {"type": "Microsoft.KeyVault/vaults", "name": "kv", "properties": {}},
         "known": {"type": "Microsoft.KeyVault/vaults", "name": "old", "existing": True}},
        languageVersion="2.0",
    )  # fmt: skip
    assert short(inventory) == {"microsoft.keyvault/vaults/kv"}


def test_rules_written_in_their_group_and_beside_it_are_read_once(tmp_path: Path) -> None:
    rule = {"protocol": "Tcp", "destinationPortRange": "443", "access": "Allow", "priority": 100,
            "direction": "Inbound", "sourceAddressPrefix": "*"}  # fmt: skip
    inventory = load(
        tmp_path,
        [
            {"type": "Microsoft.Network/networkSecurityGroups", "name": "n",
             "properties": {"securityRules": [{"name": "r", "properties": rule}]}},
            {"type": "Microsoft.Network/networkSecurityGroups/securityRules", "name": "n/r",
             "properties": rule},
        ],
    )  # fmt: skip
    (group,) = inventory.resources
    assert len(group.spec.rules) == 1  # type: ignore[union-attr]


def test_a_file_of_parameters_is_known_as_one(tmp_path: Path) -> None:
    file = tmp_path / "parameters.json"
    schema = SCHEMA.replace("deploymentTemplate", "deploymentParameters")
    file.write_text(json.dumps({"$schema": schema, "parameters": {"p": {"value": "never"}}}))
    inventory = read([file], {"azure": SOURCE})
    assert [one.code for one in inventory.diagnostics] == ["azure-parameters"]
    assert inventory.ledger[0].status == "ok"


def test_a_template_made_to_hang_its_reader_does_not(tmp_path: Path) -> None:
    doubling = {
        f"v{n}": f"[concat(variables('v{n + 1}'), variables('v{n + 1}'))]" for n in range(60)
    }
    loop: dict[str, Any] = {"type": "Microsoft.Cache/redis", "name": "r"}
    for level in range(6):
        loop = {
            "type": "Microsoft.Resources/deployments", "name": f"d{level}",
            "copy": {"name": f"c{level}", "count": 800},
            "properties": {"template": {"resources": [loop]}},
        }  # fmt: skip
    inventory = load(
        tmp_path,
        [{"type": "Microsoft.Cache/redis", "name": "[variables('v0')]"}, loop],
        variables={**doubling, "v60": "x" * 1000},
    )
    assert inventory.resources
    assert "azure-template-large" in {one.code for one in inventory.diagnostics}


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abc'()[],.0129- ", max_size=40))
def test_no_text_breaks_the_reader_of_expressions(text: str) -> None:
    try:
        value(f"[{text}]")
    except UnresolvedError:
        return
