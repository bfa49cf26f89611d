"""The clouds: sources that estates come from, targets that they go to."""
