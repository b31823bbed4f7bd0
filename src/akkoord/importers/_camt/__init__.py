"""The parts of the CAMT importers: the stream, a statement, an entry and its details."""
