"""The part of the Factur-X importer that opens a PDF."""
