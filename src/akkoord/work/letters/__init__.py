"""A letter from its draft to the moment that it leaves."""
