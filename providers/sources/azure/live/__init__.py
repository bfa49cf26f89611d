"""A live Azure: what its APIs are asked, and what came of each call."""
