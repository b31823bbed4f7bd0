"""What Akkoord knows: pure rules over dates and whole cents, without a clock, a file or a database."""
