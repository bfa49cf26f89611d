"""The nouns that every stage is built of; nothing here reads, writes or decides."""
