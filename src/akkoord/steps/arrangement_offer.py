"""An offer to pay in parts: to who could not be reached so often as the creditor tries, or said that he cannot pay at once."""

from __future__ import annotations

from datetime import date
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "arrangement-offer"
MAKES: Literal["letter"] = "letter"
FORMAL = False
CHANNELS: tuple[str, ...] = ("email", "post")
FOLDS = False
BESIDE = True
BEFORE_DUE = False
ANNOUNCES = ""
ANNOUNCED_BY = ""


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """Who can simply be spoken to, is spoken to."""
    if debtor.cannot_pay or debtor.failed_calls >= creditor.attempts:
        return None
    return Text("Hij is nog te spreken, of zei niet dat hij niet kan betalen", "He can still be spoken to, or did not say he cannot pay")


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """An offer names no last day to pay: the ladder goes on beside it."""
    return None
