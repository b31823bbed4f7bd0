"""Changing a debtor: its data, its contacts, and reasons to wait."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.core.problem import Refusal
from akkoord.store.models import Debtor
from akkoord.web import clock
from akkoord.web.forms.debtor import ContactForm, DebtorForm, HoldForm
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.views.debtors import REMOVED, debtor_of
from akkoord.work.hold import add_hold, end_hold
from akkoord.work.keep_contact import keep_contact, remove_contact
from akkoord.work.keep_debtor import keep_debtor
from akkoord.work.mail.replies import mark_read


def refuse(form: django_forms.Form, refusals: dict[str, Refusal]) -> None:
    """Puts each refusal at its field, and what belongs to none above the form."""
    for name, refusal in refusals.items():
        form.add_error(name if name in form.fields else None, refusal.why.in_language(get_language() or "nl"))


@may_work
def edit(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """Name, kind, language, address, numbers."""
    debtor = debtor_of(request, debtor_id)
    names = list(DebtorForm.base_fields)
    form = DebtorForm(request.POST or None, initial={name: getattr(debtor, name) for name in names})
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name in request.POST or name == "large"}
        refusals = keep_debtor(desk=request.desk, debtor_id=debtor.id, fields=said, on=clock.today(), at=clock.now())
        if not refusals:
            messages.success(request, _("Bewaard."))
            return redirect("debtor", debtor.id)
        refuse(form, refusals)
    return _form(request, "debtors/edit.html", debtor, form)


@may_work
def contact(request: DeskRequest, debtor_id: int, contact_id: int | None = None) -> HttpResponse:
    """Somebody to reach: a new one, or one to change."""
    debtor = debtor_of(request, debtor_id)
    known = None if contact_id is None else get_object_or_404(request.desk.contacts(), id=contact_id, debtor_id=debtor.id)
    initial = {name: getattr(known, name) for name in ContactForm.base_fields} if known else {}
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        refusals = keep_contact(
            desk=request.desk, debtor_id=debtor.id, contact_id=contact_id, fields=said, on=clock.today(), at=clock.now()
        )
        if not refusals:
            return redirect("debtor", debtor.id)
        refuse(form, refusals)
    return _form(request, "debtors/contact.html", debtor, form, contact=known)


@require_POST
@may_work
def contact_away(request: DeskRequest, debtor_id: int, contact_id: int) -> HttpResponse:
    """Takes a contact away; the page that follows offers to put it back."""
    debtor = debtor_of(request, debtor_id)
    get_object_or_404(request.desk.contacts(), id=contact_id, debtor_id=debtor.id)
    known = remove_contact(desk=request.desk, debtor_id=debtor.id, contact_id=contact_id, on=clock.today(), at=clock.now())
    if not isinstance(known, Refusal):
        request.session[REMOVED] = {"debtor": debtor.id, "fields": known}
    return redirect("debtor", debtor.id)


@may_work
def hold(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """A reason to wait: a promise, a complaint, a pause, insolvency, extra care."""
    debtor = debtor_of(request, debtor_id)
    open_ones = request.desk.invoices().filter(debtor_id=debtor.id, kind="invoice", open__gt=0).order_by("due_on", "id")
    invoices = [(str(one.id), one.number) for one in open_ones[:200]]
    form = HoldForm(request.POST or None, invoices=invoices, initial={"kind": request.GET.get("reden", "promise")})
    if request.method == "POST" and form.is_valid():
        refusal = _hold(request, debtor, form.cleaned_data)
        if refusal is None:
            _answered(request, debtor)
            return redirect("debtor", debtor.id)
        refuse(form, {"": refusal})
    return _form(request, "debtors/hold.html", debtor, form)


def _hold(request: DeskRequest, debtor: Debtor, said: dict[str, Any]) -> Refusal | None:
    return add_hold(
        desk=request.desk,
        debtor_id=debtor.id,
        invoice_id=int(said["invoice"]) if said["invoice"] else None,
        kind=said["kind"],
        until=said["until"],
        amount=said["amount"] if said["kind"] == "promise" else None,
        note=said["note"],
        on=clock.today(),
        at=clock.now(),
    )


def _answered(request: DeskRequest, debtor: Debtor) -> None:
    """Who comes from the page of an answer has read it, up to the last mail that stood there."""
    upto = request.GET.get("tot", "")
    if request.GET.get("antwoord") and upto.isdecimal() and len(upto) < 20:
        mark_read(desk=request.desk, debtor_id=debtor.id, on=clock.today(), at=clock.now(), upto=int(upto))


@require_POST
@may_work
def hold_end(request: DeskRequest, debtor_id: int, hold_id: int) -> HttpResponse:
    """The reason to wait is over; the ladder goes on where it was."""
    debtor = debtor_of(request, debtor_id)
    get_object_or_404(request.desk.holds(), id=hold_id, debtor_id=debtor.id)
    because = "settled" if request.POST.get("because") == "settled" else "released"
    end_hold(desk=request.desk, hold_id=hold_id, because=because, on=clock.today(), at=clock.now())
    messages.success(request, _("Er is geen reden meer om hierop te wachten. Vanaf de volgende dag gaat Akkoord verder."))
    return redirect("debtor", debtor.id)


def _form(request: DeskRequest, template: str, debtor: Debtor, form: django_forms.Form, **more: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"debtor": debtor, "form": form, **more}, status=status)


urlpatterns = [
    path("debiteuren/<int:debtor_id>/wijzigen/", edit, name="debtor_edit"),
    path("debiteuren/<int:debtor_id>/contact/", contact, name="contact_add"),
    path("debiteuren/<int:debtor_id>/contact/<int:contact_id>/", contact, name="contact_edit"),
    path("debiteuren/<int:debtor_id>/contact/<int:contact_id>/weg/", contact_away, name="contact_remove"),
    path("debiteuren/<int:debtor_id>/wachten/", hold, name="hold_add"),
    path("debiteuren/<int:debtor_id>/wachten/<int:hold_id>/einde/", hold_end, name="hold_end"),
]
