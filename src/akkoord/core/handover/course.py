"""The course of a case at the partner: which message may follow which, and what it makes of the case.

Both sides keep a case by the same rules, so that they cannot come to see it differently. Who sends a message is fixed by its kind.
"""

from __future__ import annotations

from typing import Literal

from akkoord.core.problem import Refusal, Text

State = Literal["sent", "received", "accepted", "refused", "withdrawing", "closed"]
UNHEARD = "unheard"
"""A message of the other end was not taken in, and why: said by either end, and never of another such message."""
ENDED: frozenset[str] = frozenset({"refused", "closed"})
FROM_CLIENT: tuple[str, ...] = ("submit", "answer", "paid", "objection", "update", "withdraw", UNHEARD)
FROM_DESK: tuple[str, ...] = ("received", "question", "accepted", "refused", "action", "payment", "cost", "statement", "closed", UNHEARD)
ABOUT_NO_CASE: frozenset[str] = frozenset({"statement"})
"""A statement is of a month: it is about all cases of a client."""
CLOSED_BECAUSE: tuple[str, ...] = ("paid", "settled", "arrangement", "uncollectable", "insolvent", "withdrawn", "other")
ACTIONS: tuple[str, ...] = ("letter", "email", "call", "visit", "arrangement", "summons", "judgment", "attachment", "other")

_AFTER: dict[str, dict[str, State]] = {
    "sent": {"received": "received", "accepted": "accepted", "refused": "refused", "closed": "closed", "withdraw": "withdrawing"},
    "received": {"accepted": "accepted", "refused": "refused", "closed": "closed", "withdraw": "withdrawing"},
    "accepted": {"closed": "closed", "withdraw": "withdrawing"},
    "withdrawing": {"closed": "closed"},
}
_STAYS: dict[str, frozenset[str]] = {
    "sent": frozenset({"question", "answer", "paid", "objection", "update"}),
    "received": frozenset({"question", "answer", "paid", "objection", "update"}),
    "accepted": frozenset({"question", "answer", "paid", "objection", "update", "action", "payment", "cost"}),
    "withdrawing": frozenset({"question", "answer", "paid", "objection", "action", "payment", "cost"}),
    "refused": frozenset({"paid"}),
    "closed": frozenset({"paid", "payment"}),  # money that comes late is still told, whoever gets it
}
_WORDS: dict[str, Text] = {
    "sent": Text("verstuurd, nog geen antwoord", "sent, no answer yet"),
    "received": Text("ontvangen", "received"),
    "accepted": Text("in behandeling", "in hand"),
    "refused": Text("niet aangenomen", "not taken on"),
    "withdrawing": Text("wordt teruggenomen", "is being taken back"),
    "closed": Text("gesloten", "closed"),
}
KINDS: dict[str, Text] = {
    "submit": Text("Nieuwe zaak", "New case"),
    "answer": Text("Antwoord", "Answer"),
    "paid": Text("Betaling aan de opdrachtgever", "Payment to the client"),
    "objection": Text("Bezwaar van de debiteur", "Objection of the debtor"),
    "update": Text("Nieuwer dossier", "Newer file"),
    "withdraw": Text("Zaak teruggenomen", "Case taken back"),
    "received": Text("Ontvangst gemeld", "Receipt told"),
    "question": Text("Vraag", "Question"),
    "accepted": Text("Zaak aangenomen", "Case taken on"),
    "refused": Text("Zaak niet aangenomen", "Case not taken on"),
    "action": Text("Wat het incassobureau deed", "What the agency did"),
    "payment": Text("Betaling aan het incassobureau", "Payment to the agency"),
    "cost": Text("Kosten", "Costs"),
    "statement": Text("Afrekening", "Statement"),
    "closed": Text("Zaak gesloten", "Case closed"),
    UNHEARD: Text("Niet verwerkt", "Not taken in"),
}
"""What each message is, in words."""


def word(state: str) -> Text:
    """How a state is called."""
    return _WORDS[state]


def after(state: State, kind: str) -> State | Refusal:
    """The state of a case after one more message; a refusal where it cannot follow.

    >>> after("sent", "accepted"), after("accepted", "payment"), after("closed", "payment")
    ('accepted', 'accepted', 'closed')
    >>> after("refused", "accepted").why.en
    'This case is not taken on: "accepted" cannot follow any more.'
    """
    found = _AFTER.get(state, {}).get(kind)
    if found is not None:
        return found
    if kind in _STAYS[state]:
        return state
    name = word(state)
    return Refusal(
        Text(f"Deze zaak is {name.nl}: „{kind}” kan daar niet meer op volgen.", f'This case is {name.en}: "{kind}" cannot follow any more.')
    )
