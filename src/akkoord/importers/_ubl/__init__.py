"""The parts of the UBL importer: the parties, and the document itself."""
