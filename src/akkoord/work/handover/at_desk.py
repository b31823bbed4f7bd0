"""What a person does with a case that is at the partner: answer him, object for the debtor, take it back, look at what is asked."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from akkoord.core.handover.course import CLOSED_BECAUSE, ENDED
from akkoord.core.handover.message import LONGEST_TEXT
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Case, HandOver, LineMessage
from akkoord.work.announcements import end
from akkoord.work.handover.end import end_here, looked
from akkoord.work.handover.prepare import LINE
from akkoord.work.handover.received import book_payment
from akkoord.work.handover.tell import tell
from akkoord.work.line.say import hold_line
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log
from akkoord.work.withdraw_announcement import rest

_OVER = Refusal(Text("Deze overdracht is al afgelopen.", "This hand-over is over already."))
_WHY = Refusal(Text("Schrijf het op.", "Write it down."))
_LONG = Refusal(Text(f"Hoogstens {LONGEST_TEXT} tekens.", f"At most {LONGEST_TEXT} characters."))
_NO_QUESTION = Refusal(Text("Deze vraag is al beantwoord, of is er niet.", "This question was answered already, or is not there."))
_BY_LINE = Refusal(Text("Deze partner meldt het zelf, over de lijn.", "This partner tells it himself, over the line."))
_NO_PAYMENT = Refusal(
    Text(
        "Vul een bedrag in, en een dag tot en met vandaag waarop hij de zaak had.",
        "Fill in a sum, and a day up to today on which he had the case.",
    )
)
_NO_END = Refusal(Text("Kies hoe het afliep.", "Choose how it ended."))
_RUNNING = Refusal(Text("De partner heeft deze zaak nog. Neem hem eerst terug.", "The partner still has this case. Take it back first."))


def answer_partner(*, desk: Desk, hand_over_id: int, question: str, text: str, on: date, at: datetime) -> Refusal | None:
    """Answer a question of the partner; `question` is the mark of his message."""

    def do(one: HandOver, said: str, log: Log) -> Refusal | None:
        if question not in {row.uid for row in open_questions(one)}:
            return _NO_QUESTION
        tell(one, "answer", {"question": question, "text": said}, log)
        log.add("partner-answered", debtor_id=one.debtor_id, ref=one.ref, question=question, text=said)
        if not open_questions(one):
            looked(one, log)
        return None

    return _with(desk, hand_over_id, text, on, at, do)


def tell_objection(*, desk: Desk, hand_over_id: int, text: str, on: date, at: datetime) -> Refusal | None:
    """The debtor objects here while the partner has his case: the partner hears it the same day."""

    def do(one: HandOver, said: str, log: Log) -> Refusal | None:
        numbers = list(desk.invoices().filter(id__in=one.invoices).values_list("number", flat=True))
        tell(one, "objection", {"text": said, "on": on.isoformat(), "invoices": numbers}, log)
        log.add("partner-objection", debtor_id=one.debtor_id, ref=one.ref, text=said)
        return None

    return _with(desk, hand_over_id, text, on, at, do)


def take_back(*, desk: Desk, hand_over_id: int, because: str, on: date, at: datetime) -> Refusal | None:
    """Ask the case back. What never left, or is at a partner without a line, is back at once; else when he says so."""

    def do(one: HandOver, said: str, log: Log) -> Refusal | None:
        if one.sent_at is not None and tell(one, "withdraw", {"because": said}, log) is not None:
            one.state = "withdrawing"
            one.save(update_fields=["state"])
            log.add("hand-over-asked-back", debtor_id=one.debtor_id, ref=one.ref, partner=one.partner, note=said)
            return None
        end_here(one, because="withdrawn", note=said, log=log)
        return None

    return _with(desk, hand_over_id, because, on, at, do)


def back_on_the_ladder(*, desk: Desk, hand_over_id: int, because: str, on: date, at: datetime) -> Refusal | None:
    """What the partner does not have any more is ours again: a week of rest, and then it is announced anew before it goes again."""
    said = " ".join(because.split())
    if not desk.may_work or not said:
        return _WHY if desk.may_work else MAY_NOT
    with transaction.atomic():
        one = desk.hand_overs().select_for_update().get(id=hand_over_id)
        if one.state not in ENDED:
            return _RUNNING
        log = Log(desk.creditor.id, on, at, desk.user.email)
        steps = desk.steps().filter(invoice_id__in=one.invoices, step="handover", withdrawn_on=None)
        if not steps.update(withdrawn_on=on):
            return _OVER
        _reopen(one)
        for announced in desk.announcements().filter(debtor_id=one.debtor_id, step="handover", state="done"):
            end(announced, state="withdrawn", on=on, log=log, because=said[:300])
        rest(desk, one.debtor_id, said, log)
        looked(one, log)
        log.write()
    return None


def _reopen(one: HandOver) -> None:
    """Its path along the ladder goes on where it ended, unless he walks another one since."""
    rows = Case.objects.filter(creditor_id=one.creditor_id, debtor_id=one.debtor_id)
    if not rows.filter(closed_on=None).exists():
        rows.filter(id=one.case_id or 0, closed_because="handed-over").update(closed_on=None, closed_because="")


def say_passed_on(*, desk: Desk, hand_over_id: int, on: date, at: datetime) -> Refusal | None:
    """A person gave the file to the partner himself."""

    def do(one: HandOver, said: str, log: Log) -> Refusal | None:
        if one.sent_at is not None:
            return _OVER
        one.sent_at, one.receipt, one.error = at, "by hand", ""
        one.save(update_fields=["sent_at", "receipt", "error"])
        log.add("hand-over-sent", debtor_id=one.debtor_id, ref=one.ref, partner=one.partner)
        return None

    return _with(desk, hand_over_id, "-", on, at, do)


def note_payment(*, desk: Desk, hand_over_id: int, amount: int, day: date, on: date, at: datetime) -> Refusal | None:
    """A partner without a line told that he received something, in cents; less than nothing where it went back."""

    def do(one: HandOver, said: str, log: Log) -> Refusal | None:
        if one.way == LINE:
            return _BY_LINE
        if not amount or day > on or one.sent_at is None:
            return _NO_PAYMENT
        log.add("partner-payment", debtor_id=one.debtor_id, ref=one.ref, partner=one.partner, amount=amount, day=day.isoformat(), note="")
        book_payment(one, amount=amount, day=day, uid=secrets.token_hex(16), log=log)
        return None

    return _with(desk, hand_over_id, "-", on, at, do)


def note_end(*, desk: Desk, hand_over_id: int, because: str, note: str, on: date, at: datetime) -> Refusal | None:
    """A partner without a line told that he is done with it."""

    def do(one: HandOver, said: str, log: Log) -> Refusal | None:
        if one.way == LINE:
            return _BY_LINE
        if because not in (*CLOSED_BECAUSE, "refused"):
            return _NO_END
        end_here(one, because=because, note=note.strip()[:LONGEST_TEXT], log=log)
        return None

    return _with(desk, hand_over_id, "-", on, at, do)


def say_looked(*, desk: Desk, hand_over_id: int, on: date, at: datetime) -> Refusal | None:
    """What was asked about this case was looked at; it leaves the work list."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        one = desk.hand_overs().get(id=hand_over_id)
        log = Log(desk.creditor.id, on, at, desk.user.email)
        looked(one, log)
        log.write()
    return None


