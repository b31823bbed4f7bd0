"""The desk of who collects for others: cases come in over a line, are handled here, and everything done is told to the client."""
