"""A copy of an invoice, for who says that he has not got it."""

from __future__ import annotations

from akkoord.steps.beside._alike import *  # noqa: F403 - a letter of this shelf is like the others where it says nothing else

NAME = "invoice-copy"
UNTIL_PAID = False
