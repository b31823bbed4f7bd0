"""The debtor's own page: its links, who may in, what he sees there, and what he says there."""
