"""What comes in on the example's last day: a question on the payment page, two calls, and a question for the strategy lab."""

from __future__ import annotations

from datetime import date, datetime

from akkoord.store.access import Desk, Guest
from akkoord.store.models import Call, Debtor, PortalLink
from akkoord.store.models.portal import PortalAct
from akkoord.work.conversation.agreeing import put_agreed
from akkoord.work.conversation.hang_up import hang_up
from akkoord.work.conversation.say import say_reason
from akkoord.work.conversation.start import start_call
from akkoord.work.lab.ask import ask_lab
from akkoord.work.portal.links import make_link
from akkoord.work.portal.say import Said, say

QUESTION = "Op de factuur staat alleen het totaal. Kunt u mij sturen wat daarvan de planten waren en wat het werk?"
WAITS = "Wij wachten zelf nog op een klant; als die betaalt, bent u de eerste."


def last_day(desk: Desk, *, on: date, at: datetime, called: datetime) -> None:
    """Somebody asks, one promises on the phone, one does not answer, and Karin wonders what her bounds would bring. `called` is a
    moment at which one may call, on that day or the last working day before it."""
    desk.creditor.portal_on = True
    desk.creditor.save(update_fields=["portal_on"])
    found = _undisturbed(desk, on)
    for debtor, what in zip(found, (_asks, _promises, _does_not_answer), strict=False):
        moment = at if what is _asks else called
        what(desk, debtor, moment.date(), moment)
    ask_lab(desk=desk, kind="business", on=on, at=at)


def _undisturbed(desk: Desk, on: date) -> list[Debtor]:
    """Who is late and has a phone, and for whom nothing waits: no promise, no complaint, no work on the list."""
    late = desk.invoices().filter(kind="invoice", open__gt=0, due_on__lt=on).values("debtor_id")
    busy = {*desk.holds().filter(ended_on=None).values_list("debtor_id", flat=True)}
    busy |= {*desk.tasks().filter(done_on=None).values_list("debtor_id", flat=True)}
    return [one for one in desk.debtors().filter(id__in=late).exclude(phone="").order_by("number") if one.id not in busy]


def _asks(desk: Desk, debtor: Debtor, on: date, at: datetime) -> None:
    link = make_link(desk=desk, debtor_id=debtor.id, on=on, at=at)
    if isinstance(link, PortalLink):
        say(Guest(desk.creditor, debtor, link), Said(PortalAct.QUESTION, text=QUESTION), on=on, at=at)


def _promises(desk: Desk, debtor: Debtor, on: date, at: datetime) -> None:
    call = start_call(desk=desk, debtor_id=debtor.id, on=on, at=at)
    if isinstance(call, Call):
        say_reason(desk=desk, call_id=call.id, reason="awaiting-own-customer", words=WAITS, chosen=True, on=on)
        put_agreed(desk=desk, call_id=call.id, kind="promise", on=on)
        hang_up(desk=desk, call_id=call.id, outcome="reached", on=on, at=at)


def _does_not_answer(desk: Desk, debtor: Debtor, on: date, at: datetime) -> None:
    call = start_call(desk=desk, debtor_id=debtor.id, on=on, at=at)
    if isinstance(call, Call):
        hang_up(desk=desk, call_id=call.id, outcome="voicemail", on=on, at=at)
