"""An offer that was agreed becomes an arrangement: its terms, proposed and accepted in the transaction of the talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from akkoord.core.arrangement.terms import Interest, Terms
from akkoord.core.dates import months_later
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import MONTH
from akkoord.core.problem import Refusal
from akkoord.store.models import Arrangement, Bargain
from akkoord.work.arrangement.accept import Acceptance, accept
from akkoord.work.arrangement.propose import propose
from akkoord.work.owed import owed
from akkoord.work.record import Log

TO_READ = 14  # days that he has to read the text and agree to it
NOTE = "Onderhandeld binnen de grenzen."
_EVERY = {7: "week", 14: "fortnight", 28: "4-weeks", MONTH: "month"}


def terms_of(offer: Offer, *, debt: int, on: date) -> Terms:
    """The terms of an arrangement over `debt` cents that say what the offer says when it is made on this day. What is due beyond
    what the offer adds up to (interest since it was made) is let go with the discount: he pays what was offered. Interest stands
    still, as an arrangement brings none of its own."""
    every = _EVERY.get(offer.every_days, str(offer.every_days))
    first = on + timedelta(days=offer.first_on_day)
    after = months_later(first, months=1) if every == "month" else first + timedelta(days=offer.every_days)
    paid = sum(cents for _, cents in offer.payments(debt))
    begins = after if offer.down and offer.instalments else first
    return Terms(offer.down, offer.instalments, every, begins, first, interest=Interest.FROZEN, discount=debt - paid)


def arranged(bargain: Bargain, offer: Offer, acceptance: Acceptance | None, log: Log) -> Arrangement | Refusal:
    """The arrangement that this offer became, running; or why it cannot. On the portal he has read no text yet, whoever took whose
    offer: then it is proposed, and he agrees to its text there, until the day of its first payment at the latest. Call it in the
    transaction of the talk, and take that back where it refuses."""
    creditor, invoices = bargain.debtor.creditor, frozenset(int(number) for number in bargain.basis)
    found = owed(debtor=bargain.debtor, on=log.on, only=invoices)
    if isinstance(found, Refusal):
        return found
    own: dict[str, Any] = {"creditor": creditor, "on": log.on, "at": log.at, "by": log.by}
    told = dict(own)
    terms = replace(terms_of(offer, debt=bargain.debt, on=log.on), discount=offer.discount + max(0, found.total - bargain.debt))
    to_read = acceptance is None and bargain.place == "portal"
    told |= {"valid_until": _to_read(offer, bargain.debt, log.on)} if to_read else {}
    told |= {"note": NOTE, "remind_days": creditor.remind_days}
    made = propose(debtor_id=bargain.debtor_id, terms=terms, invoices=invoices, **told)
    if isinstance(made, Refusal) or to_read:
        return made
    given = acceptance or Acceptance("spoken", bargain.debtor.name)
    given = given if given.text_sha256 else replace(given, text_sha256=made.text_sha256)
    return accept(arrangement_id=made.id, acceptance=given, **own)


def _to_read(offer: Offer, debt: int, on: date) -> date:
    """The last day on which he can agree to the text: it never asks a payment whose day has passed."""
    first = min(days for days, _ in offer.payments(debt))
    return on + timedelta(days=min(TO_READ, first))
