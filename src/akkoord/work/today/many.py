"""The kinds of work of which there may be thousands: found by their numbers alone, and put into words where they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from akkoord.core.behaviour.priority import suggested_time
from akkoord.core.day_words import in_words as day_in_words
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.money import shown
from akkoord.core.problem import Text
from akkoord.jurisdictions import jurisdiction
from akkoord.steps import all_steps
from akkoord.store.models import Hold, Letter, Outbox, Task
from akkoord.work.mail_words import MAIL_TASKS
from akkoord.work.today.day import Day
from akkoord.work.today.item import Found, WorkItem


@dataclass(frozen=True, slots=True)
class Kind:
    """`find` gives what there is to do; `tell` puts those of these rows into words, each with its row."""

    find: Callable[[Day], Iterator[Found]]
    tell: Callable[[Day, Sequence[int]], Iterator[tuple[int, WorkItem]]]


def _by_debtor(day: Day, rows: QuerySet[Any], step: str, kind: str, *, debtor: str = "debtor_id") -> Iterator[Found]:
    day.know(rows.order_by().values(debtor))
    for number, whose in rows.order_by().values_list("id", debtor):
        yield day.found(step, kind, whose, number)


def _find_failed(day: Day) -> Iterator[Found]:
    rows = Outbox.objects.filter(creditor=day.creditor, state="failed", letter__state="approved")
    return _by_debtor(day, rows, "send-failed", "failed", debtor="letter__debtor_id")


def _tell_failed(day: Day, numbers: Sequence[int]) -> Iterator[tuple[int, WorkItem]]:
    for row in _outbox(day, numbers):
        why = Text(f"Versturen naar {row.recipient} lukte niet: {row.error}", f"Sending to {row.recipient} failed: {row.error}")
        yield row.id, day.item("send-failed", why, row.letter.debtor, letter_id=row.letter_id)


def _outbox(day: Day, numbers: Sequence[int]) -> QuerySet[Outbox]:
    return Outbox.objects.filter(creditor=day.creditor, id__in=numbers).select_related("letter__debtor")


def _find_printing(day: Day) -> Iterator[Found]:
    if day.creditor.post == "automatic" or not day.creditor.sending_on or day.creditor.test_address:
        return iter(())
    rows = Outbox.objects.filter(creditor=day.creditor, channel="post", state="queued")
    return _by_debtor(day, rows, "print-letter", "printing", debtor="letter__debtor_id")


def _tell_printing(day: Day, numbers: Sequence[int]) -> Iterator[tuple[int, WorkItem]]:
    for row in _outbox(day, numbers):
        word = STEP_WORDS[row.letter.kind]
        why = Text(f"{word.nl} is goedgekeurd en moet nog op de post.", f"{word.en} is approved and has still to be posted.")
        yield row.id, day.item("print-letter", why, row.letter.debtor, letter_id=row.letter_id)


def _find_letters(day: Day) -> Iterator[Found]:
    drafts = Letter.objects.filter(creditor=day.creditor, state="draft", made_on__lte=day.on)
    return _by_debtor(day, drafts, "read-letter", "letters")


def _tell_letters(day: Day, numbers: Sequence[int]) -> Iterator[tuple[int, WorkItem]]:
    rows = Letter.objects.filter(creditor=day.creditor, id__in=numbers).prefetch_related("debtor")
    for letter in rows.defer("pdf", "content", "blocks"):
        word = STEP_WORDS[letter.kind]
        nl, en = f"{word.nl} van {shown(letter.asked)} ligt klaar.", f"{word.en} for {shown(letter.asked, language='en')} is ready."
        last = letter.last_day if letter.changed else all_steps()[letter.kind].last_day(day.on, jurisdiction())
        if last:
            nl += f" Uiterste betaaldag wordt {day_in_words(last).nl}."
            en += f" The last day to pay will be {day_in_words(last).en}."
        yield letter.id, day.item("read-letter", Text(nl, en), letter.debtor, letter_id=letter.id)


def _find_tasks(day: Day) -> Iterator[Found]:
    rows = Task.objects.filter(creditor=day.creditor, done_on=None, due_on__lte=day.on, made_on__lte=day.on).order_by()
    if not jurisdiction().calendar.is_contact_day(day.on):
        rows = rows.exclude(kind="call")  # nobody is called on a Sunday or a public holiday
    holds = Hold.objects.filter(creditor=day.creditor, invoice_id=None, ended_on=None, since__lte=day.on)
    held = set(holds.exclude(until__lt=day.on).values_list("debtor_id", flat=True))
    day.know(rows.values("debtor_id"))
    for number, debtor, kind in rows.values_list("id", "debtor_id", "kind"):
        if kind != "call" or debtor not in held:
            yield day.found(kind, "tasks", debtor, number)


def _tell_tasks(day: Day, numbers: Sequence[int]) -> Iterator[tuple[int, WorkItem]]:
    for task in Task.objects.filter(creditor=day.creditor, id__in=numbers).select_related("debtor"):
        business = task.debtor.kind != "consumer"
        time = suggested_time(attempts=task.attempts, business=business) if task.kind == "call" else ""
        yield task.id, day.item(task.kind, _why(task), task.debtor, task_id=task.id, suggested_time=time)


def _why(task: Task) -> Text:
    if task.kind in MAIL_TASKS:
        return MAIL_TASKS[task.kind](task.note)
    if task.kind == "handover":
        return Text("De aangekondigde dag is er en er is niet betaald.", "The day that was announced has come and it was not paid.")
    if task.attempts:
        return Text(f"{task.attempts} keer gebeld zonder resultaat.", f"Called {task.attempts} times without result.")
    return Text("De herinnering bleef zonder antwoord.", "The reminder was not answered.")


def _find_disputes(day: Day) -> Iterator[Found]:
    rows = Hold.objects.filter(creditor=day.creditor, kind="dispute", ended_on=None, since__lte=day.on)
    return _by_debtor(day, rows, "answer-dispute", "disputes")


def _tell_disputes(day: Day, numbers: Sequence[int]) -> Iterator[tuple[int, WorkItem]]:
    for hold in Hold.objects.filter(creditor=day.creditor, id__in=numbers).select_related("debtor"):
        days = (day.on - hold.since).days
        why = Text(
            f"Klacht staat {days} {'dag' if days == 1 else 'dagen'} bij ons open. Tot die tijd gaat er niets uit.",
            f"A complaint has been with us for {days} {'day' if days == 1 else 'days'}. Until it is settled nothing is sent.",
        )
        yield hold.id, day.item("answer-dispute", why, hold.debtor, hold_id=hold.id)


KINDS = {
    "failed": Kind(_find_failed, _tell_failed),
    "letters": Kind(_find_letters, _tell_letters),
    "printing": Kind(_find_printing, _tell_printing),
    "tasks": Kind(_find_tasks, _tell_tasks),
    "disputes": Kind(_find_disputes, _tell_disputes),
}
