"""A letter that came back: it counts as not delivered, its address is not used again, and a person looks for another."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Lower

from akkoord.core.mail.bounce import Bounce
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Contact, Creditor, Debtor, Letter, Outbox, StepTaken, Task
from akkoord.store.models.letter import LetterState, OutboxState
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

TASK = "bad-address"
_CAME_BACK = Text("De e-mail kwam terug als onbestelbaar", "The e-mail came back as undeliverable")


def take_bounce(creditor: Creditor, bounce: Bounce, *, debtor_id: int, letter_id: int | None, log: Log) -> None:
    """What a notice changes. A delay changes nothing: the other server tries again. Call it in a transaction."""
    said: dict[str, Any] = {"recipient": bounce.recipient, "status": bounce.status, "error": bounce.said, "letter": letter_id}
    log.add("mail-bounced" if bounce.final else "mail-delayed", debtor_id=debtor_id, **said)
    if not bounce.final:
        return
    if bounce.hard:
        for table in (Debtor, Contact):
            table.objects.filter(creditor=creditor, email__iexact=bounce.recipient).update(bounced=Lower("email"))
    letter = Letter.objects.filter(creditor=creditor, id=letter_id).defer("pdf", "content", "blocks").first() if letter_id else None
    if letter is not None:
        _not_delivered(letter, bounce, log)
    _ask(creditor, debtor_id, bounce, log)


def _not_delivered(letter: Letter, bounce: Bounce, log: Log) -> None:
    """The copy by e-mail does not count any more; where it was the only one, the ladder decides anew."""
    own = {"creditor_id": letter.creditor_id, "letter_id": letter.id}
    sent = Outbox.objects.filter(channel="email", state__in=(OutboxState.SENT, OutboxState.FAILED), **own)  # failed: refused at once
    if sent.update(state=OutboxState.BOUNCED, error=f"{bounce.status} {bounce.said}"[:500]) != 1:
        return
    others = Outbox.objects.filter(state__in=(OutboxState.SENT, OutboxState.QUEUED, OutboxState.SENDING), **own)
    if letter.state not in (LetterState.SENT, LetterState.APPROVED) or others.exists():
        return
    Outbox.objects.filter(state=OutboxState.FAILED, **own).update(state=OutboxState.CANCELLED)
    Letter.objects.filter(creditor_id=letter.creditor_id, id=letter.id).update(
        state=LetterState.WITHDRAWN, withdrawn_because=_CAME_BACK.nl, sent_on=None
    )
    StepTaken.objects.filter(withdrawn_on=None, **own).update(withdrawn_on=log.on)
    told: dict[str, Any] = {"subject": letter.subject, "step": letter.kind, "nl": _CAME_BACK.nl, "en": _CAME_BACK.en}
    log.add("letter-undelivered", debtor_id=letter.debtor_id, letter=letter.id, **told)


def _ask(creditor: Creditor, debtor_id: int, bounce: Bounce, log: Log) -> None:
    """A person looks at the address; one question at a time."""
    open_one = Task.objects.filter(creditor=creditor, debtor_id=debtor_id, kind=TASK, done_on=None)
    note = f"{bounce.recipient}: {bounce.said or bounce.status}"
    if open_one.exists():
        open_one.update(note=note)
        return
    Task.objects.create(creditor=creditor, debtor_id=debtor_id, kind=TASK, made_on=log.on, due_on=log.on, note=note)
    log.add("task-made", debtor_id=debtor_id, task=TASK)


def address_works(*, desk: Desk, debtor_id: int, on: date, at: datetime) -> Refusal | None:
    """A person says that the address is right all the same: it is used again."""
    return _answered(desk, debtor_id, on, at, outcome="works")


def without_email(*, desk: Desk, debtor_id: int, on: date, at: datetime) -> Refusal | None:
    """A person knows no better address: what can go by post does."""
    return _answered(desk, debtor_id, on, at, outcome="without")


def _answered(desk: Desk, debtor_id: int, on: date, at: datetime, *, outcome: str) -> Refusal | None:
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        asked = desk.tasks().filter(debtor_id=debtor_id, kind=TASK, done_on=None).update(done_on=on, outcome=outcome)
        if outcome == "works":
            asked += desk.debtors().filter(id=debtor_id).exclude(bounced="").update(bounced="")
            asked += desk.contacts().filter(debtor_id=debtor_id).exclude(bounced="").update(bounced="")
        if asked:
            log = Log(desk.creditor.id, on, at, desk.user.email)
            log.add("address-judged", debtor_id=debtor_id, outcome=outcome)
            log.write()
    return None


def other_address(creditor: Creditor, debtor_id: int, *, on: date) -> None:
    """Another address was filled in: the question is answered where no address that came back is left."""
    debtor = Debtor.objects.get(creditor=creditor, id=debtor_id)
    contacts = Contact.objects.filter(creditor=creditor, debtor_id=debtor_id)
    if not any(came_back(one) for one in (debtor, *contacts)):
        Task.objects.filter(creditor=creditor, debtor_id=debtor_id, kind=TASK, done_on=None).update(done_on=on, outcome="changed")


def came_back(row: Any) -> bool:
    """Whether mail to the address of this debtor or contact came back."""
    return bool(row.email) and row.email.lower() == row.bounced
