"""Stopping work for one debtor: a few questions, the answer of the law at once, and where it is yes the draft of the letter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from akkoord.core.law.suspension import MaySuspend
from akkoord.core.money import shown
from akkoord.store.models import Debtor, Letter
from akkoord.web import clock
from akkoord.web.forms.suspension import SuspensionForm
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.views.debtors import debtor_of
from akkoord.work.ongoing.suspend import draft_suspension, rests_on
from akkoord.work.ongoing.suspension_answers import judge, warning_of
from akkoord.work.ongoing.suspension_stage import STOPPED, Stage, stage_of


@may_work
def suspend(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """The questions; POST answers them, and with `draft` makes the letter where nothing is against it."""
    debtor = debtor_of(request, debtor_id)
    stage = stage_of(debtor, on=clock.today())
    form = _form(request, debtor, stage)
    answer: MaySuspend | None = None
    if request.method == "POST" and form.is_valid() and {"judge", "draft"} & set(request.POST):
        answers = replace(form.answers(work=_announced(debtor, stage)), work_id=_meant(request))
        if "draft" in request.POST:
            made = draft_suspension(desk=request.desk, debtor_id=debtor.id, answers=answers, on=clock.today(), at=clock.now())
            if isinstance(made, Letter):
                messages.success(request, _("De brief ligt klaar. Lees hem na; pas na uw akkoord gaat hij weg."))
                return redirect("letter", made.id)
            answer = MaySuspend(made, "", ())
        else:
            answer = judge(desk=request.desk, debtor_id=debtor.id, answers=answers, on=clock.today())
    return _page(request, debtor, stage, form, answer)


def _form(request: DeskRequest, debtor: Debtor, stage: Stage) -> SuspensionForm:
    """The questions, with the answers of before where the work was announced."""
    warned = stage.step == STOPPED
    known = (rests_on(request.desk, debtor.id) if warned else _known_work(request, debtor)) or {}
    invoices = [one.id for one in stage.invoices]
    language = get_language() or "nl"
    return SuspensionForm(
        request.POST or None,
        initial={"sector": "general", **known, "invoices": invoices, "stopped_on": clock.today()},
        invoices=[(one.id, f"{one.number} · {shown(one.open, language=language)}") for one in stage.invoices],
        warned=warned,
    )


def _meant(request: DeskRequest) -> int | None:
    """The work that a page led here about."""
    raw = request.GET.get("werk", "")
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 20 else None


def _known_work(request: DeskRequest, debtor: Debtor) -> dict[str, Any]:
    """What is written down of the work that is meant, so that nobody answers twice."""
    one = request.desk.work().filter(debtor_id=debtor.id, state="ongoing", id=_meant(request) or 0).first()
    if one is None:
        return {}
    return {"work": one.name, **{name: getattr(one, name) for name in ("sector", "relation", "order", "fear", "share", "measures")}}


def _announced(debtor: Debtor, stage: Stage) -> str:
    warning = warning_of(debtor) if stage.step == STOPPED else None
    return warning.work if warning else ""


def _page(request: DeskRequest, debtor: Debtor, stage: Stage, form: SuspensionForm, answer: MaySuspend | None) -> HttpResponse:
    warned = stage.step == STOPPED
    context: dict[str, Any] = {
        "debtor": debtor,
        "stage": stage,
        "form": form,
        "answer": answer,
        "warned": warned,
        "warning": warning_of(debtor) if warned else None,
        "single": len(stage.invoices) == 1,
    }
    asked = bool({"judge", "draft"} & set(request.POST))  # another kind of work only brings its own steps
    return render(request, "debtors/suspend.html", context, status=422 if asked and form.errors else 200)


urlpatterns = [path("debiteuren/<int:debtor_id>/werk-stilleggen/", suspend, name="suspend")]
