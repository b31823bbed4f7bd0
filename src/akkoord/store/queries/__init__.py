"""Reads that a page needs: querysets and plain rows, in a number of queries that does not grow."""
