"""The tests: one folder a room, and the fences that hold the house in shape."""
