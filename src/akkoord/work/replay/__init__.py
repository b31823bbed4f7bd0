"""Plays two ladders over the past of one company, and what a person gets to see of it."""
