"""What a debtor reads in English, made from the offer itself; the engine's own sentences are Dutch (core/negotiation/speech.py)."""

from __future__ import annotations

from akkoord.core.money import shown
from akkoord.core.negotiation import speech
from akkoord.core.negotiation.event import Answer
from akkoord.core.negotiation.offer import Offer

_EVERY = {7: "a week", 14: "every two weeks", 30: "a month"}
_FIXED = {
    speech.PERSON: "Thank you for telling us. A colleague will read it and contact you himself. You need not do anything now.",
    speech.HANDOVER: (
        "We could not work it out together here. So we go on outside this talk. You will hear from us first. "
        "Would you like an arrangement after all? Then do call or mail us."
    ),
    speech.UNREADABLE: "We cannot read this message well. A colleague will look at it and contact you.",
    speech.CLOSED: "This talk has ended. A colleague will look at your message and contact you where needed.",
}


def words_of(answer: Answer, *, debt: int, valid: int, before: Offer | None) -> dict[str, str]:
    """What the debtor reads, by language. `before` is the offer that lay there, `valid` the days that this one stands."""
    return {"nl": answer.text, "en": _fixed_or_said(answer, debt=debt, valid=valid, before=before)}


def _fixed_or_said(answer: Answer, *, debt: int, valid: int, before: Offer | None) -> str:
    offer = answer.offer
    if offer is None:
        return _FIXED.get(answer.text, _FIXED[speech.PERSON])
    said = terms(offer, debt=debt)
    if answer.kind == "accept":
        return f"Good, so we agree: {said}. You will get the agreement from us in writing."
    asked = f" {_against(offer, before)}" if before and "Daarvoor vragen we wel" in answer.text else ""
    if answer.kind == "final":
        return f"This is our last proposal: {said}.{asked} You can accept it {_for(valid)}."
    if offer == before:
        return f"Our proposal still stands: {said}. You can accept it {_for(valid)}. Do you have a question? Let us know."
    if before is None:
        return _first(debt, said, valid)
    return (
        f"So that proposal does not suit you. This is possible too: {said}.{asked} You can accept it {_for(valid)}. "
        "Does this not work either? Then tell us what you can pay a month."
    )


def _first(debt: int, said: str, valid: int) -> str:
    return (
        f"{_sum(debt)} is still open. We would like to find a way together. Our proposal: {said}. "
        f"No costs or interest are added for this arrangement. You can accept it {_for(valid)}."
    )


def terms(offer: Offer, *, debt: int) -> str:
    """The offer in one sentence.

    >>> terms(Offer(20000, 4, 25000, 30, 7, 0), debt=120000).replace("\\u00a0", " ")
    'you pay € 200.00 within 7 days, and then 4 times € 250.00 a month'
    """
    if not offer.instalments:
        body = f"you pay {_sum(offer.down)} at once, {_within(offer.first_on_day)}"
    elif offer.down:
        body = f"you pay {_sum(offer.down)} {_within(offer.first_on_day)}, and then {_parts(offer, debt)}"
    else:
        body = f"you pay {_parts(offer, debt)}, the first time {_within(offer.first_on_day)}"
    return body + (f". You then need not pay the last {_sum(offer.discount)}" if offer.discount else "")


def _parts(offer: Offer, debt: int) -> str:
    last = offer.last(debt)
    if offer.instalments == 1:
        return f"{_sum(last)} {_days(offer.every_days)} later" if offer.down else f"{_sum(last)} at once"
    every = _EVERY.get(offer.every_days, f"every {offer.every_days} days")
    rest = f" (the last time {_sum(last)})" if last != offer.instalment else ""
    return f"{offer.instalments} times {_sum(offer.instalment)} {every}{rest}"


def _against(offer: Offer, before: Offer) -> str:
    """What is asked in return, as the engine asks it."""
    if offer.down > before.down and offer.instalments:
        return f"In return we do ask a higher first payment: {_sum(offer.down)}."
    if offer.first_on_day < before.first_on_day:
        return f"In return we do ask that you begin sooner: {_within(offer.first_on_day)}."
    if offer.last_day() < before.last_day():
        return "In return we do ask that all is paid sooner."
    return "In return we do ask that you set up a standing order at your bank, so that you miss no instalment."


def _sum(cents: int) -> str:
    return shown(cents, language="en")


def _within(days: int) -> str:
    return "today" if not days else f"within {_days(days)}"


def _for(days: int) -> str:
    return "today" if not days else f"for {_days(days)}"


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
