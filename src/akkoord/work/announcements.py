"""No empty words: what a letter announced is put in the calendar when it leaves, and that day it happens or is withdrawn."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from akkoord.core.ladder.facts import StepDone
from akkoord.core.letter_json import unpacked
from akkoord.steps import letter_step
from akkoord.store.models import Announcement, Creditor, Letter, StepTaken
from akkoord.work.ladders.which import read_ladder
from akkoord.work.record import Log

WARNED_DAYS = 7  # days after presumed receipt until the announced hand-over, where neither the letter nor the ladder names a day


def announce(letter: Letter, *, on: date, received: date, log: Log) -> None:
    """The letter left: what it announced stands in the calendar. Call it in the transaction that marks it as left."""
    step = letter_step(letter.kind).ANNOUNCES
    if not step:
        return
    day = unpacked(letter.content).stops_on if step == "suspension" else _by_the_ladder(letter, step, on=on, received=received)
    said = {"debtor_id": letter.debtor_id, "announced_on": on, "due_on": day or received + timedelta(days=WARNED_DAYS)}
    row, made = Announcement.objects.get_or_create(creditor_id=letter.creditor_id, letter_id=letter.id, step=step, defaults=said)
    if made:
        log.add("announced", debtor_id=letter.debtor_id, letter=letter.id, step=step, until=str(row.due_on))


def _by_the_ladder(letter: Letter, step: str, *, on: date, received: date) -> date | None:
    """The day on which the ladder of this case takes the step, counted from this letter."""
    version = letter.case.ladder
    rung = read_ladder(version.text, version.name, version.version).rung(step) if version else None
    done = StepDone(letter.kind, on, on, received, letter.last_day)
    days = (after.day(done) for after in (rung.after if rung else ()) if after.step == letter.kind and after.fits(letter.debtor.payer))
    return next(days, None)


def settle_announcements(*, creditor: Creditor, on: date, at: datetime | None = None, by: str = "", debtor_id: int | None = None) -> int:
    """What became of what was announced, to everybody or to one debtor: carried out, or not needed any more because it was
    paid. Gives how many ended. Call it in a transaction."""
    rows = Announcement.objects.filter(creditor=creditor, state="running")
    running = list(rows if debtor_id is None else rows.filter(debtor_id=debtor_id))
    if not running:
        return 0
    about, left = _about(creditor, running)
    taken = StepTaken.objects.filter(creditor=creditor, invoice_id__in=left, withdrawn_on=None).exclude(left_on=None)
    done = set(taken.values_list("invoice_id", "step"))
    log = Log(creditor.id, on, at, by)
    for one in running:
        invoices = about.get(one.letter_id, set())
        if any((invoice, one.step) in done for invoice in invoices):
            end(one, state="done", on=on, log=log)
        elif all(left[invoice] <= 0 for invoice in invoices):
            end(one, state="paid", on=on, log=log)
    ended = len(log.events)
    log.write()
    return ended


def runs_again(creditor_id: int, *, invoice_id: int, log: Log) -> None:
    """Money for this invoice went back: what was not needed because it was paid stands again. Call it in the transaction that
    took the booking back."""
    ended = Announcement.objects.filter(creditor_id=creditor_id, state="paid")
    about = StepTaken.objects.filter(creditor_id=creditor_id, invoice_id=invoice_id, withdrawn_on=None).exclude(letter_id=None)
    for one in ended.filter(letter_id__in=about.values("letter_id")):
        one.state, one.ended_on = "running", None
        one.save(update_fields=["state", "ended_on"])
        log.add("announcement-ended", debtor_id=one.debtor_id, letter=one.letter_id, step=one.step, state=one.state)


def _about(creditor: Creditor, running: list[Announcement]) -> tuple[dict[int, set[int]], dict[int, int]]:
    """The invoices of each letter, and the cents left of each invoice."""
    about: dict[int, set[int]] = {}
    left: dict[int, int] = {}
    rows = StepTaken.objects.filter(creditor=creditor, letter_id__in=[one.letter_id for one in running])
    for letter, invoice, cents in rows.values_list("letter_id", "invoice_id", "invoice__open"):
        if letter is not None:
            about.setdefault(letter, set()).add(invoice)
            left[invoice] = cents
    return about, left


def end(one: Announcement, *, state: str, on: date, log: Log, because: str = "") -> None:
    """An announcement is over; `because` is what a person said who withdrew it. Call it in a transaction."""
    one.state, one.ended_on, one.because, one.by = state, on, because[:300], log.by
    one.save(update_fields=["state", "ended_on", "because", "by"])
    log.add("announcement-ended", debtor_id=one.debtor_id, letter=one.letter_id, step=one.step, state=state, note=because)
