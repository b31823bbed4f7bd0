"""Invoices: the list, and one with its terms, its bookings and its steps."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from akkoord.store.models import Debtor, Invoice
from akkoord.store.queries import invoice_list, invoice_page
from akkoord.web import clock
from akkoord.web.forms.interruption import InterruptionForm
from akkoord.web.forms.terms import TermsForm
from akkoord.web.listing import page_of, query_of, search_of
from akkoord.web.permission import may_work
from akkoord.web.prescribed import prescribed
from akkoord.web.requests import DeskRequest
from akkoord.web.stand import ending_for, stand
from akkoord.web.views.debtor_forms import refuse
from akkoord.work.keep_terms import Terms, keep_terms
from akkoord.work.outlook import outlook
from akkoord.work.owed import owed
from akkoord.work.payments.place_payment import undo_allocation

FILTERS = {
    "open": gettext_lazy("Open"),
    "overdue": gettext_lazy("Te laat"),
    "all": gettext_lazy("Alle"),
    "credit": gettext_lazy("Creditnota's"),
}


def invoices(request: DeskRequest) -> HttpResponse:
    """Invoices by what is asked; htmx gets the list alone."""
    on, past = clock.shown_day(request), clock.chosen_day(request) is not None
    which = request.GET.get("toon", "open")
    if which not in FILTERS:
        which = "open"
    search = search_of(request)
    debtor = _debtor(request)
    rows = invoice_list.invoices(
        request.desk, which=cast(invoice_list.Which, which), on=on, past=past, search=search, debtor_id=debtor.id if debtor else None
    )
    context = {
        "page": page_of(request, rows),
        "which": which,
        "filters": FILTERS,
        "search": search,
        "debtor": debtor,
        "query": query_of(request, "q", "toon", "debiteur"),
        "keep": query_of(request, "q", "debiteur"),
    }
    return render(request, "invoices/rows.html" if request.htmx and not request.htmx.boosted else "invoices/list.html", context)


def invoice(request: DeskRequest, invoice_id: int) -> HttpResponse:
    """One invoice: what is left of it, and what happens next."""
    return page(request, get_object_or_404(request.desk.invoices().select_related("debtor"), id=invoice_id))


def page(request: DeskRequest, one: Invoice, form: InterruptionForm | None = None, terms: TermsForm | None = None) -> HttpResponse:
    """The page of one invoice with its debtor at hand; a form is one that was filled in and could not be kept."""
    on = clock.shown_day(request)
    sums = stand(owed(debtor=one.debtor, on=on, only=frozenset({one.id}))) if one.kind == "invoice" else {}
    days = max(0, (on - one.due_on).days) if one.open and one.kind == "invoice" else 0
    ahead = next((row for row in outlook(debtor=one.debtor, on=on) if row.invoice_id == one.id), None) if one.open else None
    context = {
        "invoice": one,
        **sums,
        "ahead": ahead,
        "ending": ending_for(one.debtor, on=on),
        "days": days,
        "bookings": invoice_page.bookings(request.desk, one),
        "steps": invoice_page.steps(request.desk, one.id),
        "documents": request.desk.documents().filter(invoice_id=one.id).order_by("id"),
        "terms": terms or TermsForm(initial={name: getattr(one, name) for name in TermsForm.base_fields}),
        **prescribed(request.desk, one, on=on),
        "form": form or InterruptionForm(due=one.due_on, on=clock.today()),
    }
    return render(request, "invoices/invoice.html", context, status=422 if form or terms else 200)


@require_GET
def document(request: DeskRequest, document_id: int) -> HttpResponse:
    """A document that came with an invoice, to be saved. Somebody else made it, so it never opens at our address: no browser
    shows it in place, guesses at its kind or runs what is in it."""
    one = get_object_or_404(request.desk.documents().defer(None), id=document_id)
    response = HttpResponse(bytes(one.content), content_type=one.mime)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=one.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@may_work
def terms(request: DeskRequest, invoice_id: int) -> HttpResponse:
    """Says where the payment term was agreed."""
    one = get_object_or_404(request.desk.invoices().select_related("debtor"), id=invoice_id)
    form = TermsForm(request.POST)
    if form.is_valid():
        refusals = keep_terms(desk=request.desk, invoice_id=one.id, terms=Terms(**form.cleaned_data), on=clock.today(), at=clock.now())
        if not refusals:
            messages.success(request, _("Bewaard. De rente is opnieuw berekend."))
            return redirect("invoice", one.id)
        refuse(form, refusals)
    return page(request, one, terms=form)


@require_POST
@may_work
def undo(request: DeskRequest, allocation_id: int) -> HttpResponse:
    """Takes a booking back; from an invoice it returns there, from the payments to them."""
    one = get_object_or_404(request.desk.allocations(), id=allocation_id)
    undo_allocation(desk=request.desk, allocation_id=one.id, on=clock.today(), at=clock.now())
    messages.success(request, _("De boeking is teruggedraaid: de factuur staat weer open en het geld is weer vrij."))
    if request.POST.get("from") == "payments":
        return redirect("payments")
    return redirect("invoice", one.invoice_id)


def _debtor(request: DeskRequest) -> Debtor | None:
    wanted = request.GET.get("debiteur", "")
    known = wanted.isascii() and wanted.isdecimal() and len(wanted) < 20 and int(wanted) < 2**63
    return get_object_or_404(request.desk.debtors(), id=int(wanted)) if known else None


urlpatterns = [
    path("facturen/", invoices, name="invoices"),
    path("facturen/<int:invoice_id>/", invoice, name="invoice"),
    path("facturen/<int:invoice_id>/termijn/", terms, name="invoice_terms"),
    path("documenten/<int:document_id>/", document, name="invoice_document"),
    path("boekingen/<int:allocation_id>/terug/", undo, name="allocation_undo"),
]
