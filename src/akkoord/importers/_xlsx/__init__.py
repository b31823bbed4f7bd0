"""The parts of the Excel importer: what is let through to the library that reads it, and the table of a sheet."""
