"""How long the day takes: a company of any size, and a bare columnar script over the same rows in the same database beside it."""
