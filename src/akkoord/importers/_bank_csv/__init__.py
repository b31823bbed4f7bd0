"""The parts that the importers of banks' own lists share: finding the table, its rows, their texts, and the sums of an account."""
