"""What is said in a conversation, and what follows from it."""
