"""The debtor's own page, as far as it needs no database: its code, its second question, its patience, what may be uploaded."""
