"""Planning: which root and address, which wave, which verdict."""
