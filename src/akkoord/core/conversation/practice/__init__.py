"""Practising a call: Akkoord plays the debtor by rules, turn by turn, and says afterwards what worked."""
