"""Assessing sovereignty: the stage between pricing and planning; it comes with later work."""
