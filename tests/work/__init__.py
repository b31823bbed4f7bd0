"""Tests of what Akkoord does, on a real database."""
