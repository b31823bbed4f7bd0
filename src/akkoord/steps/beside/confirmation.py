"""The confirmation of a phone call: everything agreed, on paper before he forgets it."""

from __future__ import annotations

from akkoord.steps.beside._alike import *  # noqa: F403 - a letter of this shelf is like the others where it says nothing else

NAME = "confirmation"
