"""The parts of the daily run: whom to look at, what to carry out, and the answer that is kept for everybody."""
