"""The parts of the UBL importer: the parties, the day it falls due, and the document itself."""
