"""The debtor's own page as the company sees it: the links of a debtor, what he paid there, what he sent, and who tried to look."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.core.problem import Refusal
from akkoord.store.models import Debtor, PortalLink, Task
from akkoord.web import clock
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import tell
from akkoord.work.portal.enter import TASK, looked_at_wrong
from akkoord.work.portal.links import address_of, make_link, open_links, path_of, revoke_link
from akkoord.work.portal.paid_elsewhere import say_booked

LINKS, FILES = 5, 10  # shown at most


def portal_of(request: DeskRequest, debtor: Debtor, *, on: date) -> dict[str, Any]:
    """What stands on the debtor's page: his links, what he paid elsewhere, what he sent."""
    desk = request.desk
    links = open_links(desk, debtor.id, on=on)[:LINKS] if desk.creditor.portal_on else []
    return {
        "portal_links": [(one, address_of(one) or request.build_absolute_uri(path_of(one)), _seen(one)) for one in links],
        "pay_links": list(desk.pay_links().filter(debtor_id=debtor.id, state="paid", settled_on=None).order_by("id")),
        "debtor_files": list(desk.debtor_files().filter(debtor_id=debtor.id).order_by("-id")[:FILES]),
    }


def _seen(link: PortalLink) -> date | None:
    """The day on which he last looked, by the clock on the wall."""
    return timezone.localtime(link.last_seen).date() if link.last_seen else None


@require_POST
@may_work
def link_make(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """A link to give to him in another way than by a letter."""
    debtor = get_object_or_404(request.desk.debtors(), id=debtor_id)
    made = make_link(desk=request.desk, debtor_id=debtor.id, on=clock.today(), at=clock.now())
    tell(request, made if isinstance(made, Refusal) else None, _("De link is gemaakt. Hij staat hieronder, om zelf te geven."))
    return redirect(f"{reverse('debtor', args=[debtor.id])}#betaalpagina")


@require_POST
@may_work
def link_revoke(request: DeskRequest, link_id: int) -> HttpResponse:
    """A link opens nothing any more."""
    link = get_object_or_404(request.desk.portal_links(), id=link_id)
    refused = revoke_link(desk=request.desk, link_id=link.id, on=clock.today(), at=clock.now())
    tell(request, refused, _("De link werkt niet meer."))
    return redirect("debtor", link.debtor_id)


@require_POST
@may_work
def pay_booked(request: DeskRequest, pay_id: int) -> HttpResponse:
    """What was paid by Mollie is booked."""
    row = get_object_or_404(request.desk.pay_links(), id=pay_id)
    refused = say_booked(desk=request.desk, pay_id=row.id, on=clock.today(), at=clock.now())
    tell(request, refused, _("Genoteerd. Akkoord wacht niet meer op deze betaling."))
    return redirect("debtor", row.debtor_id)


def locked(request: DeskRequest, task: Task) -> HttpResponse:
    """Somebody answered wrongly too often: what that means, and what to do."""
    rows = request.desk.portal_links().filter(debtor_id=task.debtor_id, revoked_at=None, wrong__gt=0).order_by("-id")[:LINKS]
    return render(request, "tasks/portal_locked.html", {"task": task, "debtor": task.debtor, "links": rows})


@require_POST
@may_work
def locked_seen(request: DeskRequest, task_id: int) -> HttpResponse:
    """Somebody looked at it."""
    task = get_object_or_404(request.desk.tasks().select_related("debtor"), id=task_id, kind=TASK)
    tell(request, looked_at_wrong(desk=request.desk, task_id=task.id, on=clock.today(), at=clock.now()), _("Gezien."))
    return redirect("debtor", task.debtor_id)


urlpatterns = [
    path("debiteuren/<int:debtor_id>/link/", link_make, name="portal_link"),
    path("links/<int:link_id>/intrekken/", link_revoke, name="portal_revoke"),
    path("betalingen/online/<int:pay_id>/geboekt/", pay_booked, name="pay_booked"),
    path("taken/<int:task_id>/gezien/", locked_seen, name="portal_seen"),
]
