"""The parts of the CII importer: the names of both generations, the parties, and the document itself."""
