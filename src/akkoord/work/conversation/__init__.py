"""A phone call, from the first word to the confirmation: what is typed is kept at once, and what was agreed is carried out."""
