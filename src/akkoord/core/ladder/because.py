"""Why a step is taken on its day, in one sentence."""

from __future__ import annotations

from datetime import date

from akkoord.core.conversation.promise import Broken
from akkoord.core.day_words import in_words
from akkoord.core.ladder.candidates import Candidate
from akkoord.core.ladder.facts import InvoiceFacts
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.money import shown
from akkoord.core.problem import Text


def because(one: Candidate, invoice: InvoiceFacts, on: date) -> Text:
    """The sentence for a step that is taken on a day."""
    if one.broken is not None:
        return not_kept(one.broken)
    if one.after is None or one.done is None:
        return _from_the_due_day(invoice, on)
    if one.after.since == "last-day" and one.done.last_day:
        day = in_words(one.done.last_day)
        return Text(
            f"De uiterste betaaldag, {day.nl}, is voorbij zonder volledige betaling",
            f"The last day to pay, {day.en}, went by without full payment",
        )
    word, days = STEP_WORDS[one.after.step], (on - (one.done.left_on or on)).days
    return Text(
        f"{days} dagen na stap '{word.nl.lower()}' staat factuur {invoice.number} nog open",
        f"{days} days after the step '{word.en.lower()}' invoice {invoice.number} is still open",
    )


def not_kept(broken: Broken) -> Text:
    """What was promised, and that it did not come."""
    made, until = in_words(broken.made_on), in_words(broken.until)
    nl, en = (f" {shown(broken.amount)}", f" {shown(broken.amount, language='en')}") if broken.amount else ("", "")
    return Text(
        f"Op {made.nl} werd toegezegd dat uiterlijk {until.nl}{nl} betaald zou zijn; dat is niet gebeurd",
        f"On {made.en} it was promised that{en} would be paid by {until.en}; that did not happen"
        if en
        else f"On {made.en} payment by {until.en} was promised; that did not happen",
    )


def _from_the_due_day(invoice: InvoiceFacts, on: date) -> Text:
    late = (on - invoice.due_on).days
    if late < 0:
        day = in_words(invoice.due_on)
        return Text(
            f"Factuur {invoice.number} vervalt op {day.nl}, en deze klant betaalt meestal een week te laat",
            f"Invoice {invoice.number} falls due on {day.en}, and this customer usually pays a week late",
        )
    return Text(
        f"Factuur {invoice.number} is {late} {'dag' if late == 1 else 'dagen'} over de vervaldag",
        f"Invoice {invoice.number} is {late} {'day' if late == 1 else 'days'} past its due day",
    )
