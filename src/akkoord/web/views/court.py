"""Naar de rechter?: before which judge, what it costs and may bring, the draft for the writ, and the European payment order."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akkoord.core.court.european import CLAIMS, GROUNDS, FormA, as_json, as_rows
from akkoord.core.court.fees import TARIFF_NAMES, CourtFee
from akkoord.core.court.judge import NAMES
from akkoord.core.court.worth import worth
from akkoord.core.problem import Refusal
from akkoord.letters.form_a import render_form_a
from akkoord.web import clock
from akkoord.web.forms.court import CourtForm
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import warn
from akkoord.web.views.debtors import debtor_of
from akkoord.work.court.annex import annex_pdf, writ_annex
from akkoord.work.court.case import CourtCase, court_case
from akkoord.work.court.defences import answer_defence, raised
from akkoord.work.court.european import form_a
from akkoord.work.law import law_of

KINDS = {"pdf": "application/pdf", "json": "application/json", "csv": "text/csv; charset=utf-8"}


@require_GET
def court(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """The page; everything that was chosen stands in its address."""
    debtor, form = debtor_of(request, debtor_id), CourtForm.read(request.GET, today=clock.today())
    case = court_case(desk=request.desk, debtor_id=debtor.id, asked=form.asked, on=form.on)
    context: dict[str, Any] = {"debtor": debtor, "form": form, "query": request.GET.urlencode()}
    if isinstance(case, Refusal):
        return render(request, "court/court.html", {**context, "refusal": case})
    return render(request, "court/court.html", {**context, **_shown(request, case, form)}, status=422 if form.wrong else 200)


def _shown(request: DeskRequest, case: CourtCase, form: CourtForm) -> dict[str, Any]:
    desk, law = request.desk, law_of(request.desk.creditor.pk)
    return {
        "case": case,
        "judge": NAMES[case.venue.judge],
        "annex": writ_annex(desk, case),
        "defences": raised(desk, case.debtor.id, on=case.on),
        "rows": [(one, one.id in form.asked.only or not form.asked.only, case.prescribes.get(one.id)) for one in _choices(request, case)],
        "subjects": law.judge.subjects.items(),
        "tariffs": TARIFF_NAMES.items(),
        **_abroad(request, case, form),
        **_money(case, form),
    }


def _abroad(request: DeskRequest, case: CourtCase, form: CourtForm) -> dict[str, Any]:
    """The ways there are for a debtor in another country."""
    home, rule = request.desk.creditor.country, law_of(request.desk.creditor.pk).european
    if case.debtor.country == home:
        return {"abroad": False}
    made = form_a(request.desk, case, form.codes)
    return {
        "abroad": True,
        "european": made,
        "european_no": made if isinstance(made, Refusal) else None,
        "small": case.claimed.principal <= rule.small_claim and case.debtor.country in rule.countries,
        "small_most": rule.small_claim,
        "grounds": GROUNDS.items(),
        "claims": CLAIMS.items(),
    }


def _choices(request: DeskRequest, case: CourtCase) -> list[Any]:
    """All his invoices that are late, those that were left out too."""
    rows = request.desk.invoices().filter(debtor_id=case.debtor.id, kind="invoice", open__gt=0, due_on__lt=case.on)
    return list(rows.order_by("due_on", "id"))


def _money(case: CourtCase, form: CourtForm) -> dict[str, Any]:
    """The fee, and what it comes to once everything is filled in."""
    fee = case.fee if isinstance(case.fee, CourtFee) else None
    outlay = form.outlay(case, fee.amount if fee else None)
    found = None
    if outlay is not None and form.chance is not None:
        found = worth(case.claimed.total, outlay=outlay, chance=form.chance, recovered=form.recovered)
    return {"fee": fee, "no_fee": None if fee else case.fee, "outlay": outlay, "worth": found}


def _case(request: DeskRequest, debtor_id: int) -> tuple[CourtCase, CourtForm]:
    debtor, form = debtor_of(request, debtor_id), CourtForm.read(request.GET, today=clock.today())
    case = court_case(desk=request.desk, debtor_id=debtor.id, asked=form.asked, on=form.on)
    if isinstance(case, Refusal):
        raise Http404(case.why.nl)
    return case, form


@require_GET
def annex(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """The draft for the writ as PDF."""
    case, _form = _case(request, debtor_id)
    return _file(annex_pdf(request.desk, case), f"concept-dagvaarding-{case.debtor.id}", "pdf")


@require_GET
def european(request: DeskRequest, debtor_id: int, kind: str) -> HttpResponse:
    """The data of form A: as PDF, JSON or CSV."""
    case, form = _case(request, debtor_id)
    made = form_a(request.desk, case, form.codes)
    if isinstance(made, Refusal) or kind not in KINDS:
        raise Http404
    writers = {"pdf": lambda: render_form_a(made, dated=case.on), "json": lambda: _json(made), "csv": lambda: _csv(made)}
    return _file(writers[kind](), f"betalingsbevel-{case.debtor.id}", kind)


def _json(form: FormA) -> bytes:
    return json.dumps(as_json(form), ensure_ascii=False, indent=2).encode()


def _csv(form: FormA) -> bytes:
    """With a mark in front by which a spreadsheet knows UTF-8, and no cell that it would take for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(("vak", "veld", "waarde"))
    writer.writerows([_tame(cell) for cell in row] for row in as_rows(form))
    return text.getvalue().encode("utf-8-sig")


def _tame(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=KINDS[kind])
    response["Content-Disposition"] = f'{"inline" if kind == "pdf" else "attachment"}; filename="{name}.{kind}"'
    return response


@require_POST
@may_work
def answer(request: DeskRequest, debtor_id: int, hold_id: int) -> HttpResponse:
    """Keeps what we say to an objection."""
    hold = get_object_or_404(request.desk.holds(), id=hold_id, debtor_id=debtor_of(request, debtor_id).id)
    said = request.POST.get("answer", "")
    refused = answer_defence(desk=request.desk, hold_id=hold.id, answer=said, on=clock.today(), at=clock.now())
    if refused:
        warn(request, refused)
    else:
        messages.success(request, _("Uw antwoord is bewaard."))
    return redirect("court", debtor_id)


urlpatterns = [
    path("debiteuren/<int:debtor_id>/rechter/", court, name="court"),
    path("debiteuren/<int:debtor_id>/rechter/concept.pdf", annex, name="court_annex"),
    path("debiteuren/<int:debtor_id>/rechter/betalingsbevel.<str:kind>", european, name="court_european"),
    path("debiteuren/<int:debtor_id>/rechter/verweer/<int:hold_id>/", answer, name="court_answer"),
]
