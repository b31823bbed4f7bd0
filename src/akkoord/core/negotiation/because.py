"""Why the engine answers as it does, for the creditor's eyes, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from akkoord.core.money import shown
from akkoord.core.problem import Text

BEGINS = Text("Het gesprek begint.", "The talk begins.")
TAKEN = Text("De debiteur neemt het voorstel aan dat er ligt.", "The debtor takes the proposal that lies there.")
REFUSED = Text("De debiteur wijst het voorstel af.", "The debtor refuses the proposal.")
CANNOT = Text("De debiteur zegt dat dit niet kan.", "The debtor says that this cannot be.")
AGREED = Text("Dit was al afgesproken.", "This was agreed already.")
OUTSIDE = Text("Het tegenvoorstel past niet binnen de grenzen.", "His offer does not fit the bounds.")
LESS = Text("Het tegenvoorstel brengt minder op dan doorgaan.", "His offer brings less than going on.")
NO_MORE = Text("Er is geen voorstel meer dat meer opbrengt dan overdragen.", "No proposal is left that brings more than handing over.")
EASIEST = Text(
    "Een ander voorstel brengt niet meer op; dit is het ruimste en het wordt niet beter.",
    "Another proposal brings no more; this is the easiest, and it gets no better.",
)
AT_ONCE = Text("Alleen alles in één keer past binnen de grenzen.", "Only all of it at once fits the bounds.")
OPENED = Text("De zaak is al geopend; er verandert niets.", "The case was opened already; nothing changes.")
ENDED = Text("De zaak is al afgerond.", "The case has ended already.")
OTHERWISE = Text("De zaak is al geopend met andere gegevens.", "The case was opened already, with other data.")
TALK = Text(
    "De debiteur zegt iets waar geen ander voorstel op past; het voorstel blijft staan.",
    "The debtor says something that no other proposal answers; the proposal stays.",
)
SILENT = Text("Stilte; het voorstel geldt nog en wordt niet beter.", "Silence; the proposal still stands and gets no better.")
LAST_LAPSED = Text("Stilte; ook het laatste voorstel is verlopen.", "Silence; the last proposal has lapsed as well.")
ONCE_MORE = Text(
    "Stilte; het voorstel verliep en komt nog een keer, niet beter.", "Silence; the proposal lapsed and comes once more, no better."
)
LAPSED_TWICE = Text(
    "Stilte; het voorstel verliep twee keer. Korting geven we daarvoor niet.",
    "Silence; the proposal lapsed twice. That earns no discount.",
)
LAST_AGAIN = Text(
    "Stilte; het voorstel verliep weer en komt nog één keer, als laatste en niet beter.",
    "Silence; the proposal lapsed again and comes one last time, no better.",
)
NO_ANSWER = Text(
    "Er komt geen antwoord op het voorstel; een mens kan beter verder praten.",
    "The proposal gets no answer; a person had better go on.",
)
NOT_OPENED = Text("deze zaak is niet geopend.", "this case was not opened.")
_CLOSED: Mapping[str, str] = {"overgedragen": "handed over", "afgesproken": "agreed", "naar een mens": "to a person"}
_STOPS: Mapping[str, str] = {
    "kwetsbaar": "vulnerable",
    "betwisting": "a dispute",
    "dreiging": "a threat",
    "onduidelijk": "unclear",
    "insolventie": "insolvency",
    "betaald": "paid",
}


def plus(one: Text, other: Text) -> Text:
    """One reason after another."""
    return Text(f"{one.nl} {other.nl}", f"{one.en} {other.en}")


def unread(why: Text) -> Text:
    """That a message could not be read, or does not belong to a case."""
    return Text(f"Er is iets mis met dit bericht: {why.nl}", f"Something is wrong with this message: {why.en}")


def stopped(stop: str) -> Text:
    """That a person goes on, and for what (a word of core.negotiation.words, or of who listens for more)."""
    return Text(
        f"Een mens moet verder: {stop} in wat de debiteur zegt.",
        f"A person must go on: {_STOPS.get(stop, stop)} in what the debtor says.",
    )


def over(closed: str) -> Text:
    """That the talk had ended, and how."""
    return Text(f"Het gesprek was al afgerond ({closed}).", f"The talk had ended already ({_CLOSED.get(closed, closed)}).")


def nearest(cents: int) -> Text:
    """That an offer comes nearest to one of his outside the bounds, and what it is worth."""
    return Text(
        f"Dit komt het dichtst bij wat hij voorstelde en is {shown(cents)} waard.",
        f"This comes nearest to what he offered and is worth {_en(cents)}.",
    )


def taken(now: int, on: int) -> Text:
    """What his offer is worth in cents, and what going on would bring."""
    return Text(
        f"Het tegenvoorstel is naar verwachting {shown(now)} waard; doorgaan {shown(on)}.",
        f"His offer is expected to be worth {_en(now)}; going on {_en(on)}.",
    )


def made(value: int, *, floor: int, brings: int, left: int) -> Text:
    """What an offer is worth when it is taken, against handing over, and what the talk is expected to bring; sums in cents."""
    return Text(
        f"Dit voorstel is {shown(value)} waard als hij het aanneemt; overdragen {shown(floor)}. "
        f"Het gesprek brengt zo naar verwachting {shown(brings)} op, met nog ten hoogste {left} voorstellen.",
        f"This proposal is worth {_en(value)} when he takes it; handing over {_en(floor)}. "
        f"The talk is expected to bring {_en(brings)} this way, with at most {left} proposals left.",
    )


def _en(cents: int) -> str:
    return shown(cents, language="en")
