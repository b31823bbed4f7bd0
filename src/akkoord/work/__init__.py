"""What Akkoord does: one verb a file, each owning its transaction."""
