"""Negotiating an arrangement inside the creditor's bounds: offers, what they are worth, and which one to make next."""
