"""The offer to settle: so much by this day ends it all; else the whole sum stays due."""

from __future__ import annotations

from akkoord.steps.beside._alike import *  # noqa: F403 - a letter of this shelf is like the others where it says nothing else

NAME = "settlement-offer"
CHANNELS = ("email", "post")
