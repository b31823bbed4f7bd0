"""Mail of debtors: read what they wrote and say that it was read; and an address from which mail came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akkoord.core.mail.text import own_words
from akkoord.store.models import InboundMail, Task
from akkoord.store.queries import debtor_page
from akkoord.web import clock
from akkoord.web.forms.debtor import HOLDS
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.stand import stand, time_line
from akkoord.web.told import tell
from akkoord.web.views.decide import decide, number
from akkoord.web.views.handover import of_task
from akkoord.web.views.portal import locked
from akkoord.work.mail.bounced import address_works, came_back, without_email
from akkoord.work.mail.replies import mark_read
from akkoord.work.owed import owed

EARLIER = 8  # events shown beside a mail
MOST = 20  # mails shown at once
REASONS = [(kind, label) for kind, label in HOLDS if kind in ("promise", "dispute", "hold")]


class Shown(NamedTuple):
    """A mail with what its sender wrote himself apart from what he quoted."""

    mail: InboundMail
    own: str
    quoted: str


def _shown(mail: InboundMail) -> Shown:
    return Shown(mail, *own_words(mail.text))


def _beside(request: DeskRequest, debtor: Any) -> dict[str, Any]:
    """What one wants to know of the debtor while reading."""
    on = clock.shown_day(request)
    events = list(debtor_page.events(request.desk, debtor.id, on=on)[:EARLIER])
    return {"debtor": debtor, **stand(owed(debtor=debtor, on=on)), "days": time_line(request.desk, events), "reasons": REASONS}


@require_GET
def mail(request: DeskRequest, mail_id: int) -> HttpResponse:
    """One mail, read before or not."""
    one = get_object_or_404(request.desk.mails().select_related("debtor"), id=mail_id)
    return render(request, "mails/mail.html", {"shown": [_shown(one)], "mail": one, **_beside(request, one.debtor)})


def reply(request: DeskRequest, task: Task) -> HttpResponse:
    """Everything of this debtor that nobody read, and what to do about it; afterwards, what was read then."""
    mails = request.desk.mails().filter(debtor_id=task.debtor_id, kind="reply")
    mails = mails.filter(read_on=None) if task.done_on is None else mails.filter(read_on=task.done_on)
    shown = [_shown(one) for one in mails.order_by("id")[:MOST]]
    context = {"task": task, "shown": shown, "upto": shown[-1].mail.id if shown else 0, **_beside(request, task.debtor)}
    return render(request, "mails/reply.html", context)


def address(request: DeskRequest, task: Task) -> HttpResponse:
    """The addresses of this debtor from which mail came back, and what to do about it."""
    debtor = task.debtor
    contacts = [one for one in request.desk.contacts().filter(debtor_id=debtor.id).order_by("name", "id") if came_back(one)]
    own = debtor.email if came_back(debtor) else ""
    context = {"task": task, "own": own, "contacts": contacts, "post": bool(debtor.street and (debtor.postcode or debtor.city))}
    return render(request, "mails/address.html", {**context, **_beside(request, debtor)})


PAGES: Mapping[str, Callable[[DeskRequest, Task], HttpResponse]] = {
    "read-reply": reply,
    "bad-address": address,
    "bad-number": number,
    "decide": decide,
    "portal-locked": locked,
    "partner": lambda request, task: of_task(request, task.debtor),
}


@require_POST
@may_work
def read(request: DeskRequest, task_id: int) -> HttpResponse:
    """What was shown is read; the ladder goes on."""
    task = _task(request, task_id, "read-reply")
    upto = request.POST.get("upto", "")
    number = int(upto) if upto.isdecimal() and len(upto) < 20 else None
    refused = mark_read(desk=request.desk, debtor_id=task.debtor_id, on=clock.today(), at=clock.now(), upto=number)
    tell(request, refused, _("Gelezen. Akkoord gaat met %(name)s verder waar het was.") % {"name": task.debtor.name})
    return redirect("today")


@require_POST
@may_work
def address_right(request: DeskRequest, task_id: int) -> HttpResponse:
    """The address is right all the same."""
    task = _task(request, task_id, "bad-address")
    refused = address_works(desk=request.desk, debtor_id=task.debtor_id, on=clock.today(), at=clock.now())
    tell(request, refused, _("Akkoord gebruikt het adres weer."))
    return redirect("debtor", task.debtor_id)


@require_POST
@may_work
def address_without(request: DeskRequest, task_id: int) -> HttpResponse:
    """There is no better address."""
    task = _task(request, task_id, "bad-address")
    refused = without_email(desk=request.desk, debtor_id=task.debtor_id, on=clock.today(), at=clock.now())
    tell(request, refused, _("Akkoord schrijft %(name)s voortaan per post.") % {"name": task.debtor.name})
    return redirect("debtor", task.debtor_id)


def _task(request: DeskRequest, task_id: int, kind: str) -> Task:
    return get_object_or_404(request.desk.tasks().select_related("debtor"), id=task_id, kind=kind)


urlpatterns = [
    path("antwoorden/<int:mail_id>/", mail, name="mail"),
    path("taken/<int:task_id>/gelezen/", read, name="reply_read"),
    path("taken/<int:task_id>/adres-klopt/", address_right, name="address_right"),
    path("taken/<int:task_id>/zonder-e-mail/", address_without, name="address_without"),
]
