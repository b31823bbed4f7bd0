"""What a mail that came in says: who wrote it, about which letter, and whether a machine did."""
