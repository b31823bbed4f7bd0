"""The fences of the house, as tests."""
