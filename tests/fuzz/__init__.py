"""Fuzzing: files that nobody made on purpose, and what every importer promises of them."""
