"""Tests of what Akkoord knows: law, balance, ladder, matching; no database."""
