"""The door for other installations: over it the clients of a desk open a line, say what they say and fetch what was said."""
