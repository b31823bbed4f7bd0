"""The ladder: which step is due for whom, on which day, and why not."""
