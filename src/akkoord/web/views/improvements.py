"""What to mend on our own side: what customers say of it, what it costs, what it is called, and what was done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.core.problem import Refusal, Text
from akkoord.reasons import reasons
from akkoord.web import clock
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import warn
from akkoord.work.improve import COMPLAINT, OURS, Matter, matters, mend_matter, name_matter, unmend_matter

MOST = 200  # times it was said that are shown


def reason_words(reason: str) -> Text:
    """What a reason is called."""
    found = reasons().get(reason)
    return found.name if found else Text("Klacht", "Complaint")


def improvements(request: DeskRequest) -> HttpResponse:
    """The list: what costs most first, and what was mended apart."""
    found = [(one, reason_words(one.reason)) for one in matters(request.desk.creditor, on=clock.shown_day(request))]
    context = {
        "standing": [pair for pair in found if not _mended(pair[0])],
        "mended": [pair for pair in found if _mended(pair[0])],
    }
    return render(request, "improvements/list.html", context)


def _mended(one: Matter) -> bool:
    return one.improvement is not None and one.improvement.mended_on is not None


def matter(request: DeskRequest, reason: str, improvement_id: int | None = None) -> HttpResponse:
    """One thing: who said it when, its name, and what was done about it."""
    if reason not in (*OURS, COMPLAINT):
        raise Http404
    found = matters(request.desk.creditor, on=clock.shown_day(request))
    one = next((one for one in found if one.reason == reason and _number(one) == improvement_id), None)
    if one is None:
        raise Http404
    labels = [other.improvement.label for other in found if other.reason == reason and other.improvement]
    context = {"one": one, "word": reason_words(reason), "heard": _told(request, one), "labels": labels}
    return render(request, "improvements/one.html", context)


def _number(one: Matter) -> int | None:
    return one.improvement.id if one.improvement else None


def _told(request: DeskRequest, one: Matter) -> list[dict[str, Any]]:
    """Each time it was said, with who and in which words."""
    heard = one.heard[:MOST]
    names = dict(request.desk.debtors().filter(id__in={row.debtor_id for row in heard}).values_list("id", "name"))
    said = dict(request.desk.said().filter(id__in=[row.said_id for row in heard if row.said_id]).values_list("id", "words"))
    agreed = dict(request.desk.agreed().filter(id__in=[row.agreed_id for row in heard if row.agreed_id]).values_list("id", "what"))
    return [
        {"row": row, "debtor": names.get(row.debtor_id, ""), "words": said.get(row.said_id or 0, "") or agreed.get(row.agreed_id or 0, "")}
        for row in heard
    ]


@require_POST
@may_work
def name(request: DeskRequest, reason: str) -> HttpResponse:
    """What these said is one thing, and has this name."""
    if reason not in (*OURS, COMPLAINT):
        raise Http404
    label, said, agreed = request.POST.get("label", ""), _numbers(request.POST.getlist("said")), _numbers(request.POST.getlist("agreed"))
    if not request.desk.said().filter(reason=reason).exists() and not request.desk.agreed().filter(kind=COMPLAINT).exists():
        raise Http404
    if request.desk.said().filter(id__in=said, reason=reason).count() != len(set(said)):
        raise Http404
    if request.desk.agreed().filter(id__in=agreed, kind="complaint").count() != len(set(agreed)):
        raise Http404
    made = name_matter(desk=request.desk, reason=reason, label=label, said=said, agreed=agreed, on=clock.today(), at=clock.now())
    if isinstance(made, Refusal):
        warn(request, made)
        return redirect("improvements")
    messages.success(request, _("Dit heet nu: %(label)s.") % {"label": made.label})
    return redirect("matter_named", reason, made.id)


def _numbers(raw: Iterable[str]) -> list[int]:
    return [int(one) for one in raw if one.isascii() and one.isdecimal() and len(one) < 19]


@require_POST
@may_work
def mend(request: DeskRequest, improvement_id: int) -> HttpResponse:
    """It was mended, or not after all."""
    one = get_object_or_404(request.desk.improvements(), id=improvement_id)
    if request.POST.get("do") == "reopen":
        refusal = unmend_matter(desk=request.desk, improvement_id=one.id, on=clock.today(), at=clock.now())
    else:
        what = request.POST.get("what", "")
        refusal = mend_matter(desk=request.desk, improvement_id=one.id, what=what, on=clock.today(), at=clock.now())
    if refusal:
        warn(request, refusal)
        return redirect("matter_named", one.reason, one.id)
    messages.success(request, _("Bewaard."))
    return redirect("improvements")


urlpatterns = [
    path("verbeteren/", improvements, name="improvements"),
    path("verbeteren/<int:improvement_id>/hersteld/", mend, name="improvement_mend"),
    path("verbeteren/<slug:reason>/", matter, name="matter"),
    path("verbeteren/<slug:reason>/noemen/", name, name="matter_name"),
    path("verbeteren/<slug:reason>/<int:improvement_id>/", matter, name="matter_named"),
]
