"""How debtors pay, and what that means for what to do first."""
