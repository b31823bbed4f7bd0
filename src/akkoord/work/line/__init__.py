"""The line to a partner and from a client: opened by a code, spoken over in signed messages, each taken in once and in order."""
