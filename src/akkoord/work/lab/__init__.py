"""The strategy lab: what bounds would have brought with debtors like one's own."""
