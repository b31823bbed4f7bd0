"""Files come in: each kept as it came, read, and stored as far as it is new."""
