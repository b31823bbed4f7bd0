"""A negotiation as it went: every answer with its reason, for the creditor's eyes; and the button that stops it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from akkoord.core.problem import Text
from akkoord.store.models import BargainTurn
from akkoord.web import clock
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.work.bargain.by_hand import stop_bargain
from akkoord.work.told.bargain import because_of, said_words


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn on the page: what came in, in words, and the row."""

    words: Text
    his: str
    row: BargainTurn


@require_GET
def bargain(request: DeskRequest, bargain_id: int) -> HttpResponse:
    """What was said and answered, the first first."""
    one = get_object_or_404(request.desk.bargains().select_related("debtor"), id=bargain_id)
    rows = request.desk.bargain_turns().filter(bargain_id=one.id).order_by("number")
    turns = [Turn(said_words(row.said, debt=one.debt), str(row.said.get("text", "")), row) for row in rows]
    return render(request, "debtors/bargain.html", {"one": one, "debtor": one.debtor, "turns": turns, "why": because_of(one)})


@require_POST
@may_work
def stop(request: DeskRequest, bargain_id: int) -> HttpResponse:
    """What lies there is withdrawn."""
    one = get_object_or_404(request.desk.bargains(), id=bargain_id)
    stop_bargain(desk=request.desk, bargain_id=one.id, on=clock.today(), at=clock.now())
    return redirect("bargain", one.id)


urlpatterns = [
    path("onderhandelingen/<int:bargain_id>/", bargain, name="bargain"),
    path("onderhandelingen/<int:bargain_id>/stoppen/", stop, name="bargain_stop"),
]
