"""Payments that stand on no invoice yet: each with the invoices it is likely to be for; placed ones can be taken back."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.store.models import Payment
from akkoord.store.queries import unplaced
from akkoord.web import clock
from akkoord.web.forms.bank import BankForm
from akkoord.web.forms.payment import PlaceForm
from akkoord.web.listing import page_of, query_of
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.views.debtor_forms import refuse
from akkoord.work.payments.bank import bank_checked
from akkoord.work.payments.place_payment import accept_proposal, place_payment, set_aside
from akkoord.work.payments.proposed import parts_of, proposed, proposed_refunds

SIZE = 10
FILTERS = {"free": gettext_lazy("Te plaatsen"), "placed": gettext_lazy("Geplaatst"), "aside": gettext_lazy("Opzij gezet")}


def payments(request: DeskRequest) -> HttpResponse:
    """What came in and is not placed; or what was."""
    return _page(request)


@require_POST
@may_work
def place(request: DeskRequest, payment_id: int) -> HttpResponse:
    """Books a payment on an invoice: all of what fits, or the amount that was typed."""
    payment = get_object_or_404(request.desk.payments(), id=payment_id)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _page(request, wrong=(payment, form))
    number = form.cleaned_data["number"].strip()
    invoice = request.desk.invoices().filter(number=number, kind="invoice").first()
    if invoice is None:
        form.add_error("number", _("Factuur %(number)s is niet bekend.") % {"number": number})
        return _page(request, wrong=(payment, form))
    amount = form.cleaned_data["amount"] or min(payment.free, invoice.open)
    refusal = place_payment(
        desk=request.desk, payment_id=payment.id, invoice_id=invoice.id, amount=amount, on=clock.today(), at=clock.now()
    )
    if refusal:
        refuse(form, {"amount": refusal})
        return _page(request, wrong=(payment, form))
    messages.success(request, _("Geplaatst op factuur %(number)s.") % {"number": invoice.number})
    return redirect("payments")


@require_POST
@may_work
def accept(request: DeskRequest, payment_id: int) -> HttpResponse:
    """Takes an answer that was shown; the next payment stands on top then."""
    payment = get_object_or_404(request.desk.payments(), id=payment_id)
    parts, credits = parts_of(request.POST.get("parts", ""))
    day, at = clock.today(), clock.now()
    refusal = accept_proposal(desk=request.desk, payment_id=payment.id, parts=parts, credits=credits, on=day, at=at)
    if refusal:
        messages.error(request, refusal.why.in_language(get_language() or "nl"))
    else:
        numbers = request.desk.invoices().filter(id__in=[invoice for invoice, _ in parts]).order_by("due_on", "id")
        shown = ", ".join(numbers.values_list("number", flat=True))
        messages.success(request, _("Geplaatst op %(numbers)s. Terugdraaien kan onder Geplaatst.") % {"numbers": shown})
    return redirect("payments")


@require_POST
@may_work
def aside(request: DeskRequest, payment_id: int) -> HttpResponse:
    """Says that an entry pays no invoice."""
    payment = get_object_or_404(request.desk.payments(), id=payment_id)
    set_aside(desk=request.desk, payment_id=payment.id, on=clock.today(), at=clock.now())
    messages.success(request, _("Opzij gezet. U vindt het terug onder Opzij gezet."))
    return redirect("payments")


def bank(request: DeskRequest) -> HttpResponse:
    """Up to which day the bank is known: by a statement, or by somebody who looked."""
    form = BankForm(request.POST or None, on=clock.today(), initial={"until": clock.today()})
    if request.method == "POST":
        return _looked(request, form)
    return render(request, "payments/bank.html", {"form": form})


@may_work
def _looked(request: DeskRequest, form: BankForm) -> HttpResponse:
    if form.is_valid():
        refusal = bank_checked(desk=request.desk, until=form.cleaned_data["until"], on=clock.today(), at=clock.now())
        if refusal is None:
            messages.success(request, _("Genoteerd."))
            return redirect("today")
        form.add_error("until", refusal.why.in_language(get_language() or "nl"))
    return render(request, "payments/bank.html", {"form": form}, status=422)


def _page(request: DeskRequest, *, wrong: tuple[Payment, PlaceForm] | None = None) -> HttpResponse:
    which = request.GET.get("toon", "free")
    if which not in FILTERS:
        which = "free"
    found: Any = [wrong[0]] if wrong else unplaced.payments(request.desk, which=cast(unplaced.Which, which))
    page = page_of(request, found, size=SIZE)
    rows = _rows(request, list(page.object_list), wrong)
    context = {
        "page": page,
        "rows": rows,
        "next": next((one.id for one, near, *_ in rows if near and near[0].likely), None),  # which one a key would take
        "which": which,
        "filters": FILTERS,
        "waiting": unplaced.payments(request.desk, which="free").count(),
        "query": query_of(request, "toon"),
        "alone": wrong is not None,
        "back": reverse("payments"),
    }
    return render(request, "payments/list.html", context, status=422 if wrong else 200)


def _rows(request: DeskRequest, found: list[Payment], wrong: tuple[Payment, PlaceForm] | None) -> list[tuple[Any, ...]]:
    """Each payment with its likely invoices, its bookings and its form; a form that was wrong keeps what was typed."""
    free = [one for one in found if one.free]
    near: dict[int, Any] = {**proposed(request.desk, free), **proposed_refunds(request.desk, free)}
    booked = unplaced.bookings(request.desk, found)
    given = unplaced.refunds(request.desk, found)
    forms = {one.id: PlaceForm(auto_id=f"id_{one.id}_%s") for one in found}
    if wrong:
        wrong[1].auto_id = f"id_{wrong[0].id}_%s"
        forms[wrong[0].id] = wrong[1]
    return [(one, near.get(one.id, []), booked.get(one.id, []), forms[one.id], given.get(one.id, [])) for one in found]


urlpatterns = [
    path("betalingen/", payments, name="payments"),
    path("betalingen/bank/", bank, name="bank"),
    path("betalingen/<int:payment_id>/plaatsen/", place, name="payment_place"),
    path("betalingen/<int:payment_id>/aannemen/", accept, name="payment_accept"),
    path("betalingen/<int:payment_id>/opzij/", aside, name="payment_aside"),
]
