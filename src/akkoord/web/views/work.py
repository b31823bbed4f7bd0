"""The projects and subscriptions of a debtor: what they are, whether they may stop, who is told, and what happened to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import OngoingWork
from akkoord.store.queries import work_page
from akkoord.web import clock
from akkoord.web.forms.work import ReasonForm, WorkForm
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.stand import time_line
from akkoord.web.told import tell
from akkoord.web.views.debtor_forms import refuse
from akkoord.web.views.debtors import debtor_of
from akkoord.work.ongoing.keep_work import end_work, keep_work, new_secret, secret_of
from akkoord.work.ongoing.ongoing_work import answers_of
from akkoord.work.ongoing.resume_work import looked_at, resume_by_hand
from akkoord.work.ongoing.send_notices import send_notice_again
from akkoord.work.ongoing.stop_work import stop_by_hand, warned_for
from akkoord.work.ongoing.suspension_answers import judge_at
from akkoord.work.ongoing.suspension_stage import stage_of


class ByPerson(Protocol):
    """What a person does to work, with his reason."""

    def __call__(self, *, desk: Any, work_id: int, because: str, on: Any, at: Any) -> Refusal | None:
        """Do it; gives why not."""


def work_of(request: DeskRequest, debtor_id: int, work_id: int) -> OngoingWork:
    """This company's work for this debtor, or the page that says there is none."""
    return get_object_or_404(request.desk.work().select_related("debtor__creditor"), id=work_id, debtor_id=debtor_id)


def work(request: DeskRequest, debtor_id: int, work_id: int) -> HttpResponse:
    """One project or subscription."""
    return _page(request, work_of(request, debtor_id, work_id), ReasonForm())


@may_work
def keep(request: DeskRequest, debtor_id: int, work_id: int | None = None) -> HttpResponse:
    """A new one, or one to change."""
    debtor = debtor_of(request, debtor_id)
    known = None if work_id is None else work_of(request, debtor_id, work_id)
    form = WorkForm(request.POST or None, initial=_initial(known))
    if request.method == "POST" and form.is_valid():
        refusals = keep_work(
            desk=request.desk, debtor_id=debtor.id, work_id=work_id, fields=form.cleaned_data, on=clock.today(), at=clock.now()
        )
        if not refusals:
            messages.success(request, _("Bewaard."))
            return redirect("work", debtor.id, work_id) if work_id else redirect("debtor", debtor.id)
        refuse(form, refusals)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "work/edit.html", {"debtor": debtor, "work": known, "form": form}, status=status)


def _initial(known: OngoingWork | None) -> dict[str, Any]:
    if known is None:
        return {"since": clock.today().isoformat(), "relation": "same-contract", "order": "debtor-first", "sector": "general"}
    return {**{name: getattr(known, name) for name in WorkForm.base_fields}, "since": known.since.isoformat()}


def _decide(do: ByPerson, done: str | Promise) -> Callable[..., HttpResponse]:
    """The address that does this to the work of a debtor, with the reason that was typed."""

    @require_POST
    @may_work
    def decide(request: DeskRequest, debtor_id: int, work_id: int) -> HttpResponse:
        one, form = work_of(request, debtor_id, work_id), ReasonForm(request.POST)
        if form.is_valid():
            refusal = do(desk=request.desk, work_id=one.id, because=form.cleaned_data["because"], on=clock.today(), at=clock.now())
            if refusal is None:
                messages.success(request, str(done))
                return redirect("work", debtor_id, work_id)
            refuse(form, {"": refusal})
        return _page(request, one, form)

    return decide


@require_POST
@may_work
def seen(request: DeskRequest, debtor_id: int, work_id: int) -> HttpResponse:
    """Somebody looked, and leaves it as it is."""
    one = work_of(request, debtor_id, work_id)
    looked_at(desk=request.desk, work_id=one.id, on=clock.today(), at=clock.now())
    return redirect("work", debtor_id, work_id)


@require_POST
@may_work
def secret(request: DeskRequest, debtor_id: int, work_id: int) -> HttpResponse:
    """Another secret for the webhook."""
    one = work_of(request, debtor_id, work_id)
    new_secret(desk=request.desk, work_id=one.id, on=clock.today(), at=clock.now())
    messages.success(request, _("Er is een nieuw geheim. Zet het ook in uw software."))
    return redirect("work", debtor_id, work_id)


@require_POST
@may_work
def again(request: DeskRequest, debtor_id: int, work_id: int, notice_id: int) -> HttpResponse:
    """A message that could not be delivered is tried once more."""
    one = work_of(request, debtor_id, work_id)
    get_object_or_404(request.desk.notices(), id=notice_id, work_id=one.id)
    refusal = send_notice_again(desk=request.desk, notice_id=notice_id, on=clock.now())
    tell(request, refusal, _("Akkoord probeert het opnieuw."))
    return redirect("work", debtor_id, work_id)


def _page(request: DeskRequest, one: OngoingWork, form: ReasonForm) -> HttpResponse:
    desk, on = request.desk, clock.today()
    warned = warned_for(one, on=on) if one.state == "ongoing" else []
    context: dict[str, Any] = {
        "work": one,
        "debtor": one.debtor,
        "form": form,
        "sector": jurisdiction().suspension.get(one.sector),
        "law": _law(one, warned) if one.state == "ongoing" else None,
        "warned": warned,
        "notices": work_page.notices(desk, one.id),
        "days": time_line(desk, work_page.happened(desk, one)),
        "secret": secret_of(one) if desk.may_work and one.webhook else "",
        "announced": desk.announcements().filter(letter__work_id=one.id, state="running").order_by("due_on").first(),
        "numbers": list(desk.invoices().filter(id__in=one.stopped_for).order_by("due_on").values_list("id", "number", "open")),
    }
    return render(request, "work/work.html", context, status=422 if form.is_bound and form.errors else 200)


def _law(one: OngoingWork, warned: list[int]) -> dict[str, Any]:
    """Whether it may stop today, and what is against it: of the invoices that are late now."""
    stage = stage_of(one.debtor, on=clock.today())
    invoices = warned or [invoice.id for invoice in stage.invoices]
    answers = answers_of(one, invoices=invoices, stopped_on=clock.today())
    found = judge_at(stage, debtor=one.debtor, answers=answers, on=clock.today())
    return {"allowed": found.allowed, "article": found.article, "against": found.against}


stop = _decide(stop_by_hand, gettext_lazy("Het werk ligt stil. Wie het doet, krijgt bericht."))
resume = _decide(resume_by_hand, gettext_lazy("Het werk gaat verder. Wie het doet, krijgt bericht."))
end = _decide(end_work, gettext_lazy("Dit werk is geëindigd."))

_HERE = "debiteuren/<int:debtor_id>/werk/"
urlpatterns = [
    path(f"{_HERE}nieuw/", keep, name="work_add"),
    path(f"{_HERE}<int:work_id>/", work, name="work"),
    path(f"{_HERE}<int:work_id>/wijzigen/", keep, name="work_edit"),
    path(f"{_HERE}<int:work_id>/stoppen/", stop, name="work_stop"),
    path(f"{_HERE}<int:work_id>/verder/", resume, name="work_resume"),
    path(f"{_HERE}<int:work_id>/einde/", end, name="work_end"),
    path(f"{_HERE}<int:work_id>/gezien/", seen, name="work_seen"),
    path(f"{_HERE}<int:work_id>/geheim/", secret, name="work_secret"),
    path(f"{_HERE}<int:work_id>/bericht/<int:notice_id>/", again, name="notice_again"),
]
