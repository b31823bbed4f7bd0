"""How letters leave and answers come in: outbox, post, mailbox, and the trouble on the way."""
