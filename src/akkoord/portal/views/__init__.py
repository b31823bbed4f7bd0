"""The pages of the debtor's door."""
