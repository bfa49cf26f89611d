"""A live Google Cloud: what its APIs are asked, and what came of each call."""
