"""Arrangements: a plan is built with its sums beside it, and one page says how each stands and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from akkoord.core.problem import Refusal
from akkoord.core.uploaded import LARGEST, Upload
from akkoord.store.models import Arrangement
from akkoord.web import clock
from akkoord.web.arrangement_page import Preview, beginning, choices, previewed, rows_of, standing_of
from akkoord.web.forms.arrangement import AcceptForm, PlanForm
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import warn
from akkoord.web.views.debtors import debtor_of
from akkoord.work.arrangement.accept import accepted_words
from akkoord.work.arrangement.agreement import agreement_of
from akkoord.work.arrangement.at_desk import (
    accept_arrangement,
    close_proposal,
    propose_arrangement,
    send_arrangement,
    stop_arrangement,
)


@require_http_methods(["GET", "POST"])
@may_work
def build(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """The plan builder; POST lays the proposal down."""
    debtor, on = debtor_of(request, debtor_id), clock.today()
    known = choices(request.desk, debtor, on=on, language=request.user.language)
    begin = beginning(request.desk, debtor, on=on)
    form = PlanForm(request.POST if request.method == "POST" else None, initial=begin, invoices=known)
    shown = form if request.method == "POST" else PlanForm(begin, invoices=known)
    preview = previewed(request.desk, debtor, shown, on=on)
    if request.method == "POST" and preview.plan is not None:
        wish = form.wish(preview.plan.terms)
        made = propose_arrangement(desk=request.desk, debtor_id=debtor.id, wish=wish, on=on, at=clock.now())
        if not isinstance(made, Refusal):
            messages.success(request, _("Het voorstel ligt vast. Stuur de tekst, of leg vast dat hij akkoord ging."))
            return redirect("arrangement", made.id)
        preview = Preview(preview.subject, refusal=made)
    context = {"debtor": debtor, "form": form, "preview": preview, "running": _running(request, debtor.id)}
    return render(request, "arrangements/build.html", context, status=422 if request.method == "POST" else 200)


@require_GET
def preview(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """The plan beside the form, as it is typed."""
    debtor, on = debtor_of(request, debtor_id), clock.today()
    form = PlanForm(request.GET, invoices=choices(request.desk, debtor, on=on, language=request.user.language))
    return render(request, "arrangements/_preview.html", {"preview": previewed(request.desk, debtor, form, on=on), "form": form})


@require_GET
def arrangement(request: DeskRequest, arrangement_id: int) -> HttpResponse:
    """One version: what was agreed, how it stands, and the text of it."""
    return _page(request, _of(request, arrangement_id), AcceptForm(initial={"how": "paper"}))


def _page(request: DeskRequest, one: Arrangement, form: AcceptForm, *, status: int = 200) -> HttpResponse:
    on = clock.shown_day(request)
    watched = standing_of(request.desk, one, on=on)
    context: dict[str, Any] = {
        "one": one,
        "debtor": one.debtor,
        "now": watched.now if watched else None,
        "held": watched.held if watched else False,
        "rows": rows_of(one, watched, on=on),
        "invoices": one.invoices.select_related("invoice").order_by("invoice__due_on", "invoice_id"),
        "agreement": agreement_of(one),
        "accepted": accepted_words(one) if one.agreed_on else None,
        "files": request.desk.debtor_files().filter(arrangement_id=one.id).order_by("id"),
        "versions": request.desk.arrangements().filter(first_id=one.first_id).exclude(id=one.id).order_by("version"),
        "warning": one.warning,
        "form": form,
    }
    return render(request, "arrangements/arrangement.html", context, status=status)


@require_POST
@may_work
def accepted(request: DeskRequest, arrangement_id: int) -> HttpResponse:
    """Writes down that somebody agreed, with the scan of his signature where there is one."""
    one = _of(request, arrangement_id)
    form = AcceptForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["scan"]
        scan = Upload(sent.name, sent.read(LARGEST + 1)) if sent else None
        said = {"how": form.cleaned_data["how"], "name": form.cleaned_data["name"]}
        made = accept_arrangement(desk=request.desk, arrangement_id=one.id, scan=scan, on=clock.today(), at=clock.now(), **said)
        if not isinstance(made, Refusal):
            spoken = said["how"] == "spoken"
            messages.success(request, _("De regeling loopt. De bevestiging ligt klaar.") if spoken else _("De regeling loopt."))
            return redirect("arrangement", one.id)
        form.add_error(None, made.why.in_language(request.user.language))
    return _page(request, one, form, status=422)


@require_POST
@may_work
def send(request: DeskRequest, arrangement_id: int) -> HttpResponse:
    """Lays the letter with the text ready."""
    one = _of(request, arrangement_id)
    letter = send_arrangement(desk=request.desk, arrangement_id=one.id, on=clock.today(), at=clock.now())
    if isinstance(letter, Refusal):
        warn(request, letter)
        return redirect("arrangement", one.id)
    return redirect("letter", letter.id)


@require_POST
@may_work
def close(request: DeskRequest, arrangement_id: int) -> HttpResponse:
    """A proposal is declined or taken back, or what runs is ended by hand."""
    one, because = _of(request, arrangement_id), request.POST.get("because", "")
    said: dict[str, Any] = {"desk": request.desk, "arrangement_id": one.id, "because": because, "on": clock.today(), "at": clock.now()}
    how = "declined" if request.POST.get("how") == "declined" else "withdrawn"
    refused = stop_arrangement(**said) if one.state == "running" else close_proposal(how=how, **said)
    if refused is not None:
        warn(request, refused)
    return redirect("arrangement", one.id)


@require_GET
def pages(request: DeskRequest, arrangement_id: int) -> HttpResponse:
    """The text as PDF: as it was accepted, or as it was proposed."""
    one = get_object_or_404(request.desk.arrangements().defer(None), id=arrangement_id)
    made = bytes(one.pdf) if one.pdf is not None else agreement_of(one).pdf()
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="regeling-{one.id}.pdf"'
    return response


@require_GET
def file(request: DeskRequest, file_id: int) -> HttpResponse:
    """A file that a debtor sent or signed, to be saved: it never opens at our address."""
    one = get_object_or_404(request.desk.debtor_files().defer(None), id=file_id)
    response = HttpResponse(bytes(one.content), content_type=one.mime)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=one.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _of(request: DeskRequest, arrangement_id: int) -> Arrangement:
    return get_object_or_404(request.desk.arrangements(), id=arrangement_id)


def _running(request: DeskRequest, debtor_id: int) -> Arrangement | None:
    return request.desk.arrangements().filter(debtor_id=debtor_id, state="running").first()


urlpatterns = [
    path("debiteuren/<int:debtor_id>/regeling/", build, name="arrangement_build"),
    path("debiteuren/<int:debtor_id>/regeling/vooraf/", preview, name="arrangement_preview"),
    path("regelingen/<int:arrangement_id>/", arrangement, name="arrangement"),
    path("regelingen/<int:arrangement_id>/akkoord/", accepted, name="arrangement_accept"),
    path("regelingen/<int:arrangement_id>/sturen/", send, name="arrangement_send"),
    path("regelingen/<int:arrangement_id>/beeindigen/", close, name="arrangement_close"),
    path("regelingen/<int:arrangement_id>/regeling.pdf", pages, name="arrangement_pdf"),
    path("debiteuren/bestand/<int:file_id>/", file, name="debtor_file"),
]
