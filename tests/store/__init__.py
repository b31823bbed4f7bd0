"""Tests of the tables and of who may see which row."""
