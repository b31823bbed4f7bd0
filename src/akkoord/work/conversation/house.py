"""Whether our own house is in order before somebody calls: nobody should call with a wrong file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from akkoord.core.day_words import day_shown
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.problem import Text
from akkoord.store.access import Desk
from akkoord.store.models import Debtor, Invoice
from akkoord.store.queries import call_page
from akkoord.work.mail.replies import is_unread


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at. `where` is the page on which it is mended: debtor, mails, order, work; empty where all is well."""

    said: Text
    good: bool
    where: str = ""


def our_house(desk: Desk, debtor: Debtor, *, on: date) -> list[Checked]:
    """Everything that was looked at, what is wrong first."""
    invoices = call_page.open_invoices(desk, debtor.id)
    found = [
        *_answers(desk, debtor),
        *_ours(desk, debtor, on),
        *_address(debtor),
        *_letters(desk, debtor),
        *_delivered(invoices),
        *_work(desk, debtor),
    ]
    return sorted(found, key=lambda one: one.good)


def _answers(desk: Desk, debtor: Debtor) -> Iterator[Checked]:
    if is_unread(desk.creditor, debtor.id):
        yield Checked(Text("Er ligt een antwoord van hem dat nog niemand las", "He wrote an answer that nobody has read"), False, "mails")
    disputes = list(desk.holds().filter(debtor_id=debtor.id, kind="dispute", ended_on=None).order_by("since"))
    if disputes:
        day = _day(disputes[0].since)
        yield Checked(Text(f"Zijn klacht van {day.nl} ligt hier nog", f"His complaint of {day.en} has not been answered"), False, "debtor")
    else:
        yield Checked(Text("Geen klacht open", "No complaint is open"), True)


def _ours(desk: Desk, debtor: Debtor, on: date) -> Iterator[Checked]:
    for row in call_page.late_of_ours(desk, debtor.id, on=on):
        day, what = _day(row.day or on), row.what or row.kind
        yield Checked(Text(f"Wij zouden iets doen voor {day.nl}: {what}", f"We were to do something by {day.en}: {what}"), False, "debtor")


def _address(debtor: Debtor) -> Iterator[Checked]:
    if debtor.email and debtor.email.lower() == debtor.bounced:
        yield Checked(Text(f"Mail aan {debtor.email} kwam terug", f"Mail to {debtor.email} came back"), False, "debtor")
    elif debtor.email:
        yield Checked(Text(f"Mail gaat naar {debtor.email}", f"Mail goes to {debtor.email}"), True)
    else:
        yield Checked(Text("Er is geen e-mailadres: vraag erom", "There is no e-mail address: ask for it"), False, "debtor")


def _letters(desk: Desk, debtor: Debtor) -> Iterator[Checked]:
    letter = call_page.last_letter(desk, debtor.id)
    if letter is None or letter.sent_on is None:
        yield Checked(Text("Nog geen brief gestuurd", "No letter was sent yet"), True)
        return
    word, day = STEP_WORDS.get(letter.kind, Text(letter.subject, letter.subject)), _day(letter.sent_on)
    came_back = letter.messages.filter(state="bounced").exists()
    if came_back:
        yield Checked(Text(f"{word.nl} van {day.nl} kwam terug", f"{word.en} of {day.en} came back"), False, "debtor")
    else:
        yield Checked(Text(f"{word.nl} verstuurd op {day.nl}", f"{word.en} sent on {day.en}"), True)


def _delivered(invoices: list[Invoice]) -> Iterator[Checked]:
    """What the invoices are for: never delivered, delivered and when, or not written down."""
    for row in invoices:
        if row.undelivered_id is not None:
            yield Checked(Text(f"{row.number}: niet geleverd, zei iemand", f"{row.number}: not delivered, somebody said"), False, "order")
    known = [row for row in invoices if row.delivered_until is not None and row.undelivered_id is None]
    if known and len(known) == len(invoices):
        day = _day(max(row.delivered_until for row in known if row.delivered_until))
        yield Checked(Text(f"Werk is klaar, laatst op {day.nl}", f"The work is done, lastly on {day.en}"), True)
    elif invoices:
        missing = [row.number for row in invoices if row not in known and row.undelivered_id is None]
        if missing:
            which = ", ".join(missing[:3]) + (" …" if len(missing) > 3 else "")
            yield Checked(Text(f"Geen bewijs van levering bij {which}", f"No proof of delivery for {which}"), False, "order")


def _work(desk: Desk, debtor: Debtor) -> Iterator[Checked]:
    for one in call_page.work_of(desk, debtor.id):
        if one.state == "stopped":
            yield Checked(Text(f"Ligt stil: {one.name}", f"Stopped: {one.name}"), False, "work")
        else:
            yield Checked(Text(f"Loopt nog: {one.name}", f"Goes on: {one.name}"), True)


def _day(day: date) -> Text:
    return Text(day_shown(day, language="nl", weekday=False), day_shown(day, language="en", weekday=False))
