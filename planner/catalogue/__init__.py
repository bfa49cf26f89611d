"""Data that ships with the package: where it lies, and what it says of kinds, sizes and mappings."""
