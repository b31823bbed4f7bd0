"""What a person at his desk does with arrangements: builds one, writes down that it was accepted, sends it, takes it back, ends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.arrangement.terms import Terms
from akkoord.core.problem import Refusal, Text
from akkoord.core.uploaded import Upload
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Arrangement, Letter
from akkoord.work.arrangement.accept import Acceptance, accept, decline, withdraw
from akkoord.work.arrangement.end import end
from akkoord.work.arrangement.letters import draft_agreement
from akkoord.work.arrangement.propose import propose
from akkoord.work.bargain.limits import may_go_beyond, outside
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log
from akkoord.work.uploads.keep import About, keep_file
from akkoord.work.uploads.look import looked_at

_NO_REASON = Refusal(Text("Schrijf op waarom.", "Write down why."))
_OVER = Refusal(Text("Deze regeling loopt niet.", "This arrangement does not run."))
_NO_SCAN = Refusal(Text("Voeg de scan of foto van de handtekening toe.", "Add the scan or picture of the signature."))
_GONE = Refusal(Text("Dit voorstel staat niet meer open.", "This proposal is not open any more."))


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody chose for an arrangement: terms, invoices (None: what is late), until when it holds, reminders, a note."""

    terms: Terms
    invoices: frozenset[int] | None = None
    valid_until: date | None = None
    remind_days: int | None = None
    note: str = ""
    agreed_id: int | None = None  # the wish of a call that it answers
    beyond: str = ""  # why an owner goes beyond the bounds


def propose_arrangement(*, desk: Desk, debtor_id: int, wish: Wish, on: date, at: datetime | None = None) -> Arrangement | Refusal:
    """The proposal, laid down. What a call wished is answered by it."""
    if not desk.may_work:
        return MAY_NOT
    debtor = desk.debtors().get(id=debtor_id)
    extra: dict[str, Any] = {"valid_until": wish.valid_until, "remind_days": wish.remind_days, "note": wish.note}
    said: dict[str, Any] = {"creditor": desk.creditor, "debtor_id": debtor.id, "invoices": wish.invoices, "by": desk.user.email}
    with transaction.atomic():
        made = _inside(desk, propose(terms=wish.terms, on=on, at=at, **said, **extra), wish, on=on)
        if isinstance(made, Refusal):
            transaction.set_rollback(True)
        else:
            wished = Agreed.objects.filter(creditor=desk.creditor, debtor_id=debtor.id, kind="arrangement", state="open")
            wished.update(state="done", ended_on=on)
    return made


def _inside(desk: Desk, made: Arrangement | Refusal, wish: Wish, *, on: date) -> Arrangement | Refusal:
    """The proposal, where it lies inside the creditor's bounds or an owner says why it does not."""
    if isinstance(made, Refusal):
        return made
    total = made.total + made.discount + made.waived
    past = outside(desk.creditor, made.debtor, wish.terms, total, on=on)
    refused = may_go_beyond(desk, past, wish.beyond)
    if past and refused is None:
        made.note = f"{made.note} Buiten de grenzen: {wish.beyond.strip()[:300]}".strip()
        made.save(update_fields=["note"])
    return refused or made


def accept_arrangement(
    *, desk: Desk, arrangement_id: int, how: str, name: str, on: date, at: datetime | None = None, scan: Upload | None = None
) -> Arrangement | Refusal:
    """Somebody agreed, on paper or spoken. What was signed on paper is kept with it. What was spoken is confirmed: the text lies
    ready to leave."""
    if not desk.may_work:
        return MAY_NOT
    row = desk.arrangements().get(id=arrangement_id)
    if how == "paper" and scan is None:
        return _NO_SCAN
    with transaction.atomic():
        log = Log(desk.creditor.id, on, at, desk.user.email)
        found = _kept_and_accepted(desk, row, how, name, scan, log)
        if isinstance(found, Refusal):
            transaction.set_rollback(True)
        log.write()
    return found


def _kept_and_accepted(desk: Desk, row: Arrangement, how: str, name: str, scan: Upload | None, log: Log) -> Arrangement | Refusal:
    if scan is not None:
        file = looked_at(scan)
        if isinstance(file, Refusal):
            return file
        keep_file(debtor_id=row.debtor_id, kind="signed", file=file, sender=desk.user.email, log=log, about=About(arrangement_id=row.id))
    given = Acceptance(how if how in ("paper", "spoken") else "", name, text_sha256=row.text_sha256)
    found = accept(creditor=desk.creditor, arrangement_id=row.id, acceptance=given, on=log.on, at=log.at, by=log.by)
    if how == "spoken" and not isinstance(found, Refusal):
        draft_agreement(desk.creditor, found, log=log)
    return found


def send_arrangement(*, desk: Desk, arrangement_id: int, on: date, at: datetime | None = None) -> Letter | Refusal:
    """The draft of the letter that brings the text to the debtor; the one that is there already, where there is one."""
    if not desk.may_work:
        return MAY_NOT
    row = desk.arrangements().get(id=arrangement_id)
    if row.state not in ("proposed", "running"):
        return _GONE
    waiting = desk.letters().filter(debtor_id=row.debtor_id, kind="arrangement", subject=row.subject, state__in=("draft", "approved"))
    there = next((letter for letter in waiting if letter.blocks == row.blocks), None)
    if there is not None:
        return there
    with transaction.atomic():
        log = Log(desk.creditor.id, on, at, desk.user.email)
        letter = draft_agreement(desk.creditor, row, log=log)
        log.write()
    return letter


def close_proposal(*, desk: Desk, arrangement_id: int, how: str, because: str, on: date, at: datetime | None = None) -> Refusal | None:
    """The debtor declined it, or we take it back."""
    if not desk.may_work:
        return MAY_NOT
    row = desk.arrangements().get(id=arrangement_id)
    verb = decline if how == "declined" else withdraw
    found = verb(creditor=desk.creditor, arrangement_id=row.id, because=because, on=on, at=at, by=desk.user.email)
    return found if isinstance(found, Refusal) else None


def stop_arrangement(*, desk: Desk, arrangement_id: int, because: str, on: date, at: datetime | None = None) -> Refusal | None:
    """A person ends what runs, and says why: from today the ladder goes on where it was."""
    if not desk.may_work:
        return MAY_NOT
    if not because.strip():
        return _NO_REASON
    with transaction.atomic():
        row = desk.arrangements().select_for_update().get(id=arrangement_id)
        if row.state != "running":
            return _OVER
        log = Log(desk.creditor.id, on, at, desk.user.email)
        words = " ".join(because.split())[:300]
        end(row, "withdrawn", Text(words, words), log)
        log.write()
    return None
