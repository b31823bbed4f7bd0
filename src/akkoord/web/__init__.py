"""The door for people at a desk: pages in a browser."""
