"""The words of the Azure estate: ids, tags, and the resources that come in sets."""

from terraform_state import Attributes, Properties, State

SUBSCRIPTION = "5b1d7c90-3e42-4f6a-9a1e-72c04d8be913"
TENANT = "c0ffee11-8d2b-4c55-b1f4-2f6a90d1e377"
LOCATION = "francecentral"

Tags = dict[str, str]


def tags(application: str, owner: str, criticality: str, data: str = "internal") -> Tags:
    """The tags that the body's naming rules ask for."""
    return {
        "application": application,
        "owner": owner,
        "criticality": criticality,
        "data-class": data,
        "environment": "production",
        "cost-center": "DSI-410",
    }


class Azure:
    """Adds resources to a state, with ids as Azure makes them."""

    def __init__(self, properties: Properties) -> None:
        self.state = State(properties, "azurerm", "0d6a2f5e-51c7-4f0b-8b0e-6f7d3f1a9b20")

    def add(
        self,
        native_type: str,
        label: str,
        path: str,
        group: str,
        name: str,
        values: Attributes | None = None,
    ) -> Attributes:
        """A resource of a group; `path` is its ARM type, with parents' names within it."""
        identity = f"{self.root(group)}/providers/{path}/{name}"
        full = {
            "id": identity,
            "name": name,
            "resource_group_name": group,
            "location": LOCATION,
            **(values or {}),
        }
        return self.state.add(native_type, label, self._known(native_type, full))

    def root(self, group: str) -> str:
        """Id of a resource group."""
        return f"/subscriptions/{SUBSCRIPTION}/resourceGroups/{group}"

    def child(self, native_type: str, label: str, identity: str, values: Attributes) -> Attributes:
        """A resource whose id is not of the usual form, or that has no place of its own."""
        return self.state.add(native_type, label, {"id": identity, **values})

    def _known(self, native_type: str, values: Attributes) -> Attributes:
        """Without place and group where the type has no such argument."""
        schema = self.state.schema(native_type)
        if not schema:
            placeless = native_type.startswith(("azurerm_dns_", "azurerm_private_dns_"))
            return {k: v for k, v in values.items() if k != "location" or not placeless}
        return {k: v for k, v in values.items() if k in schema}

    def group(self, name: str, group_tags: Tags) -> str:
        """A resource group; returns its name."""
        values = {"id": self.root(name), "name": name, "location": LOCATION, "tags": group_tags}
        self.state.add("azurerm_resource_group", name.removeprefix("rg-").replace("-", "_"), values)
        return name

    def network(self, group: str, name: str, ranges: list[str], network_tags: Tags) -> Attributes:
        """A virtual network."""
        return self.add(
            "azurerm_virtual_network",
            name.removeprefix("vnet-"),
            "Microsoft.Network/virtualNetworks",
            group,
            name,
            {"address_space": ranges, "dns_servers": [], "tags": network_tags},
        )

    def subnet(self, network: Attributes, name: str, cidr: str, delegation: str = "") -> str:
        """A subnet; returns its id."""
        delegated = [{"name": "managed", "service_delegation": [{"name": delegation}]}]
        found = self.add(
            "azurerm_subnet",
            f"{network['name'].removeprefix('vnet-')}_{name.removeprefix('snet-').lower()}",
            f"Microsoft.Network/virtualNetworks/{network['name']}/subnets",
            str(network["resource_group_name"]),
            name,
            {
                "virtual_network_name": network["name"],
                "address_prefixes": [cidr],
                "delegation": delegated if delegation else [],
                "service_endpoints": [],
            },
        )
        return str(found["id"])

    def peer(self, near: Attributes, far: Attributes) -> None:
        """One direction of a peering."""
        name = f"peer-{near['name'].removeprefix('vnet-')}-{far['name'].removeprefix('vnet-')}"
        self.add(
            "azurerm_virtual_network_peering",
            name.removeprefix("peer-").replace("-", "_"),
            f"Microsoft.Network/virtualNetworks/{near['name']}/virtualNetworkPeerings",
            str(near["resource_group_name"]),
            name,
            {
                "virtual_network_name": near["name"],
                "remote_virtual_network_id": far["id"],
                "allow_virtual_network_access": True,
                "allow_forwarded_traffic": True,
                "allow_gateway_transit": near["name"] == "vnet-hub",
                "use_remote_gateways": near["name"] != "vnet-hub",
            },
        )

    def guard(self, group: str, name: str, rules: list[Attributes], guard_tags: Tags) -> str:
        """A network security group; returns its id."""
        found = self.add(
            "azurerm_network_security_group",
            name.removeprefix("nsg-").replace("-", "_"),
            "Microsoft.Network/networkSecurityGroups",
            group,
            name,
            {"security_rule": rules, "tags": guard_tags},
        )
        return str(found["id"])

    def guarded(self, subnet: str, guard: str) -> None:
        """A security group on a subnet."""
        self.child(
            "azurerm_subnet_network_security_group_association",
            subnet.rpartition("/")[2].removeprefix("snet-").replace("-", "_"),
            subnet,
            {"subnet_id": subnet, "network_security_group_id": guard, "timeouts": None},
        )

    def address(self, group: str, name: str, value: str, address_tags: Tags) -> str:
        """A standard public address; returns its id."""
        found = self.add(
            "azurerm_public_ip",
            name.removeprefix("pip-").replace("-", "_"),
            "Microsoft.Network/publicIPAddresses",
            group,
            name,
            {
                "allocation_method": "Static",
                "sku": "Standard",
                "sku_tier": "Regional",
                "ip_version": "IPv4",
                "ip_address": value,
                "idle_timeout_in_minutes": 4,
                "zones": ["1", "2", "3"],
                "tags": address_tags,
            },
        )
        return str(found["id"])


def rule(name: str, priority: int, ports: list[str], source: str, **others: str) -> Attributes:
    """A rule of a security group that lets TCP in."""
    single = len(ports) == 1
    return {
        "name": name,
        "priority": priority,
        "direction": others.get("direction", "Inbound"),
        "access": others.get("access", "Allow"),
        "protocol": others.get("protocol", "Tcp"),
        "description": others.get("description", ""),
        "source_port_range": "*",
        "source_port_ranges": [],
        "destination_port_range": ports[0] if single else "",
        "destination_port_ranges": [] if single else ports,
        "source_address_prefix": source,
        "source_address_prefixes": [],
        "destination_address_prefix": "*",
        "destination_address_prefixes": [],
        "source_application_security_group_ids": [],
        "destination_application_security_group_ids": [],
    }
