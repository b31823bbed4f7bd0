"""Calling, and handing over: what a person does himself, with what he needs to know beside it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.core.handover.readiness import missing
from akkoord.store.models import Task
from akkoord.store.queries import debtor_page, task_page
from akkoord.web import clock
from akkoord.web.forms.task import WithdrawForm
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.stand import stand, time_line
from akkoord.web.told import warn
from akkoord.web.views import call
from akkoord.web.views.debtor_forms import refuse
from akkoord.web.views.mails import PAGES
from akkoord.work.handover.confirm import confirm_handover, ready_invoices, withdraw_handover
from akkoord.work.handover.ready import checked
from akkoord.work.owed import owed

EARLIER = 8  # events shown beside the work


def task_of(request: DeskRequest, task_id: int) -> Task:
    """This company's task with its debtor, or the page that says there is none."""
    return get_object_or_404(request.desk.tasks().select_related("debtor"), id=task_id)


def task(request: DeskRequest, task_id: int) -> HttpResponse:
    """A call or a hand-over; what is done already says what came of it."""
    one = task_of(request, task_id)
    if one.desk_case_id is not None:
        return redirect("desk_case", one.desk_case_id)
    if one.kind in PAGES:
        return PAGES[one.kind](request, one)
    if one.kind == "handover":
        return _handover(request, one, WithdrawForm())
    return call.before(request, one.debtor, task=one)


@require_POST
@may_work
def handover_confirm(request: DeskRequest, task_id: int) -> HttpResponse:
    """Hands over what was announced."""
    one = get_object_or_404(request.desk.tasks().select_related("debtor"), id=task_id, kind="handover")
    refusals = confirm_handover(desk=request.desk, task_id=one.id, on=clock.today(), at=clock.now())
    for refusal in refusals:
        warn(request, refusal)
    if not refusals:
        messages.success(request, _("%(name)s is overgedragen.") % {"name": one.debtor.name})
    return redirect("debtor", one.debtor_id)


@require_POST
@may_work
def handover_withdraw(request: DeskRequest, task_id: int) -> HttpResponse:
    """Does not hand over, and says why."""
    one = get_object_or_404(request.desk.tasks().select_related("debtor"), id=task_id, kind="handover")
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _handover(request, one, form)
    because = form.cleaned_data["because"]
    refusal = withdraw_handover(desk=request.desk, task_id=one.id, because=because, on=clock.today(), at=clock.now())
    if refusal:
        refuse(form, {"": refusal})
        return _handover(request, one, form)
    messages.success(request, _("De overdracht is ingetrokken; een week lang gebeurt er niets."))
    return redirect("debtor", one.debtor_id)


def _handover(request: DeskRequest, one: Task, form: WithdrawForm) -> HttpResponse:
    ready = frozenset() if one.done_on else frozenset(ready_invoices(request.desk, one.debtor_id, clock.today()))
    announced = task_page.announced(request.desk, one.debtor_id)
    staying = list(task_page.open_numbers(request.desk, one.debtor_id, but=ready)) if ready else []
    lacking = missing(checked(debtor=one.debtor, invoices=ready, on=clock.today())) if ready else ()
    more = {"ready": ready, "announced": announced, "staying": staying, "lacking": lacking}
    return _page(request, "tasks/handover.html", one, form=form, only=ready or None, **more)


def _page(request: DeskRequest, template: str, one: Task, *, form: Any, only: frozenset[int] | None = None, **more: Any) -> HttpResponse:
    on, desk = clock.shown_day(request), request.desk
    context = {
        "task": one,
        "debtor": one.debtor,
        "form": form,
        **stand(owed(debtor=one.debtor, on=on, only=only)),
        "days": time_line(desk, list(debtor_page.events(desk, one.debtor_id, on=on)[:EARLIER])),
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound and form.errors else 200)


urlpatterns = [
    path("taken/<int:task_id>/", task, name="task"),
    path("taken/<int:task_id>/overdragen/", handover_confirm, name="handover_confirm"),
    path("taken/<int:task_id>/intrekken/", handover_withdraw, name="handover_withdraw"),
]
