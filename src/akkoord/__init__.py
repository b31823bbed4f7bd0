"""Akkoord: gets Dutch entrepreneurs paid and keeps their customers."""

__version__ = "0.1.0"
