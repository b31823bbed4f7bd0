"""Amicable endings: settling for less, writing off, crediting, and the friendly last letter."""
