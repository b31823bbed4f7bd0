"""The debtor's door: what he owes and why, what he can do about it, on a phone and without an account."""
