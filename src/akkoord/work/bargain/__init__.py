"""Negotiating for a creditor: his bounds, talks that are kept from one answer to the next, and what is agreed at their end."""
