"""The past once more along another ladder: which steps would have been taken, and what is known of what they would have done."""
