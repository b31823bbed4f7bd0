"""The decision: facts, ladder and day give a step, or a reason to wait. The same function is the run, the preview and the test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from akkoord.core.dates import ONE_DAY
from akkoord.core.day_words import in_words
from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts, HoldFact, InvoiceFacts, StepDone
from akkoord.core.ladder.ladder import DUE_DAY, After, Ladder, Rung
from akkoord.core.ladder.step import Step
from akkoord.core.ladder.words import STEP_WORDS, WAIT_WORDS
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

BANK_DAYS = 3  # a statement older than this many days of contact does not say who paid
UNREAD = Text("Er ligt een antwoord van deze debiteur dat nog niemand las", "An answer of this debtor has not been read yet")
_GRAVEST_FIRST = ("insolvency", "vulnerable", "dispute", "hold", "promise")


@dataclass(frozen=True, slots=True)
class Decision:
    """For one invoice on one day. `step` is the next step; it is taken today when `wait` is empty. `on` is its day, or the
    first day on which there is something new to decide; None where nobody can tell."""

    invoice: InvoiceFacts
    step: str
    wait: str
    on: date | None
    because: Text


@dataclass(frozen=True, slots=True)
class Rules:
    """What the decision is made by."""

    ladder: Ladder
    steps: Mapping[str, Step]
    law: Jurisdiction


def next_step(invoice: InvoiceFacts, *, debtor: DebtorFacts, creditor: CreditorFacts, rules: Rules, on: date) -> Decision:
    """What happens to this invoice on this day, and why."""
    return (
        _nothing_to_ask(invoice, debtor, creditor, on)
        or _held(invoice, debtor, creditor, on)
        or _on_the_ladder(invoice, debtor, creditor, rules, on)
    )


def _wait(invoice: InvoiceFacts, wait: str, until: date | None, because: Text | None = None, step: str = "") -> Decision:
    return Decision(invoice, step, wait, until, because or WAIT_WORDS[wait])


def _nothing_to_ask(invoice: InvoiceFacts, debtor: DebtorFacts, creditor: CreditorFacts, on: date) -> Decision | None:
    if invoice.open <= 0:
        return _wait(invoice, "paid", None)
    if on <= invoice.due_on:
        return _wait(invoice, "not-due", invoice.due_on + ONE_DAY)
    overdue = sum(one.open for one in debtor.invoices if one.open > 0 and on > one.due_on)
    if overdue <= creditor.tolerance or (invoice.part and invoice.open <= creditor.tolerance):
        return _wait(invoice, "below-tolerance", None)
    return None


def _held(invoice: InvoiceFacts, debtor: DebtorFacts, creditor: CreditorFacts, on: date) -> Decision | None:
    standing = [one for one in (*debtor.holds, *invoice.holds) if one.stands(on, bank_until=creditor.bank_until)]
    if not standing:
        return None

    def gravity(hold: HoldFact) -> int:
        return _GRAVEST_FIRST.index(hold.kind)

    first = min(standing, key=gravity)
    return _wait(invoice, first.kind, None if first.until is None or first.until < on else first.until + ONE_DAY)


def _on_the_ladder(invoice: InvoiceFacts, debtor: DebtorFacts, creditor: CreditorFacts, rules: Rules, on: date) -> Decision:
    waiting = next((one for one in invoice.steps if one.left_on is None), None)
    if waiting:
        word = STEP_WORDS[waiting.step]
        return _wait(invoice, "not-yet", None, Text(f"{word.nl} ligt klaar en is nog niet weg", f"{word.en} is ready and has not left"))
    rung = _next_rung(invoice, debtor, creditor, rules)
    if rung is None:
        end = Text("De laatste stap is gezet", "The last step was taken")
        return _wait(invoice, "not-yet", None, end)
    planned = _planned(invoice, rung)
    if planned is None:
        return _wait(invoice, "not-yet", None, step=rung.step)
    day = rules.law.calendar.contact_day_from(planned)
    if on < day:
        if on >= planned:
            return _wait(invoice, "no-contact-day", day, step=rung.step)
        return _wait(invoice, "not-yet", day, step=rung.step)
    return _blocked(invoice, rung, debtor, creditor, rules, on) or Decision(invoice, rung.step, "", on, _why(invoice, rung, on))


def _blocked(invoice: InvoiceFacts, rung: Rung, debtor: DebtorFacts, creditor: CreditorFacts, rules: Rules, on: date) -> Decision | None:
    calendar = rules.law.calendar
    handover = rules.steps[rung.step].MAKES == "handover"  # between creditor and partner: the debtor is not approached
    if not handover and not calendar.is_contact_day(on):
        return _wait(invoice, "no-contact-day", calendar.contact_day_from(on), step=rung.step)
    if creditor.bank_until is None or calendar.contact_days_between(creditor.bank_until, on) > BANK_DAYS:
        return _wait(invoice, "bank-not-up-to-date", None, step=rung.step)
    if debtor.payment_under_way:
        return _wait(invoice, "payment-under-way", None, step=rung.step)
    if debtor.reply_unread:
        return _wait(invoice, "hold", None, UNREAD, step=rung.step)
    if handover and debtor.handover_asked:
        asked = Text("Wacht tot iemand de overdracht bevestigt", "Waits until somebody confirms the hand-over")
        return _wait(invoice, "not-yet", None, asked, step=rung.step)
    return None


def _next_rung(invoice: InvoiceFacts, debtor: DebtorFacts, creditor: CreditorFacts, rules: Rules) -> Rung | None:
    """The first rung above the highest one taken that applies to this debtor."""
    reached = max((rules.ladder.place(done.step) for done in invoice.steps), default=-1)
    for rung in rules.ladder.rungs[reached + 1 :]:
        if rules.steps[rung.step].not_for(debtor, creditor) is None:
            return rung
    return None


def _base(invoice: InvoiceFacts, rung: Rung) -> tuple[After, StepDone | None] | None:
    done = {one.step: one for one in invoice.steps}
    for after in rung.after:
        if after.step == DUE_DAY:
            return after, None
        if after.step in done:
            return after, done[after.step]
    return None


def _planned(invoice: InvoiceFacts, rung: Rung) -> date | None:
    found = _base(invoice, rung)
    if found is None:
        return None
    after, done = found
    return invoice.due_on + timedelta(days=after.days) if done is None else after.day(done)


def _why(invoice: InvoiceFacts, rung: Rung, on: date) -> Text:
    after, done = _base(invoice, rung) or (None, None)
    if after is None or done is None:
        late = (on - invoice.due_on).days
        return Text(
            f"Factuur {invoice.number} is {late} {'dag' if late == 1 else 'dagen'} over de vervaldag",
            f"Invoice {invoice.number} is {late} {'day' if late == 1 else 'days'} past its due day",
        )
    if after.since == "last-day" and done.last_day:
        day = in_words(done.last_day)
        return Text(
            f"De uiterste betaaldag, {day.nl}, is voorbij zonder volledige betaling",
            f"The last day to pay, {day.en}, went by without full payment",
        )
    word, days = STEP_WORDS[after.step], (on - (done.left_on or on)).days
    return Text(
        f"{days} dagen na stap '{word.nl.lower()}' staat factuur {invoice.number} nog open",
        f"{days} days after the step '{word.en.lower()}' invoice {invoice.number} is still open",
    )
