"""How far the suspension of work is for one debtor: which letter could be made now, for which invoices, and what is against it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from akkoord.core.day_words import in_words
from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts, InvoiceFacts, StepDone
from akkoord.core.ladder.next_step import BANK_DAYS
from akkoord.core.ladder.words import STEP_WORDS, WAIT_WORDS
from akkoord.core.law.suspension import held_back
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.steps import all_steps
from akkoord.store.models import Debtor, Letter
from akkoord.work.facts import situation

WARNING, STOPPED = "suspension-warning", "suspension"
SUSPENSION = (WARNING, STOPPED)
_OF_ALL = ("insolvency", "vulnerable", "dispute")  # these count whichever invoice they were written down for
_BANK = Text(
    "De bank is niet bijgewerkt. Zo weet Akkoord niet of er betaald is.",
    "The bank is not up to date. Akkoord cannot know whether it was paid.",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """`step` is the letter that comes now, about `invoices`, unless something is `against` it whatever a person answers.
    `warned` is the warning that left; `kind` the kind of debtor the law sees; `reminded` the invoices asked for before."""

    step: str
    kind: str
    invoices: tuple[InvoiceFacts, ...] = ()
    against: tuple[Refusal, ...] = ()
    warned: StepDone | None = None
    reminded: frozenset[int] = frozenset()
    holds: frozenset[str] = frozenset()
    letter_id: int | None = None  # a letter that waits to be read or to leave


def stage_of(debtor: Debtor, *, on: date) -> Stage:
    """Where this debtor stands on that day."""
    today = situation(debtor.creditor, on=on, debtors=[debtor.id], with_future=True)
    facts = next(iter(today.debtors), DebtorFacts(debtor.id, "consumer" if debtor.kind_doubtful else debtor.kind, ()))
    late = tuple(one for one in facts.invoices if one.due_on < on and not _done(one, "handover"))
    warned = tuple(one for one in late if _left(one, WARNING))
    chosen = warned or late
    waiting = Letter.objects.filter(creditor=debtor.creditor, debtor_id=debtor.id, state__in=("draft", "approved")).order_by("id").first()
    holds = standing_holds(facts, creditor=today.creditor, on=on, only=[one.id for one in chosen])
    warning = next((done for one in warned for done in one.steps if done.step == WARNING), None)
    return Stage(
        step=STOPPED if warned else WARNING,
        kind=facts.kind,
        invoices=chosen,
        against=(*_waits(waiting), *held_back(holds), *_against(facts, chosen, today.creditor, on, warning)),
        warned=warning,
        reminded=frozenset(one.id for one in chosen if any(_asked(done) for done in one.steps)),
        holds=holds,
        letter_id=waiting.id if waiting else None,
    )


def standing_holds(debtor: DebtorFacts, *, creditor: CreditorFacts, on: date, only: Collection[int]) -> frozenset[str]:
    """The reasons to wait that stand: all of the debtor's, those of `only` these invoices, and some whichever they are for."""
    about = [(hold, one.id in only) for one in debtor.invoices for hold in one.holds]
    found = [*debtor.holds, *(hold for hold, own in about if own or hold.kind in _OF_ALL)]
    return frozenset(hold.kind for hold in found if hold.stands(on, bank_until=creditor.bank_until))


def _against(
    debtor: DebtorFacts, invoices: tuple[InvoiceFacts, ...], creditor: CreditorFacts, on: date, warning: StepDone | None
) -> Iterator[Refusal]:
    """What is against any letter now: nothing late, a small sum, an old bank statement, money under way, our own term."""
    if not invoices:
        yield Refusal(Text("Er is niets te laat.", "Nothing is late."), "6:52 lid 1 BW")
        return
    if sum(one.open for one in invoices) <= creditor.tolerance:
        yield Refusal(_sentence("below-tolerance"), "6:262 lid 2 BW")
    if creditor.bank_until is None or jurisdiction().calendar.contact_days_between(creditor.bank_until, on) > BANK_DAYS:
        yield Refusal(_BANK)
    if debtor.payment_under_way:
        yield Refusal(_sentence("payment-under-way"))
    yield from _own_letters(debtor, invoices, on, warning)


def _own_letters(debtor: DebtorFacts, invoices: tuple[InvoiceFacts, ...], on: date, warning: StepDone | None) -> Iterator[Refusal]:
    """Work that has stopped already, a term of our own that runs, and a letter of today. A demand that left after the warning
    gives no more time for the work: its day was named already."""
    steps = [done for one in invoices for done in one.steps]
    stopped = next((done.left_on for done in steps if done.step == STOPPED and done.left_on), None)
    if stopped:
        day = in_words(stopped)
        yield Refusal(Text(f"De brief dat het werk stilligt ging weg op {day.nl}.", f"The letter that work has stopped left on {day.en}."))
    terms = (done for done in steps if done.left_on and done.last_day and done.last_day >= on)
    runs = max((done.last_day for done in terms if done.last_day and not _after(done, warning)), default=None)
    if runs:
        day = in_words(runs)
        yield Refusal(
            Text(f"Wij gaven zelf nog tijd tot en met {day.nl}.", f"We gave time up to and including {day.en} ourselves."), "6:2 lid 1 BW"
        )
    of_today = (done for one in debtor.invoices for done in one.steps if on in (done.left_on, done.decided_on))
    if any(_is_letter(done.step) and done.left_on for done in of_today):
        yield Refusal(Text("Vandaag ging er al een brief naar deze klant.", "A letter to this customer left today already."))


def _after(done: StepDone, warning: StepDone | None) -> bool:
    return bool(warning and warning.left_on and done.step != WARNING and done.left_on and done.left_on >= warning.left_on)


def _waits(letter: Letter | None) -> Iterator[Refusal]:
    if letter is None:
        return
    word = STEP_WORDS[letter.kind]
    nl, en = f"{word.nl[:1].lower()}{word.nl[1:]}", f"{word.en[:1].lower()}{word.en[1:]}"
    yield Refusal(
        Text(f"Er ligt nog een brief klaar: {nl}. Beslis daar eerst over.", f"A letter is still waiting: {en}. Decide on it first.")
    )


def _sentence(wait: str) -> Text:
    return Text(f"{WAIT_WORDS[wait].nl}.", f"{WAIT_WORDS[wait].en}.")


def _is_letter(step: str) -> bool:
    return step in all_steps() and all_steps()[step].MAKES == "letter"


def _asked(done: StepDone) -> bool:
    return done.left_on is not None and _is_letter(done.step) and done.step not in SUSPENSION


def _done(invoice: InvoiceFacts, step: str) -> bool:
    return any(done.step == step for done in invoice.steps)


def _left(invoice: InvoiceFacts, step: str) -> bool:
    return any(done.step == step and done.left_on for done in invoice.steps)
