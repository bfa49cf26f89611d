"""Lists of machines that people write or tools fill in, wherever the machines run."""
