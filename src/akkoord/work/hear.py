"""What somebody says, heard: which reason it is, how sure that is, and whether he shows signs of being vulnerable."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.reasons import listener, recogniser


@dataclass(frozen=True, slots=True)
class Heard:
    """The likeliest reason and the next ones, each with its chance from 0 to 1. Where it is not `sure`, three are shown to choose
    from. `vulnerable` names the kinds of signs (core/conversation/vulnerable.py), the most pressing first; what was said is kept
    by nobody here."""

    reason: str
    confidence: float
    others: tuple[tuple[str, float], ...]
    sure: bool
    vulnerable: tuple[str, ...]


def hear(text: str) -> Heard:
    """The reason in any text, in a few milliseconds and without the network; of an empty one `none`."""
    found = recogniser().recognise(text)
    return Heard(
        found.reason, found.confidence, tuple((one.reason, one.confidence) for one in found.others), found.sure, listener().signs(text)
    )
