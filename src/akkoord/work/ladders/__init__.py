"""Which ladder a debtor walks, and how a person changes it."""
