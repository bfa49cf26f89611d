"""Choosing: for every resource its equivalent at a target, what is lost, and why not another."""
