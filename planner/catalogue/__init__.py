"""Data that ships with the package: where it lies, what it says of kinds, sizes, mappings."""
