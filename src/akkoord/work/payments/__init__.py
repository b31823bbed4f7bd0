"""Money: what the bank said, what it is for, what went back."""
