"""Out of hands: whether a case is ready, the file that goes along, and what creditor and partner tell each other."""
