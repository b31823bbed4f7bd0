"""Writing down on the page of an invoice what interrupted its prescription, and taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.web import clock
from akkoord.web.forms.interruption import InterruptionForm
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.views.debtor_forms import refuse
from akkoord.web.views.invoices import page
from akkoord.work.keep_interruption import keep_interruption, take_back_interruption


@require_POST
@may_work
def add(request: DeskRequest, invoice_id: int) -> HttpResponse:
    """Writes down what interrupted the term of this invoice; what cannot be kept is asked again on its page."""
    one = get_object_or_404(request.desk.invoices().select_related("debtor"), id=invoice_id, kind="invoice")
    form = InterruptionForm(request.POST, due=one.due_on, on=clock.today())
    if form.is_valid():
        said = form.cleaned_data
        refusals = keep_interruption(
            desk=request.desk, invoice_id=one.id, day=said["day"], how=said["how"], note=said["note"], on=clock.today(), at=clock.now()
        )
        if not refusals:
            messages.success(request, _("Vastgelegd. De dag van verjaring is opnieuw berekend."))
            return _back(one.id)
        refuse(form, refusals)
    return page(request, one, form)


@require_POST
@may_work
def take_back(request: DeskRequest, interruption_id: int) -> HttpResponse:
    """It was a mistake."""
    one = get_object_or_404(request.desk.interruptions(), id=interruption_id)
    take_back_interruption(desk=request.desk, interruption_id=one.id, on=clock.today(), at=clock.now())
    messages.success(request, _("Teruggenomen: deze stuiting telt niet meer mee."))
    return _back(one.invoice_id)


def _back(invoice_id: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("invoice", args=[invoice_id]) + "#verjaring")


urlpatterns = [
    path("facturen/<int:invoice_id>/stuiting/", add, name="interruption_add"),
    path("stuitingen/<int:interruption_id>/terug/", take_back, name="interruption_back"),
]
