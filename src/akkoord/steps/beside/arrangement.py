"""The written arrangement: what is paid when, what is let go, and what happens when a part does not come. Its text is fixed once
it was proposed: who accepts it accepts these words."""

from __future__ import annotations

from akkoord.steps.beside._alike import *  # noqa: F403 - a letter of this shelf is like the others where it says nothing else

NAME = "arrangement"
CHANNELS = ("email", "post")