def open_questions(one: HandOver) -> list[LineMessage]:
    """What the partner asked about this case and nobody answered yet."""
    rows = LineMessage.objects.filter(creditor_id=one.creditor_id, line_id=one.line_id or 0, ref=one.ref).defer("raw", "attachment")
    answered = {row.body.get("question") for row in rows if row.ours and row.kind == "answer"}
    return [row for row in rows.order_by("seq") if not row.ours and row.kind == "question" and row.uid not in answered]


def _with(
    desk: Desk, hand_over_id: int, text: str, on: date, at: datetime, do: Callable[[HandOver, str, Log], Refusal | None]
) -> Refusal | None:
    """Do it to a case that runs, with a text that is there, in one transaction."""
    if not desk.may_work:
        return MAY_NOT
    said = text.strip()
    if not said or len(said) > LONGEST_TEXT:
        return _LONG if said else _WHY
    with transaction.atomic():
        hold_line(desk.creditor.id, desk.hand_overs().values_list("line_id", flat=True).get(id=hand_over_id))
        one = desk.hand_overs().select_for_update().get(id=hand_over_id)
        if one.state in ENDED:
            return _OVER
        log = Log(desk.creditor.id, on, at, desk.user.email)
        refused = do(one, said, log)
        log.write()
        return refused
