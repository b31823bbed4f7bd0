"""Out of hands: whether a case is ready, its file, the hand-over itself, and how it goes at the partner."""
