"""Ending a matter amicably: the page with its three ways, what was ended before, and the buttons that take it back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.core.dates import date_of, months_later
from akkoord.core.money import cents_of
from akkoord.core.negotiation.room import at_once
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Debtor, Ending
from akkoord.web import clock
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import warn
from akkoord.web.views.debtors import debtor_of
from akkoord.work.bargain.policy import bounds_for, kind_for
from akkoord.work.ending.closing import CARE
from akkoord.work.ending.end import WriteOff, give_credit, offer_settlement, undo_ending, withdraw_settlement, write_closing, write_off
from akkoord.work.owed import owed
from akkoord.work.told.bargain import REASONS

_NO_SUM = Refusal(Text("Dit is geen bedrag; het lijkt op 150,00.", "This is no sum; it looks like 150.00."))
_NO_DAY = Refusal(Text("Kies een laatste dag.", "Choose a last day."))
Made = Ending | Refusal


@may_work
def end(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """The ways to end it; POST takes one."""
    debtor = debtor_of(request, debtor_id)
    refused = None
    if request.method == "POST":
        made = {"settle": _settle, "write-off": _write_off, "credit": _credit}.get(request.POST.get("way", ""), _no_way)(request, debtor)
        if not isinstance(made, Refusal):
            messages.success(request, _("Vastgelegd."))
            return redirect("end", debtor.id)
        refused = made
    return render(request, "debtors/end.html", _shown(request, debtor, refused), status=422 if refused else 200)


def _no_way(request: DeskRequest, debtor: Debtor) -> Made:
    return Refusal(Text("Kies hoe u dit afrondt.", "Choose how you end this."))


def _shown(request: DeskRequest, debtor: Debtor, refused: Refusal | None) -> dict[str, Any]:
    desk, on = request.desk, clock.today()
    invoices = list(desk.invoices().filter(debtor_id=debtor.id, kind="invoice", open__gt=0).order_by("due_on", "id"))
    found = owed(debtor=debtor, on=on)
    total = sum(row.open for row in invoices) if isinstance(found, Refusal) else found.total
    bounds = bounds_for(desk.creditor, kind_for(debtor))
    return {
        "debtor": debtor,
        "refused": refused,
        "typed": request.POST if refused else {},
        "way": request.POST.get("way", "") if refused else "",
        "invoices": [(row, months_later(row.due_on, months=12)) for row in invoices],
        "total": total,
        "once": at_once(total, bounds=bounds) if invoices else None,
        "last_day": on + timedelta(days=bounds.offer_valid_days),
        "most": bounds.max_discount(total) if total else 0,
        "reasons": REASONS,
        **_before(request, debtor),
    }


def _before(request: DeskRequest, debtor: Debtor) -> dict[str, Any]:
    """What was ended before, the offer that lies there, and whether something protects him."""
    held = request.desk.holds().filter(debtor_id=debtor.id, kind__in=CARE, ended_on=None).exclude(endings__state="offered")
    endings = list(
        request.desk.endings().filter(debtor_id=debtor.id).select_related("letter", "credit_note", "offer_letter").order_by("-id")
    )
    offered = next((one for one in endings if one.state == "offered"), None)
    return {"endings": [one for one in endings if one.state != "offered"], "offered": offered, "held": held.exists()}


def _settle(request: DeskRequest, debtor: Debtor) -> Made:
    pay, day = _sum(request, "pay"), date_of(request.POST.get("last_day", ""))
    if pay is None:
        return _NO_SUM
    if day is None:
        return _NO_DAY
    beyond = request.POST.get("beyond", "").strip()
    return offer_settlement(desk=request.desk, debtor_id=debtor.id, pay=pay, last_day=day, beyond=beyond, **_now())


def _write_off(request: DeskRequest, debtor: Debtor) -> Made:
    numbers = frozenset(int(one) for one in request.POST.getlist("invoice") if one.isascii() and one.isdecimal() and len(one) < 20)
    wanted = WriteOff(numbers, request.POST.get("reason", ""), request.POST.get("note", ""))
    return write_off(desk=request.desk, debtor_id=debtor.id, wanted=wanted, **_now())


def _credit(request: DeskRequest, debtor: Debtor) -> Made:
    raw, amount = request.POST.get("invoice", ""), _sum(request, "amount")
    if amount is None:
        return _NO_SUM
    number = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 20 else 0
    get_object_or_404(request.desk.invoices(), id=number, debtor_id=debtor.id, kind="invoice")
    name, note = request.POST.get("number", ""), request.POST.get("note", "")
    return give_credit(desk=request.desk, invoice_id=number, amount=amount, number=name, note=note, **_now())


def _sum(request: DeskRequest, name: str) -> int | None:
    return cents_of(request.POST.get(name, ""), decimal="")


def _now() -> dict[str, Any]:
    on: date = clock.today()
    return {"on": on, "at": clock.now()}


@require_POST
@may_work
def changed(request: DeskRequest, ending_id: int) -> HttpResponse:
    """Take it back, withdraw the offer, or make the last letter."""
    one = get_object_or_404(request.desk.endings(), id=ending_id)
    ways: dict[str, Any] = {"undo": undo_ending, "withdraw": withdraw_settlement, "letter": write_closing}
    way = ways.get(request.POST.get("way", ""))
    made = way(desk=request.desk, ending_id=one.id, **_now()) if way else None
    if isinstance(made, Refusal):
        warn(request, made)
    return redirect("end", one.debtor_id)


urlpatterns = [
    path("debiteuren/<int:debtor_id>/afronden/", end, name="end"),
    path("afgerond/<int:ending_id>/", changed, name="ending"),
]
