"""What came of an attempt to reach somebody."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How a call ended."""

    REACHED = "reached"  # spoken with him, or with who decides
    NO_ANSWER = "no-answer"
    VOICEMAIL = "voicemail"  # nothing of the debt is said to a machine
    THIRD_PERSON = "third-person"  # somebody else answered; he hears no word of the debt
    CALL_BACK = "call-back"  # he asked to be called at another time
    WRONG_NUMBER = "wrong-number"


FAILED = frozenset({Outcome.NO_ANSWER, Outcome.VOICEMAIL, Outcome.THIRD_PERSON, Outcome.WRONG_NUMBER})
