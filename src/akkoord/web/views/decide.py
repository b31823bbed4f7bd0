"""What a person decides after a call: whether the ladder goes on, or everything stays as it is. And a number that is not right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.core.order import CHECKS
from akkoord.store.models import Task
from akkoord.web import clock
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import warn
from akkoord.work.watch import heard


def decide(request: DeskRequest, task: Task) -> HttpResponse:
    """What holds everything at this debtor, and the two ways on."""
    holds = heard.held_by(request.desk, task.debtor_id)
    return render(request, "tasks/decide.html", {"task": task, "debtor": task.debtor, "holds": holds})


def number(request: DeskRequest, task: Task) -> HttpResponse:
    """A number that is not right is mended where the others are."""
    return redirect("order-kind", CHECKS["wrong-phone"].slug)


@require_POST
@may_work
def decided(request: DeskRequest, task_id: int) -> HttpResponse:
    """Somebody decided."""
    task = get_object_or_404(request.desk.tasks().select_related("debtor"), id=task_id, kind=heard.TASK)
    go_on = request.POST.get("do") == "go-on"
    refusal = heard.decide(desk=request.desk, task_id=task.id, go_on=go_on, on=clock.today(), at=clock.now())
    if refusal:
        warn(request, refusal)
    elif go_on:
        messages.success(request, _("Akkoord gaat met %(name)s verder waar het was.") % {"name": task.debtor.name})
    else:
        messages.success(request, _("Het blijft zo. Bij %(name)s gaat niets uit tot u het wachten beëindigt.") % {"name": task.debtor.name})
    return redirect("debtor", task.debtor_id)


urlpatterns = [path("taken/<int:task_id>/beslissen/", decided, name="decided")]
