"""The last letter: nothing is open any more, with thanks."""

from __future__ import annotations

from akkoord.steps.beside._alike import *  # noqa: F403 - a letter of this shelf is like the others where it says nothing else

NAME = "closing"
UNTIL_PAID = False
