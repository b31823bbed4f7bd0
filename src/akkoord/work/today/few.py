"""The kinds of work of which there are few: found and put into words at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Count, Min, Q, Sum

from akkoord.core.day_words import in_words as day_in_words
from akkoord.core.ladder.next_step import BANK_DAYS
from akkoord.core.problem import Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Agreed, Announcement, ChannelState, Letter, OngoingWork, Outbox, Payment, Task, WorkNotice
from akkoord.store.queries import announcement_list
from akkoord.work.announced import in_words
from akkoord.work.mail.mail_words import inbox_closed, mail_waits
from akkoord.work.ongoing.work_words import LOOK_WORDS, UNTOLD
from akkoord.work.prescription import Prescribing, prescribing
from akkoord.work.prescription_words import because, urgency
from akkoord.work.today.day import Day
from akkoord.work.today.item import WorkItem
from akkoord.work.today.lacking import stuck
from akkoord.work.today.ours import tell_ours
from akkoord.work.today.places import NOT_YET, NOW
from akkoord.work.watch.ours import due


def few(day: Day) -> Iterator[WorkItem]:
    """All of them."""
    for kind in (_callbacks, _bank, _trouble, _payments, _agreed, _prescriptions, _work, _announcements, stuck):
        yield from kind(day)


def _callbacks(day: Day) -> Iterator[WorkItem]:
    """Who was promised a call at a time: on top once it has come, and not called before."""
    calendar = jurisdiction().calendar
    tasks = list(day.tasks.filter(kind="call").exclude(minute=None).select_related("debtor").order_by("due_on", "minute", "id"))
    if not tasks or not calendar.is_contact_day(day.on):
        return
    day.know([task.debtor_id for task in tasks])
    for rank, task in enumerate(tasks):
        if task.debtor_id in day.unread or task.minute is None:
            continue
        now = task.due_on < day.on or day.at is None or task.minute <= day.at
        more = {"task_id": task.id, "suggested_time": f"{task.minute:%H:%M}", "place": NOW if now else NOT_YET, "urgency": -rank}
        yield day.item("call", _promised_call(task, day), task.debtor, **more)


def _promised_call(task: Task, day: Day) -> Text:
    at = f"{task.minute:%H:%M}"
    if task.due_on < day.on:
        last = day_in_words(task.due_on)
        return Text(f"U zou {last.nl} om {at} uur terugbellen.", f"You were to call back on {last.en} at {at}.")
    if day.at is not None and task.minute is not None and task.minute > day.at:
        return Text(f"Afgesproken: om {at} uur terugbellen. Bel niet eerder.", f"Agreed: call back at {at}. Do not call before.")
    return Text(f"Afgesproken: om {at} uur terugbellen.", f"Agreed: call back at {at}.")


def _agreed(day: Day) -> Iterator[WorkItem]:
    """What we said that we would do by now; what is late comes first."""
    rows = dict(due(day.creditor, on=day.on).values_list("id", "day"))
    if rows:
        day.know(Agreed.objects.filter(creditor=day.creditor, id__in=list(rows)).values("debtor_id"))
        for number, item in tell_ours(day, list(rows)):
            last = rows[number]
            yield replace(item, urgency=2 if last is not None and last < day.on else 1)


def _bank(day: Day) -> Iterator[WorkItem]:
    until, calendar = day.creditor.bank_until, jurisdiction().calendar
    if not day.figures.late or (until and calendar.contact_days_between(until, day.on) <= BANK_DAYS):
        return
    far = day_in_words(until) if until else Text("", "")
    since = Text(f"De bank is bijgewerkt tot en met {far.nl}", f"The bank is up to date until {far.en}")
    never = Text("Er is nog geen bankafschrift ingelezen", "No bank statement was read yet")
    why = since if until else never
    told = Text(
        f"{why.nl}. Zo weet Akkoord niet wie er betaald heeft, en gaat er niets uit.",
        f"{why.en}. Akkoord cannot know who paid, and sends nothing.",
    )
    yield WorkItem("bank", told, open=day.figures.late)


def _payments(day: Day) -> Iterator[WorkItem]:
    free = Payment.objects.filter(creditor=day.creditor, free__gt=0, set_aside=False, on__lte=day.on)
    found = free.aggregate(count=Count("id"), total=Sum("free"), first=Min("on"))
    if not found["count"]:
        return
    many = found["count"] != 1
    why = Text(
        f"{found['count']} {'betalingen horen' if many else 'betaling hoort'} nog nergens bij. "
        "Wie dit betaalde, wordt zolang niet gemaand.",
        f"{found['count']} {'payments have' if many else 'payment has'} still to be placed. Who paid it is not reminded meanwhile.",
    )
    yield WorkItem("place-payment", why, open=found["total"], since=found["first"], count=found["count"])


def _trouble(day: Day) -> Iterator[WorkItem]:
    """Mail that does not leave or come in for longer than a moment. It goes on by itself; perhaps a setting is wrong."""
    for state in ChannelState.objects.filter(creditor=day.creditor, since__date__lte=day.on, tries__gt=1):
        waiting = Outbox.objects.filter(creditor=day.creditor, channel="email", state="queued").count()
        if state.channel == "email" and waiting and day.creditor.sending_on:
            yield WorkItem("mail-trouble", mail_waits(waiting, state.error), count=waiting)
        elif state.channel == "inbox" and day.creditor.imap_host:
            yield WorkItem("inbox-trouble", inbox_closed(state.error))


def _prescriptions(day: Day) -> Iterator[WorkItem]:
    by_debtor: dict[int, list[Prescribing]] = defaultdict(list)
    for one in prescribing(day.open, on=day.on, tolerance=day.creditor.tolerance):
        by_debtor[one.invoice.debtor_id].append(one)
    if by_debtor:
        day.know(by_debtor)
    for found in by_debtor.values():
        first = next((one for one in found if not one.passed(day.on)), found[-1]).invoice
        why = because(found, on=day.on)
        yield day.item("prescription", why, first.debtor, invoice_id=first.id, urgency=urgency(found, on=day.on))


def _work(day: Day) -> Iterator[WorkItem]:
    """Work that somebody should look at: the money went another way, or who does it could not be told."""
    untold = WorkNotice.objects.filter(creditor=day.creditor, state="failed").values("work_id")
    rows = list(OngoingWork.objects.filter(~Q(look="") | Q(id__in=untold), creditor=day.creditor).select_related("debtor"))
    if not rows:
        return
    day.know([one.debtor_id for one in rows])
    for one in rows:
        word = LOOK_WORDS.get(one.look, UNTOLD)
        name = one.name[:1].upper() + one.name[1:]
        why = Text(f"{name}: {word.nl}", f"{name}: {word.en}")
        yield day.item("work", why, one.debtor, work_id=one.id, urgency=0 if one.look else 1)


def _announcements(day: Day) -> Iterator[WorkItem]:
    """What was to happen and did not, without a reason to wait; who is on the list for it already is not named twice."""
    if not Announcement.objects.filter(creditor=day.creditor, state="running", due_on__lt=day.on).exists():
        return
    rows = list(announcement_list.listed(day.creditor, on=day.on, which="late"))
    debtors = [one.debtor_id for one in rows]
    asked = Task.objects.filter(creditor=day.creditor, kind="handover", done_on=None, debtor_id__in=debtors)
    waiting = Letter.objects.filter(creditor=day.creditor, state="draft", debtor_id__in=debtors)
    seen = {*asked.values_list("debtor_id", flat=True), *waiting.values_list("debtor_id", flat=True)}
    day.know(debtors)
    for one in in_words(day.creditor, [row for row in rows if row.debtor_id not in seen], on=day.on):
        due = day_in_words(one.row.due_on)
        nl = f"{one.what.nl} was aangekondigd voor {due.nl}. {one.waits.nl}"
        en = f"{one.what.en} was announced for {due.en}. {one.waits.en}"
        yield day.item("announcement", Text(nl, en), one.row.debtor, announcement_id=one.row.id, urgency=1)
