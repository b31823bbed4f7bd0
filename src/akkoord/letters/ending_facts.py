"""The facts of an ending that the last letter can name: how it ended, and what is not asked any more."""

from __future__ import annotations

from akkoord.core.day_words import day_shown
from akkoord.core.letter import LetterContent
from akkoord.core.money import shown

HOWS = ("settled", "written-off", "credited", "arrangement", "promise")
FLAGS = tuple(f"ended_{how.replace('-', '_')}" for how in HOWS)
"""Facts that choose a text and are never printed."""


def ending_facts(content: LetterContent) -> dict[str, str]:
    """The facts by their names; empty where the letter ends nothing."""
    one, language = content.ending, content.language
    if one is None:
        return dict.fromkeys((*FLAGS, "let_go", "credit_note", "ended_on"), "")
    found = {flag: "yes" if one.how == how else "" for flag, how in zip(FLAGS, HOWS, strict=True)}
    let_go = shown(one.let_go, language=language) if one.let_go else ""
    return found | {"let_go": let_go, "credit_note": one.credit_note, "ended_on": day_shown(one.on, language=language, weekday=False)}
