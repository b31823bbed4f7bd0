"""The parts of the plain CSV importer: the table, its headings, the notation of its columns, and its rows."""
