"""A reminder of the next instalment of an arrangement, some days before it."""

from __future__ import annotations

from akkoord.steps.beside._alike import *  # noqa: F403 - a letter of this shelf is like the others where it says nothing else

NAME = "instalment-reminder"
