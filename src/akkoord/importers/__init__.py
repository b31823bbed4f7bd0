"""What Akkoord reads: one module a format, each with NAME, `recognises(head)` and `read(file)`."""
