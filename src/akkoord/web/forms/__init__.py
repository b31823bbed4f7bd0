"""What people type, read into days and cents, with a message at the field where it cannot be read."""
