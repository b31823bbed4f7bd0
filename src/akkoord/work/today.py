"""The work list: what to do today, in which order and why; and where nothing happens today, why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, Q, Sum

from akkoord.core.behaviour.priority import expected_gain, suggested_time
from akkoord.core.day_words import in_words as day_in_words
from akkoord.core.ladder.next_step import BANK_DAYS
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.money import shown
from akkoord.core.problem import Text
from akkoord.jurisdictions import jurisdiction
from akkoord.steps import all_steps
from akkoord.store.models import ChannelState, Creditor, Debtor, Hold, Letter, OngoingWork, Outbox, Payment, Task, WorkNotice
from akkoord.store.queries import announcement_list
from akkoord.store.queries.open_on import was_open
from akkoord.work.announced import in_words
from akkoord.work.mail_words import MAIL_TASKS, inbox_closed, mail_waits
from akkoord.work.prescription import Prescribing, prescribing
from akkoord.work.prescription_words import because, urgency
from akkoord.work.work_words import LOOK_WORDS, UNTOLD


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do. `step` is call, read-letter, print-letter, send-failed, handover, place-payment, answer-dispute,
    read-reply, bad-address, mail-trouble, inbox-trouble, prescription, work, announcement or bank; sums in cents. `urgency` goes
    before what it brings in, or after it where it is below nothing."""

    step: str
    because: Text
    debtor_id: int | None = None
    debtor: str = ""
    open: int = 0
    since: date | None = None
    overdue_days: int = 0
    expected_gain: int = 0
    suggested_time: str = ""
    task_id: int | None = None
    letter_id: int | None = None
    payment_id: int | None = None
    hold_id: int | None = None
    invoice_id: int | None = None
    work_id: int | None = None
    announcement_id: int | None = None
    count: int = 1
    urgency: int = 0


_FIRST = {"bank": 0, "mail-trouble": 1, "inbox-trouble": 1, "read-reply": 2, "send-failed": 3, "bad-address": 3, "place-payment": 4}
_LATER = 5
_AFTER_READING = frozenset(("call", "read-letter", "print-letter", "handover"))  # what wants to know first what the debtor wrote


def today(*, creditor: Creditor, on: date) -> list[WorkItem]:
    """What a person should do today: first what keeps the rest from being right, then what brings in most."""
    desk = _Desk(creditor, on)
    found = [
        *desk.bank(),
        *desk.trouble(),
        *desk.payments(),
        *desk.failed(),
        *desk.letters(),
        *desk.printing(),
        *desk.tasks(),
        *desk.disputes(),
        *desk.prescriptions(),
        *desk.work(),
        *desk.announcements(),
    ]
    unread = {one.debtor_id for one in found if one.step == "read-reply"}
    found = [one for one in found if one.debtor_id not in unread or one.step not in _AFTER_READING]
    return sorted(found, key=lambda one: (_FIRST.get(one.step, _LATER), -one.urgency, -one.expected_gain, one.debtor))


