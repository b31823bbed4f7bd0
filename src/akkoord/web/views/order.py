"""The administration in order: what will fail later, kind by kind, each mended where it stands, or left with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.core.order import BY_SLUG, CHECKS, Check
from akkoord.store.queries import order as order_query
from akkoord.web import clock
from akkoord.web.forms.order import LeaveForm
from akkoord.web.listing import page_of
from akkoord.web.order_mends import MENDS, Mend
from akkoord.web.order_rows import Bound, lines_of, note_form
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.views.debtor_forms import refuse
from akkoord.work.law import law_of
from akkoord.work.order.find_doubles import look_for_doubles
from akkoord.work.order.leave_alone import leave_alone, take_up, whose

SIZE = 20


def order(request: DeskRequest) -> HttpResponse:
    """Every kind with how much there is of it and what is at stake, and what is in order."""
    counted = order_query.counts(request.desk, rules=law_of(request.desk.creditor.pk).start)
    found = [(check, counted[check.name]) for check in CHECKS.values() if counted[check.name].rows]
    fine = [check for check in CHECKS.values() if not counted[check.name].rows]
    context = {"found": found, "fine": fine, "left": request.desk.left_alone().count()}
    return render(request, "order/order.html", context)


def kind(request: DeskRequest, slug: str) -> HttpResponse:
    """One kind: each thing with what it costs to leave it, and the form that mends it."""
    return _page(request, _check(slug))


@require_POST
@may_work
def mend(request: DeskRequest, slug: str, about: int) -> HttpResponse:
    """Mends one thing; htmx gets its line alone."""
    check, do = _check(slug), request.POST.get("do", "")
    way = MENDS.get((check.name, do))
    if way is None:
        raise Http404
    _exists(request, check, about)
    form = _form(request, check, way, about)
    if form.is_valid():
        refusals = way.act(request, about, form.cleaned_data)
        if not refusals:
            return _done(request, check, str(way.done))
        refuse(form, refusals)
    return _page(request, check, bound=(about, do, form))


@require_POST
@may_work
def leave(request: DeskRequest, slug: str, about: int) -> HttpResponse:
    """Leaves one thing as it is, with the reason."""
    check, form = _check(slug), LeaveForm(request.POST)
    _exists(request, check, about)
    if form.is_valid():
        why = form.cleaned_data["why"]
        refusal = leave_alone(desk=request.desk, kind=check.name, about=about, why=why, on=clock.today(), at=clock.now())
        if refusal is None:
            return _done(request, check, _("Zo gelaten. U vindt het terug bij wat u zo liet."))
        refuse(form, {"why": refusal})
    return _page(request, check, bound=(about, "leave", form))


def left(request: DeskRequest) -> HttpResponse:
    """What was left as it is, by whom and why."""
    page = page_of(request, order_query.left_alone(request.desk))
    rows = list(page.object_list)
    names = order_query.names_of(request.desk, rows)
    shown = [(row, CHECKS[row.kind], names.get((CHECKS[row.kind].about, row.about))) for row in rows if row.kind in CHECKS]
    return render(request, "order/left.html", {"page": page, "rows": shown})


@require_POST
@may_work
def back(request: DeskRequest, left_id: int) -> HttpResponse:
    """Puts something back on its list."""
    row = request.desk.left_alone().filter(id=left_id).first() if left_id < 2**63 else None
    if row is None:
        raise Http404
    take_up(desk=request.desk, left_id=row.id, on=clock.today(), at=clock.now())
    messages.success(request, _("Het staat weer op de lijst."))
    return redirect("order-left")


@require_POST
@may_work
def search(request: DeskRequest) -> HttpResponse:
    """Compares every debtor with the others."""
    look_for_doubles(desk=request.desk, on=clock.today())
    messages.success(request, _("Alle debiteuren zijn met elkaar vergeleken."))
    return redirect("order-kind", "dubbel")


def _check(slug: str) -> Check:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def _exists(request: DeskRequest, check: Check, about: int) -> None:
    """What it is about is this company's, or there is no such page."""
    try:
        whose(request.desk, check.name, about)
    except ObjectDoesNotExist:
        raise Http404 from None


def _form(request: DeskRequest, check: Check, way: Mend, about: int) -> forms.Form:
    if check.about == "credit-note":
        debtor_id, _invoice = whose(request.desk, check.name, about)
        mine = order_query.notes_invoices(request.desk, [debtor_id] if debtor_id else []).get(debtor_id or 0, [])
        return note_form(mine, request.POST)
    return (way.form or forms.Form)(request.POST, request.FILES)


def _done(request: DeskRequest, check: Check, said: str) -> HttpResponse:
    """It is mended: htmx shows that in place of its line, with what is left."""
    if request.htmx:
        return render(request, "order/_done.html", {"said": said, **_head(request, check), "swap": True})
    messages.success(request, said)
    return redirect(reverse("order-kind", args=[check.slug]))


def _head(request: DeskRequest, check: Check) -> dict[str, Any]:
    rows = order_query.listed(request.desk, check.name, rules=law_of(request.desk.creditor.pk).start)
    return {"check": check, "counted": order_query.counted(rows)}


def _page(request: DeskRequest, check: Check, *, bound: Bound | None = None) -> HttpResponse:
    """The list; with a form that was wrong, its line alone on top, and for htmx nothing else."""
    rows = order_query.listed(request.desk, check.name, rules=law_of(request.desk.creditor.pk).start)
    if bound is not None:
        rows = rows.filter(id=bound[0])
    page = page_of(request, rows, size=SIZE)
    lines = lines_of(request, check, page.object_list, bound=bound)
    context = {**_head(request, check), "page": page, "lines": lines, "alone": bound is not None, "leave": LeaveForm()}
    if bound is not None and request.htmx and lines:
        return render(request, "order/_line.html", {**context, "line": lines[0]})
    return render(request, "order/kind.html", context, status=200 if bound is None else 422)


urlpatterns = [
    path("op-orde/", order, name="order"),
    path("op-orde/gelaten/", left, name="order-left"),
    path("op-orde/gelaten/<int:left_id>/terug/", back, name="order-back"),
    path("op-orde/dubbel/zoeken/", search, name="order-search"),
    path("op-orde/<slug:slug>/", kind, name="order-kind"),
    path("op-orde/<slug:slug>/<int:about>/", mend, name="order-mend"),
    path("op-orde/<slug:slug>/<int:about>/laten/", leave, name="order-leave"),
]
