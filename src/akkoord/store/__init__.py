"""What Akkoord remembers: the only Django app with tables."""
