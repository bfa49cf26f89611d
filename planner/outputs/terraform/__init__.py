"""Terraform: one root `foundation` and one an application, for one target and region."""

from planner.outputs.terraform.write import write_terraform

__all__ = ["write_terraform"]
