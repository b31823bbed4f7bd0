"""Paying: by a code for the app of his bank, by bank details that copy, or at a payment service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from akkoord.core.problem import Refusal
from akkoord.letters.fields import iban_shown, payment_reference
from akkoord.letters.qr import epc_code
from akkoord.portal import clock
from akkoord.portal.pages import GuestRequest, guest_page, onward, open_page, show
from akkoord.store.access import Guest
from akkoord.work.portal.mollie import begin, can_pay, look_again, told_of
from akkoord.work.portal.plans import plan_of
from akkoord.work.portal.stands import Line, Stands, stands, transfer_text


@dataclass(frozen=True, slots=True)
class Wanted:
    """What he pays: cents, what he writes with it, and for which invoices, or for which day of his arrangement."""

    cents: int
    reference: str
    lines: tuple[Line, ...] = ()
    part: date | None = None


@require_GET
@guest_page
def pay(request: GuestRequest) -> HttpResponse:
    """How he pays what he chose: all that is asked now, one invoice, or what is due of his arrangement."""
    wanted = _wanted(request.guest, request.GET)
    return onward("standing") if wanted is None else _page(request, wanted, request.GET)


def _wanted(guest: Guest, said: QueryDict) -> Wanted | None:
    on = clock.today()
    if said.get("deel"):
        plan = plan_of(guest, on=on)
        if plan is None or plan.row.state != "running" or not plan.due_now:
            return None
        return Wanted(plan.due_now, payment_reference(plan.agreement.content), part=plan.due_on)
    found = stands(guest, on=on)
    lines = chosen(found, said.get("factuur", ""))
    return Wanted(sum(line.asked for line in lines), transfer_text(guest, lines, on=on), lines) if lines else None


def chosen(found: Stands, named: str) -> tuple[Line, ...]:
    """The invoice he named, or what is asked now."""
    one = tuple(line for line in found.lines if f"{line.id}" == named)
    return one or found.to_pay


def _page(request: GuestRequest, wanted: Wanted, said: QueryDict, refused: Refusal | None = None) -> HttpResponse:
    """What he fills in at his bank, and the way to pay online where there is one."""
    creditor, cents = request.guest.creditor, wanted.cents
    context: dict[str, Any] = {
        "wanted": wanted,
        "iban": iban_shown(creditor.iban),
        "code": epc_code(name=creditor.name, iban=creditor.iban, cents=cents, reference=wanted.reference),
        "online": refused is None and can_pay(creditor, cents),
        "named": said.get("factuur", ""),
        "part": said.get("deel", ""),
        "refused": refused,
    }
    return show(request, "pay.html", context, status=503 if refused else 200)


@require_POST
@guest_page
def begin_online(request: GuestRequest) -> HttpResponse:
    """He wants to pay by Mollie: a payment is begun, and he is led there from the next page."""
    wanted = _wanted(request.guest, request.POST)
    if wanted is None:
        return onward("standing")
    back_to, on, at = request.build_absolute_uri(reverse("portal:online")), clock.today(), clock.now()
    begun = begin(request.guest, cents=wanted.cents, reference=wanted.reference, back_to=back_to, on=on, at=at)
    return _page(request, wanted, request.POST, begun) if isinstance(begun, Refusal) else onward("paid_online", begun.id)


@require_GET
@guest_page
def online(request: GuestRequest, pay_id: int) -> HttpResponse:
    """Where he goes on to Mollie, and where he comes back: how it stands, as Mollie says it now."""
    rows = request.guest.pay_links().filter(id=pay_id) if pay_id < 2**63 else request.guest.pay_links().none()
    one = rows.select_related("creditor").first()
    if one is None:
        return show(request, "unknown.html", status=404)
    return show(request, "online.html", {"pay": look_again(one, on=clock.today(), at=clock.now())})


@csrf_exempt
@require_POST
@open_page
def told(request: HttpRequest, pay_id: int) -> HttpResponse:
    """Mollie says that something changed with a payment. It is asked back; nobody learns anything from the answer."""
    if pay_id < 2**63:
        told_of(pay_id, request.POST.get("id", ""), on=clock.today(), at=clock.now())
    return HttpResponse("", content_type="text/plain")
