"""Files of a debtor: looked at by what is in them, kept once with their hash, handed out later and never shown in place."""
