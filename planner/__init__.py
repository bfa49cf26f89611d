"""Transhumance: plans a move from AWS, Azure or Google Cloud to a European cloud."""

__version__ = "0.1.0"
