"""What a person does with a letter before it leaves: read it, change its words, let it go, or take it back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from akkoord.core.letter_json import unpacked
from akkoord.core.problem import Refusal, Text
from akkoord.letters.render import render_pdf
from akkoord.store.access import Desk
from akkoord.store.models import Hold, Letter, Outbox
from akkoord.work.letters.make_letter import blocks_of, channels_of, refusals
from akkoord.work.letters.recheck import check_now, redate, withdraw
from akkoord.work.mail.replies import WAITS, is_unread
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

PAUSE = timedelta(days=7)  # after a person took a letter back, nothing is written to that debtor for so long

_GONE = Refusal(Text("Deze brief is niet meer te wijzigen.", "This letter cannot be changed any more."))


def letter_pdf(*, letter: Letter) -> bytes:
    """The letter as it left, or as it would leave now."""
    if letter.pdf is not None:
        return bytes(letter.pdf)
    return render_pdf(unpacked(letter.content), blocks=blocks_of(letter), subject=letter.subject)


def change_letter(
    *, desk: Desk, letter_id: int, subject: str, texts: dict[str, str], on: date, at: datetime | None = None
) -> tuple[Refusal, ...]:
    """Put a person's words in the letter; gives what stands against its leaving now (the words are kept all the same)."""
    if not desk.may_work:
        return (MAY_NOT,)
    with transaction.atomic():
        letter = desk.letters().select_for_update().get(id=letter_id)
        if letter.state != "draft":
            return (_GONE,)
        before = (letter.subject, letter.blocks)
        letter.subject = " ".join(subject.split())[:300] or letter.subject
        letter.blocks = [
            {**raw, "text": texts[raw["name"]].replace("\r\n", "\n").strip()} if raw["editable"] and raw["name"] in texts else raw
            for raw in letter.blocks
        ]
        if (letter.subject, letter.blocks) != before:
            letter.changed = True
            letter.save(update_fields=["subject", "blocks", "changed"])
            log = Log(desk.creditor.id, on, at, desk.user.email)
            log.add("letter-changed", debtor_id=letter.debtor_id, letter=letter.id, subject=letter.subject)
            log.write()
        return refusals(letter)


def approve_letter(*, desk: Desk, letter_id: int, on: date, at: datetime | None = None) -> tuple[Refusal, ...]:
    """Let a letter go: it waits in the outbox until it is sent. Gives why not, where it may not."""
    if not desk.may_work:
        return (MAY_NOT,)
    with transaction.atomic():
        letter = desk.letters().select_for_update().get(id=letter_id)
        if letter.state != "draft":
            return (_GONE,)
        if is_unread(desk.creditor, letter.debtor_id):
            return (WAITS,)
        log = Log(desk.creditor.id, on, at, desk.user.email)
        refused = _wrong(letter, desk, on, log) or _let_go(letter, desk, log)
        log.write()
    return refused


def _wrong(letter: Letter, desk: Desk, on: date, log: Log) -> tuple[Refusal, ...]:
    """What stands against it now; a letter that is not right any more is taken back."""
    why = check_now(letter, creditor=desk.creditor, on=on)
    if why:
        withdraw(letter, because=why, on=on, log=log)
        return (Refusal(why),)
    stale = redate(letter, creditor=desk.creditor, on=on)
    against = refusals(letter)
    return (stale, *against) if stale else against


def _let_go(letter: Letter, desk: Desk, log: Log) -> tuple[Refusal, ...]:
    letter.state, letter.approved_by = "approved", desk.user
    letter.save(update_fields=["state", "approved_by"])
    Outbox.objects.filter(creditor=desk.creditor, letter_id=letter.id).exclude(state="sent").delete()
    Outbox.objects.bulk_create(
        Outbox(creditor=desk.creditor, letter_id=letter.id, channel=channel, recipient=recipient)
        for channel, recipient in channels_of(letter)
    )
    log.add("letter-approved", debtor_id=letter.debtor_id, letter=letter.id, subject=letter.subject)
    return ()


def send_again(*, desk: Desk, letter_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """Try again what could not be sent. What may have left already is only sent again because a person says so here."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        letter = desk.letters().select_for_update().get(id=letter_id)
        if letter.state != "approved":
            return _GONE
        failed = letter.messages.filter(state="failed")
        tried = failed.update(state="queued", attempts=0, not_before=None, claimed_by="", error="")
        if tried:
            log = Log(desk.creditor.id, on, at, desk.user.email)
            log.add("send-again", debtor_id=letter.debtor_id, letter=letter.id, subject=letter.subject)
            log.write()
    return None


def withdraw_letter(*, desk: Desk, letter_id: int, because: str, on: date, at: datetime | None = None) -> tuple[Refusal, ...]:
    """Take a letter back; for a week nothing is written to this debtor, so that there is time to do what is better."""
    if not desk.may_work:
        return (MAY_NOT,)
    with transaction.atomic():
        letter = desk.letters().select_for_update().get(id=letter_id)
        if letter.state not in ("draft", "approved") or letter.messages.filter(state__in=("sending", "sent")).exists():
            return (_GONE,)
        log = Log(desk.creditor.id, on, at, desk.user.email)
        words = " ".join(because.split())[:200] or "-"
        withdraw(letter, because=Text(words, words), on=on, log=log)
        note = f"{letter.subject}: {words}"
        Hold.objects.create(creditor=desk.creditor, debtor_id=letter.debtor_id, kind="hold", since=on, until=on + PAUSE, note=note)
        log.add("hold", debtor_id=letter.debtor_id, until=str(on + PAUSE), note=note)
        log.write()
    return ()
