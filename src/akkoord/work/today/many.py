"""The kinds of work of which there may be thousands: put in order by the database, and put into words where they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from akkoord.core.conversation.agreement import Agree
from akkoord.core.conversation.promise import Broken
from akkoord.core.day_words import in_words as day_in_words
from akkoord.core.ladder.because import not_kept
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.money import shown
from akkoord.core.problem import Text
from akkoord.jurisdictions import jurisdiction
from akkoord.steps import beside_ladder, letter_step
from akkoord.store.models import Hold, Letter, Outbox, Task
from akkoord.store.queries.debtor_totals import gain_of, most_worth
from akkoord.work.desk.words import WHY as DESK_TASKS
from akkoord.work.handover.end import TASK as PARTNER
from akkoord.work.mail.mail_words import MAIL_TASKS
from akkoord.work.numbers import TASK as BAD_NUMBER
from akkoord.work.today.best_time import Times
from akkoord.work.today.day import Day
from akkoord.work.today.item import Found, WorkItem
from akkoord.work.today.lacking import STEP, lacking, lacking_of, tell_lacking
from akkoord.work.today.ours import later, tell_ours
from akkoord.work.today.places import FIRST, LATER
from akkoord.work.watch.broken import broken_promises
from akkoord.work.watch.heard import TASK as DECIDE
from akkoord.work.watch.ours import due

Told = Iterator[tuple[int, WorkItem]]
FAR = 4  # times as many debtors are looked at as should be enough


@dataclass(frozen=True, slots=True)
class Kind:
    """`rows` are those of which each is one thing to do, `debtor` names whose it is; `tell` puts those with these numbers into
    words, each with its row. Without a `step` of its own it is what the row says."""

    name: str
    step: str
    debtor: str
    rows: Callable[[Day], QuerySet[Any]]
    tell: Callable[[Day, Sequence[int]], Told]

    def first(self, day: Day, most: int, *, of: int) -> list[Found]:
        """The first of them, in order, of so many as there are."""
        rows = self.rows(day).order_by()
        if not day.kept:
            return sorted(self._by_hand(day, rows))[:most]
        some = FAR * most * day.figures.debtors // of  # so many debtors should have more than enough of them, if none is like another
        found = self._by_database(day, rows.filter(self._among(day, some)), most) if some < of else []
        return found if len(found) == most else self._by_database(day, rows, most)

    def _among(self, day: Day, some: int) -> Q:
        """Those of the debtors at whom a push brings in most, and what goes before all that."""
        among = Q(**{f"{self.debtor}__in": most_worth(day.creditor, most=some)})
        return among if self.step else among | Q(kind__in=_BEFORE)

    def _by_database(self, day: Day, rows: QuerySet[Any], most: int) -> list[Found]:
        named = Value(FIRST.get(self.step, LATER)) if self.step else Case(*_PLACES, default=Value(LATER))
        told = rows.annotate(first=named, gain=gain_of(day.creditor, debtor=self.debtor))
        told = told.order_by("first", "-gain", self.debtor, "id").values_list("first", "gain", self.debtor, "id")
        return [Found(place, 0, -gain, debtor, row, self.name) for place, gain, debtor, row in told[:most]]

    def _by_hand(self, day: Day, rows: QuerySet[Any]) -> Iterator[Found]:
        day.know(rows.values(self.debtor))
        said = rows.annotate(said=Value(self.step) if self.step else F("kind"))
        for row, debtor, step in said.values_list("id", self.debtor, "said"):
            yield Found(FIRST.get(step, LATER), 0, -day.gain(debtor), debtor, row, self.name)


_BEFORE = [step for step in FIRST if step in MAIL_TASKS]
_PLACES = [When(kind=step, then=Value(FIRST[step])) for step in _BEFORE]


def _read(day: Day, rows: QuerySet[Any], debtor: str = "debtor_id") -> QuerySet[Any]:
    """Without those who wrote something that nobody read yet: that is read before he is called or written to."""
    return rows.exclude(**{f"{debtor}__in": day.unread}) if day.unread else rows


def _failed(day: Day) -> QuerySet[Outbox]:
    return Outbox.objects.filter(creditor=day.creditor, state="failed", letter__state="approved")


def _printing(day: Day) -> QuerySet[Outbox]:
    if day.creditor.post == "automatic" or not day.creditor.sending_on or day.creditor.test_address:
        return Outbox.objects.none()
    rows = Outbox.objects.filter(creditor=day.creditor, channel="post", state="queued")
    return _read(day, rows, "letter__debtor_id")


def _letters(day: Day) -> QuerySet[Letter]:
    return _read(day, Letter.objects.filter(creditor=day.creditor, state="draft", made_on__lte=day.on))


def _to_do(day: Day) -> QuerySet[Task]:
    """Tasks; but nobody is called of whom there is a reason to wait, nor anybody on a Sunday or a public holiday."""
    holds = Hold.objects.filter(creditor=day.creditor, invoice_id=None, ended_on=None, since__lte=day.on)
    held = holds.exclude(~Q(kind="promise"), until__lt=day.on).values("debtor_id")  # a promise stands until the bank tells
    rows = day.tasks.filter(minute=None)
    rows = rows.exclude(kind__in=("call", "handover"), debtor_id__in=day.unread) if day.unread else rows
    rows = rows.exclude(kind="call", debtor_id__in=day.nameless) if day.nameless else rows
    return rows.exclude(kind="call", debtor_id__in=held) if jurisdiction().calendar.is_contact_day(day.on) else rows.exclude(kind="call")


def _disputes(day: Day) -> QuerySet[Hold]:
    """Complaints; but those that we said we would answer by now stand among what was agreed."""
    rows = Hold.objects.filter(creditor=day.creditor, kind="dispute", ended_on=None, since__lte=day.on)
    named = due(day.creditor, on=day.on).filter(kind=Agree.COMPLAINT).exclude(hold_id=None)
    return rows.exclude(id__in=named.values("hold_id"))


def _tell_failed(day: Day, numbers: Sequence[int]) -> Told:
    for row in _outbox(day, numbers):
        why = Text(f"Versturen naar {row.recipient} lukte niet: {row.error}", f"Sending to {row.recipient} failed: {row.error}")
        yield row.id, day.item("send-failed", why, row.letter.debtor, letter_id=row.letter_id)


def _outbox(day: Day, numbers: Sequence[int]) -> QuerySet[Outbox]:
    return Outbox.objects.filter(creditor=day.creditor, id__in=numbers).select_related("letter__debtor")


def _tell_printing(day: Day, numbers: Sequence[int]) -> Told:
    for row in _outbox(day, numbers):
        word = STEP_WORDS[row.letter.kind]
        why = Text(f"{word.nl} is goedgekeurd en moet nog op de post.", f"{word.en} is approved and has still to be posted.")
        yield row.id, day.item("print-letter", why, row.letter.debtor, letter_id=row.letter_id)


def _tell_letters(day: Day, numbers: Sequence[int]) -> Told:
    rows = Letter.objects.filter(creditor=day.creditor, id__in=numbers).prefetch_related("debtor")
    for letter in rows.defer("pdf", "content", "blocks"):
        word = STEP_WORDS[letter.kind]
        nl, en = f"{word.nl} van {shown(letter.asked)} ligt klaar.", f"{word.en} for {shown(letter.asked, language='en')} is ready."
        if letter.kind in beside_ladder():
            nl, en = f"{word.nl} ligt klaar.", f"{word.en} is ready."
        last = letter.last_day if letter.changed else letter_step(letter.kind).last_day(day.on, jurisdiction())
        if last:
            nl += f" Uiterste betaaldag wordt {day_in_words(last).nl}."
            en += f" The last day to pay will be {day_in_words(last).en}."
        yield letter.id, day.item("read-letter", Text(nl, en), letter.debtor, letter_id=letter.id)


def _tell_tasks(day: Day, numbers: Sequence[int]) -> Told:
    tasks = list(Task.objects.filter(creditor=day.creditor, id__in=numbers).select_related("debtor"))
    calls = [task.debtor_id for task in tasks if task.kind == "call"]
    times = Times(day.creditor, on=day.on, debtors=calls) if calls else None
    broken = broken_promises(day.creditor, on=day.on, debtors=calls) if calls else {}
    going = [task.debtor_id for task in tasks if task.kind == "handover"]
    misses = lacking_of(day, going) if going else {}
    for task in tasks:
        best = times.of(task.debtor) if times and task.kind == "call" else None
        more = {"suggested_time": f"{best.at:%H:%M}", "time_why": best.why} if best else {}
        yield task.id, day.item(task.kind, _why(task, broken.get(task.debtor_id, ()), misses), task.debtor, task_id=task.id, **more)


_SAID: Mapping[str, Text] = {
    **DESK_TASKS,
    DECIDE: Text(
        "In een gesprek kwam iets op waarover een mens beslist. Tot die tijd gaat er niets uit.",
        "Something came up in a call that a person decides about. Until then nothing is sent.",
    ),
    PARTNER: Text("Uw incassopartner vraagt of meldt iets over deze zaak.", "Your collection partner asks or tells something of it."),
}

_DAY_HAS_COME = Text("De aangekondigde dag is er en er is niet betaald.", "The day that was announced has come and it was not paid.")


def _why(task: Task, broken: Sequence[Broken], misses: Mapping[int, Text]) -> Text:
    if task.kind in MAIL_TASKS:
        return MAIL_TASKS[task.kind](task.note)
    if task.kind in _SAID:
        return _SAID[task.kind]
    if task.kind == BAD_NUMBER:
        return Text(f"{task.note} is niet zijn nummer. Zoek een ander.", f"{task.note} is not his number. Find another one.")
    if broken and not task.attempts:
        said = not_kept(broken[0])
        return Text(f"{said.nl}.", f"{said.en}.")
    if task.kind == "handover":
        missing = misses.get(task.debtor_id)
        return Text(f"{_DAY_HAS_COME.nl} {missing.nl}", f"{_DAY_HAS_COME.en} {missing.en}") if missing else _DAY_HAS_COME
    if task.attempts:
        return Text(f"{task.attempts} keer gebeld zonder resultaat.", f"Called {task.attempts} times without result.")
    return Text("De herinnering bleef zonder antwoord.", "The reminder was not answered.")


def _tell_disputes(day: Day, numbers: Sequence[int]) -> Told:
    for hold in Hold.objects.filter(creditor=day.creditor, id__in=numbers).select_related("debtor"):
        days = (day.on - hold.since).days
        why = Text(
            f"Klacht staat {days} {'dag' if days == 1 else 'dagen'} bij ons open. Tot die tijd gaat er niets uit.",
            f"A complaint has been with us for {days} {'day' if days == 1 else 'days'}. Until it is settled nothing is sent.",
        )
        yield hold.id, day.item("answer-dispute", why, hold.debtor, hold_id=hold.id)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("failed", "send-failed", "letter__debtor_id", _failed, _tell_failed),
        Kind("letters", "read-letter", "debtor_id", _letters, _tell_letters),
        Kind("printing", "print-letter", "letter__debtor_id", _printing, _tell_printing),
        Kind("tasks", "", "debtor_id", _to_do, _tell_tasks),
        Kind("disputes", "answer-dispute", "debtor_id", _disputes, _tell_disputes),
        Kind("ours", "agreement", "debtor_id", later, tell_ours),
        Kind("lacking", STEP, "debtor_id", lacking, tell_lacking),
    )
}