class _Desk:
    """One company's work on one day, each kind in its own query."""

    def __init__(self, creditor: Creditor, on: date) -> None:
        self.creditor, self.on = creditor, on
        self.open = was_open(creditor, on=on)
        overdue = self.open.filter(due_on__lt=on)
        rows = overdue.values("debtor_id").annotate(total=Sum("left"), since=Min("due_on")).values_list("debtor_id", "total", "since")
        self.standing = {debtor: (total, since) for debtor, total, since in rows}

    def _item(self, step: str, because: Text, debtor: Debtor, **more: object) -> WorkItem:
        total, since = self.standing.get(debtor.id, (0, None))
        days = (self.on - since).days if since else 0
        shared = {"debtor_id": debtor.id, "debtor": debtor.name, "open": total, "since": since, "overdue_days": days}
        gain = expected_gain(total, overdue_days=days)
        return WorkItem(step, because, expected_gain=gain, **shared, **more)  # type: ignore[arg-type]  # keywords of the dataclass

    def bank(self) -> Iterator[WorkItem]:
        until, calendar = self.creditor.bank_until, jurisdiction().calendar
        if not self.standing or (until and calendar.contact_days_between(until, self.on) <= BANK_DAYS):
            return
        far = day_in_words(until) if until else Text("", "")
        since = Text(f"De bank is bijgewerkt tot en met {far.nl}", f"The bank is up to date until {far.en}")
        never = Text("Er is nog geen bankafschrift ingelezen", "No bank statement was read yet")
        why = since if until else never
        yield WorkItem(
            "bank",
            Text(
                f"{why.nl}. Zo weet Akkoord niet wie er betaald heeft, en gaat er niets uit.",
                f"{why.en}. Akkoord cannot know who paid, and sends nothing.",
            ),
            open=sum(total for total, _ in self.standing.values()),
        )

    def payments(self) -> Iterator[WorkItem]:
        free = Payment.objects.filter(creditor=self.creditor, free__gt=0, set_aside=False, on__lte=self.on)
        found = free.aggregate(count=Count("id"), total=Sum("free"), first=Min("on"))
        if not found["count"]:
            return
        many = found["count"] != 1
        yield WorkItem(
            "place-payment",
            Text(
                f"{found['count']} {'betalingen horen' if many else 'betaling hoort'} nog nergens bij. "
                "Wie dit betaalde, wordt zolang niet gemaand.",
                f"{found['count']} {'payments have' if many else 'payment has'} still to be placed. Who paid it is not reminded meanwhile.",
            ),
            open=found["total"],
            since=found["first"],
            count=found["count"],
        )

    def trouble(self) -> Iterator[WorkItem]:
        """Mail that does not leave or come in for longer than a moment. It goes on by itself; perhaps a setting is wrong."""
        for state in ChannelState.objects.filter(creditor=self.creditor, since__date__lte=self.on, tries__gt=1):
            waiting = Outbox.objects.filter(creditor=self.creditor, channel="email", state="queued").count()
            if state.channel == "email" and waiting and self.creditor.sending_on:
                yield WorkItem("mail-trouble", mail_waits(waiting, state.error), count=waiting)
            elif state.channel == "inbox" and self.creditor.imap_host:
                yield WorkItem("inbox-trouble", inbox_closed(state.error))

    def failed(self) -> Iterator[WorkItem]:
        rows = Outbox.objects.filter(creditor=self.creditor, state="failed", letter__state="approved").select_related("letter__debtor")
        for row in rows:
            why = Text(f"Versturen naar {row.recipient} lukte niet: {row.error}", f"Sending to {row.recipient} failed: {row.error}")
            yield self._item("send-failed", why, row.letter.debtor, letter_id=row.letter_id)

    def letters(self) -> Iterator[WorkItem]:
        drafts = Letter.objects.filter(creditor=self.creditor, state="draft", made_on__lte=self.on)
        for letter in drafts.prefetch_related("debtor").defer("pdf", "content", "blocks"):
            word = STEP_WORDS[letter.kind]
            nl, en = f"{word.nl} van {shown(letter.asked)} ligt klaar.", f"{word.en} for {shown(letter.asked, language='en')} is ready."
            last = letter.last_day if letter.changed else all_steps()[letter.kind].last_day(self.on, jurisdiction())
            if last:
                nl += f" Uiterste betaaldag wordt {day_in_words(last).nl}."
                en += f" The last day to pay will be {day_in_words(last).en}."
            yield self._item("read-letter", Text(nl, en), letter.debtor, letter_id=letter.id)

    def printing(self) -> Iterator[WorkItem]:
        if self.creditor.post == "automatic" or not self.creditor.sending_on or self.creditor.test_address:
            return
        rows = Outbox.objects.filter(creditor=self.creditor, channel="post", state="queued")
        for row in rows.select_related("letter__debtor"):
            word = STEP_WORDS[row.letter.kind]
            why = Text(f"{word.nl} is goedgekeurd en moet nog op de post.", f"{word.en} is approved and has still to be posted.")
            yield self._item("print-letter", why, row.letter.debtor, letter_id=row.letter_id)

    def tasks(self) -> Iterator[WorkItem]:
        rows = Task.objects.filter(creditor=self.creditor, done_on=None, due_on__lte=self.on, made_on__lte=self.on)
        holds = Hold.objects.filter(creditor=self.creditor, invoice_id=None, ended_on=None, since__lte=self.on)
        held = set(holds.exclude(until__lt=self.on).values_list("debtor_id", flat=True))
        contact = jurisdiction().calendar.is_contact_day(self.on)  # nobody is called on a Sunday or a public holiday
        for task in rows.select_related("debtor"):
            if task.kind == "call" and (task.debtor_id in held or not contact):
                continue
            time = suggested_time(attempts=task.attempts, business=task.debtor.kind != "consumer") if task.kind == "call" else ""
            yield self._item(task.kind, _why(task), task.debtor, task_id=task.id, suggested_time=time)

    def disputes(self) -> Iterator[WorkItem]:
        rows = Hold.objects.filter(creditor=self.creditor, kind="dispute", ended_on=None, since__lte=self.on)
        for hold in rows.select_related("debtor"):
            days = (self.on - hold.since).days
            why = Text(
                f"Klacht staat {days} {'dag' if days == 1 else 'dagen'} bij ons open. Tot die tijd gaat er niets uit.",
                f"A complaint has been with us for {days} {'day' if days == 1 else 'days'}. Until it is settled nothing is sent.",
            )
            yield self._item("answer-dispute", why, hold.debtor, hold_id=hold.id)

    def prescriptions(self) -> Iterator[WorkItem]:
        by_debtor: dict[int, list[Prescribing]] = defaultdict(list)
        for one in prescribing(self.open, on=self.on, tolerance=self.creditor.tolerance):
            by_debtor[one.invoice.debtor_id].append(one)
        for found in by_debtor.values():
            first = next((one for one in found if not one.passed(self.on)), found[-1]).invoice
            why = because(found, on=self.on)
            yield self._item("prescription", why, first.debtor, invoice_id=first.id, urgency=urgency(found, on=self.on))

    def work(self) -> Iterator[WorkItem]:
        """Work that somebody should look at: the money went another way, or who does it could not be told."""
        untold = WorkNotice.objects.filter(creditor=self.creditor, state="failed").values("work_id")
        rows = OngoingWork.objects.filter(~Q(look="") | Q(id__in=untold), creditor=self.creditor)
        for one in rows.select_related("debtor"):
            word = LOOK_WORDS.get(one.look, UNTOLD)
            name = one.name[:1].upper() + one.name[1:]
            why = Text(f"{name}: {word.nl}", f"{name}: {word.en}")
            yield self._item("work", why, one.debtor, work_id=one.id, urgency=0 if one.look else 1)

    def announcements(self) -> Iterator[WorkItem]:
        """What was to happen and did not, without a reason to wait; who is on the list for it already is not named twice."""
        rows = list(announcement_list.listed(self.creditor, on=self.on, which="late"))
        debtors = [one.debtor_id for one in rows]
        asked = Task.objects.filter(creditor=self.creditor, kind="handover", done_on=None, debtor_id__in=debtors)
        waiting = Letter.objects.filter(creditor=self.creditor, state="draft", debtor_id__in=debtors)
        seen = {*asked.values_list("debtor_id", flat=True), *waiting.values_list("debtor_id", flat=True)}
        for one in in_words(self.creditor, [row for row in rows if row.debtor_id not in seen], on=self.on):
            day = day_in_words(one.row.due_on)
            nl = f"{one.what.nl} was aangekondigd voor {day.nl}. {one.waits.nl}"
            en = f"{one.what.en} was announced for {day.en}. {one.waits.en}"
            yield self._item("announcement", Text(nl, en), one.row.debtor, announcement_id=one.row.id, urgency=1)


def _why(task: Task) -> Text:
    if task.kind in MAIL_TASKS:
        return MAIL_TASKS[task.kind](task.note)
    if task.kind == "handover":
        return Text("De aangekondigde dag is er en er is niet betaald.", "The day that was announced has come and it was not paid.")
    if task.attempts:
        return Text(f"{task.attempts} keer gebeld zonder resultaat.", f"Called {task.attempts} times without result.")
    return Text("De herinnering bleef zonder antwoord.", "The reminder was not answered.")


def expected_soon(*, creditor: Creditor, on: date, days: int = 7) -> int:
    """Cents that were promised for the days to come."""
    promised = Hold.objects.filter(creditor=creditor, kind="promise", ended_on=None, until__gte=on, until__lte=on + timedelta(days=days))
    return promised.aggregate(total=Sum("amount"))["total"] or 0
