"""How a letter reaches somebody: one module a channel, each with NAME and `send(message)`."""
