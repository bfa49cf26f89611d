"""Reading: files and inventory folders to one `Inventory`, with the ledger of what was read."""

from planner.inventory.disk import read_inventory, write_inventory
from planner.inventory.read import read

__all__ = ["read", "read_inventory", "write_inventory"]
