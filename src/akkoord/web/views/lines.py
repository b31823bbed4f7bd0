"""The partner and the lines: his settings, coupling with his code, and, for who collects for others, its clients."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from akkoord.core.handover.coupling import Offered
from akkoord.core.handover.course import KINDS
from akkoord.core.handover.signed import fingerprint
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Line
from akkoord.web import clock
from akkoord.web.partner_settings import PARTNER
from akkoord.web.permission import may_manage
from akkoord.web.requests import DeskRequest
from akkoord.web.told import warn
from akkoord.web.views.settings import edit
from akkoord.work.installation_key import our_public_key
from akkoord.work.line.close import close_line
from akkoord.work.line.invite import invite
from akkoord.work.line.open import is_here, look, open_line
from akkoord.work.line.standing import standings

REFUSED = 20  # messages that were not taken in, the last ones first


@require_http_methods(["GET", "POST"])
@may_manage
def partner(request: DeskRequest) -> HttpResponse:
    """Who the partner is, whether he may collect and has our mandate, and how the line with him is doing."""
    return edit(request, PARTNER, lines=standings(request.desk, side="client", at=clock.now()))


@require_http_methods(["GET", "POST"])
@may_manage
def couple(request: DeskRequest) -> HttpResponse:
    """A code is pasted, one sees whose it is, and confirms."""
    code = request.POST.get("code", "").strip()
    context: dict[str, Any] = {"code": code}
    if request.method == "POST":
        offered = look(code)
        if isinstance(offered, Refusal):
            return render(request, "lines/couple.html", context | {"refused": offered})
        if request.POST.get("do") == "open":
            opened = open_line(desk=request.desk, code=code, on=clock.today(), at=clock.now())
            if isinstance(opened, Line):
                messages.success(request, _("De lijn met %(name)s is open.") % {"name": opened.name})
                return redirect("settings-partner")
            context["refused"] = opened
        context |= _whose(offered)
    return render(request, "lines/couple.html", context)


def _whose(offered: Offered) -> dict[str, Any]:
    return {"offered": offered, "mark": fingerprint(offered.key), "here": is_here(offered)}


@require_http_methods(["GET", "POST"])
@may_manage
def clients(request: DeskRequest) -> HttpResponse:
    """For whom this company collects; a POST invites one more, and shows the code once."""
    if not request.desk.creditor.desk_on:
        return redirect("settings")
    context: dict[str, Any] = {"typed": request.POST}
    if request.method == "POST":
        said = {"name": request.POST.get("name", ""), "email": request.POST.get("email", "")}
        terms = request.desk.creditor.desk_terms
        made = invite(desk=request.desk, **said, terms=terms, on=clock.today(), at=clock.now())
        context |= {"refused": made} if isinstance(made, Refusal) else {"made": made, "typed": {}}
    context |= {"lines": standings(request.desk, side="desk", at=clock.now()), "mark": fingerprint(our_public_key())}
    return render(request, "lines/clients.html", context)


@require_GET
def line(request: DeskRequest, line_id: int) -> HttpResponse:
    """How a line is doing, what runs over it, and closing it."""
    one = get_object_or_404(request.desk.lines(), id=line_id)
    standing = next(found for found in standings(request.desk, side=one.side, at=clock.now()) if found.line.id == one.id)
    refused = request.desk.line_messages().filter(line_id=one.id, state="refused").defer("attachment", "raw").order_by("-made_on", "-id")
    rows = [(row, KINDS.get(row.kind, Text(row.kind, row.kind)), Text(row.because["nl"], row.because["en"])) for row in refused[:REFUSED]]
    return render(request, "lines/close.html", {"one": standing, "line": one, "refused": rows})


@require_POST
@may_manage
def close(request: DeskRequest, line_id: int) -> HttpResponse:
    """The line is closed, or it is said why not."""
    one = get_object_or_404(request.desk.lines(), id=line_id)
    anyway = request.POST.get("anyway") == "on"
    refused = close_line(desk=request.desk, line_id=one.id, on=clock.today(), at=clock.now(), anyway=anyway)
    if refused:
        warn(request, refused)
        return redirect("line", line_id=one.id)
    messages.success(request, _("De lijn met %(name)s is gesloten.") % {"name": one.name})
    return redirect("settings-partner" if one.side == "client" else "clients")


urlpatterns = [
    path("instellingen/partner/", partner, name="settings-partner"),
    path("instellingen/partner/koppelen/", couple, name="line-couple"),
    path("opdrachtgevers/", clients, name="clients"),
    path("lijn/<int:line_id>/", line, name="line"),
    path("lijn/<int:line_id>/sluiten/", close, name="line_close"),
]
