"""The clouds that estates go to, one package each."""
