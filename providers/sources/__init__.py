"""The clouds that estates come from, one package each."""
