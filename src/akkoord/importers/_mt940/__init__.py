"""The parts of the MT940 importer: fields, a statement, an entry and the dialects of field 86."""
