"""The statements of a client, by month, and the settings of a desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from akkoord.core.dates import ONE_DAY
from akkoord.core.handover.fees import Terms, terms_from
from akkoord.core.money import cents_of
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Line
from akkoord.web import clock
from akkoord.web.permission import may_manage
from akkoord.web.requests import DeskRequest
from akkoord.web.told import tell
from akkoord.work.desk.keep_desk import Wish, keep_desk
from akkoord.work.desk.statements import make_statement, month_of, statement_csv, terms_of

NO_SUM = Refusal(Text("Dit is geen bedrag of percentage; het lijkt op 15,00.", "This is no sum or percentage; it looks like 15.00."))
BRACKETS = 3  # on the form


@require_http_methods(["GET", "POST"])
def statements(request: DeskRequest, line_id: int) -> HttpResponse:
    """What was settled with a client; POST makes the statement of a month."""
    line = _line(request, line_id)
    if request.method == "POST":
        made = make_statement(desk=request.desk, line_id=line.id, month=request.POST.get("month", ""), on=clock.today(), at=clock.now())
        tell(request, made if isinstance(made, Refusal) else None, _("De afrekening is gemaakt en naar de opdrachtgever onderweg."))
        return redirect("desk_statements", line.id)
    rows = list(request.desk.desk_statements().filter(line_id=line.id).order_by("-month"))
    last = clock.today().replace(day=1) - ONE_DAY
    ready = _ready(line, last, newest=rows[0].month if rows else "")
    return render(request, "desk/statements.html", {"line": line, "rows": rows, **ready})


def _ready(line: Line, last: date, *, newest: str) -> dict[str, Any]:
    """The month that ended last, where it can be settled, and what would come of it."""
    month, terms = f"{last:%Y-%m}", terms_of(line)
    if isinstance(terms, Refusal):
        return {"refused": terms}
    found = month_of(line, terms=terms, last=last) if newest < month else None
    return {"terms": terms, "month": month, "first": last.replace(day=1), "found": found if found and found.lines else None}


def _line(request: DeskRequest, line_id: int) -> Line:
    if not request.desk.creditor.desk_on:
        raise Http404
    return get_object_or_404(request.desk.lines().prefetch_related("creditor"), id=line_id, side="desk")


@require_GET
def statement(request: DeskRequest, statement_id: int, form: str) -> HttpResponse:
    """One statement as PDF or CSV."""
    one = get_object_or_404(request.desk.desk_statements(), id=statement_id)
    name = f"afrekening-{one.month}-{one.line_id % 100_000}"
    if form == "csv":
        response = HttpResponse(statement_csv(one), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(bytes(one.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


@require_http_methods(["GET", "POST"])
@may_manage
def settings(request: DeskRequest) -> HttpResponse:
    """Whether this company collects for others, and how."""
    creditor, refused = request.desk.creditor, {}
    found = terms_from(creditor.desk_terms)
    terms = Terms() if isinstance(found, Refusal) else found
    if request.method == "POST":
        typed = _typed(request)
        refused = {"terms": typed} if isinstance(typed, Refusal) else _kept(request, typed)
        if not refused:
            tell(request, None, _("Bewaard."))
            return redirect("settings-desk")
    brackets = [*terms.brackets, *[(0, 0)] * BRACKETS][:BRACKETS]
    context = {"creditor": creditor, "terms": terms, "brackets": brackets, "refused": refused, "typed": request.POST}
    return render(request, "settings/desk.html", context, status=422 if refused else 200)


def _kept(request: DeskRequest, terms: dict[str, Any]) -> dict[str, Refusal]:
    said = request.POST
    wish = Wish(said.get("on") == "yes", said.get("registration", ""), said.get("complaints", ""), terms)
    return keep_desk(desk=request.desk, wish=wish, on=clock.today(), at=clock.now())


def _typed(request: DeskRequest) -> dict[str, Any] | Refusal:
    """The terms as somebody typed them: percentages and sums with two decimals."""
    said: dict[str, Any] = {}
    for name in ("commission", "per_case", "minimum"):
        value = cents_of(request.POST.get(name, "").removesuffix("%").strip() or "0", decimal="")
        if value is None:
            return NO_SUM
        said[name] = value
    vat = request.POST.get("vat", "").strip()
    said["vat"] = int(vat) if vat.isascii() and vat.isdecimal() and len(vat) < 4 else -1
    brackets = []
    for place in range(BRACKETS):
        upto, rate = (cents_of(request.POST.get(f"{name}-{place}", "").strip() or "0", decimal="") for name in ("upto", "rate"))
        if upto is None or rate is None:
            return NO_SUM
        brackets += [[upto, rate]] if upto else []
    costs_to = request.POST.get("claim_costs_to", "client")
    return said | {"brackets": brackets, "claim_costs_to": costs_to, "on_paid_there": request.POST.get("on_paid_there") == "yes"}


urlpatterns = [
    path("desk/opdrachtgever/<int:line_id>/afrekeningen/", statements, name="desk_statements"),
    path("desk/afrekening/<int:statement_id>.pdf", statement, {"form": "pdf"}, name="desk_statement"),
    path("desk/afrekening/<int:statement_id>.csv", statement, {"form": "csv"}, name="desk_statement_csv"),
    path("instellingen/incassobureau/", settings, name="settings-desk"),
]
