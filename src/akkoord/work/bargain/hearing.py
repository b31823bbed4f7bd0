"""What a debtor's words ask for before the engine hears them: a person, where he seems vulnerable, disputes it or threatens.

The engine has a short list of its own (core/negotiation/words.py). The listener and the recogniser of the calls know more ways of
saying it, so they are asked first; where any of the three is in doubt a person goes on.
"""

from __future__ import annotations

from akkoord.core.conversation.reason import Cause
from akkoord.core.negotiation import words
from akkoord.core.negotiation.words import stop_in
from akkoord.reasons import reasons
from akkoord.work.hear import hear

VULNERABLE, DISPUTE, THREAT, UNCLEAR = words.VULNERABLE, words.DISPUTE, words.THREAT, words.UNCLEAR
INSOLVENCY, PAID = "insolventie", "betaald"
SURE = 0.6  # chance from which a reason is taken for heard
LONGEST = 2_000  # characters that are read
_CAUSES = {Cause.DISPUTE: DISPUTE}
_REASONS = {
    "already-paid": PAID, "insolvency": INSOLVENCY, "personal-circumstances": VULNERABLE, "sue-me": THREAT, "bad-treatment": DISPUTE,
    "not-received": DISPUTE,
}  # fmt: skip
_MONEY_TALK = frozenset({"other-term"})  # a dispute by its cause, and what one negotiates about


def stops(text: str) -> str:
    """What in the words asks for a person, or nothing. An amount that he names is heard by the engine."""
    heard = hear(text)
    if heard.vulnerable:
        return VULNERABLE
    found = stop_in(text)
    if found:
        return found
    if words.heard(text).monthly or words.heard(text).once or heard.reason in _MONEY_TALK or not heard.sure:
        return ""
    reason = reasons()[heard.reason]
    return (_REASONS.get(reason.id) or _CAUSES.get(reason.cause, "")) if heard.confidence >= SURE else ""
