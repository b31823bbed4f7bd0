"""Paying: by a code for the app of his bank, by bank details that copy, or at a payment service."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
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


@require_GET
@guest_page
def pay(request: GuestRequest) -> HttpResponse:
    """How he pays what he chose: all that is asked now, or one invoice."""
    on = clock.today()
    if request.GET.get("deel"):
        return _part(request)
    found = stands(request.guest, on=on)
    lines = chosen(found, request.GET.get("factuur", ""))
    if not lines:
        return onward("standing")
    transfer = _transfer(request.guest, lines)
    context = {"lines": lines, "named": request.GET.get("factuur", ""), "online": can_pay(request.guest.creditor, transfer["cents"])}
    return show(request, "pay.html", {**context, **transfer})


@require_POST
@guest_page
def begin_online(request: GuestRequest) -> HttpResponse:
    """He wants to pay by Mollie: a payment is begun, and he is led there from the next page."""
    guest, on = request.guest, clock.today()
    lines = chosen(stands(guest, on=on), request.POST.get("factuur", ""))
    if not lines:
        return onward("standing")
    cents, reference = sum(line.asked for line in lines), transfer_text(guest, lines, on=on)
    back_to = request.build_absolute_uri(reverse("portal:online"))
    begun = begin(guest, cents=cents, reference=reference, back_to=back_to, on=on, at=clock.now())
    if isinstance(begun, Refusal):
        return show(request, "pay.html", {"refused": begun, "lines": lines, **_transfer(guest, lines)}, status=503)
    return onward("paid_online", begun.id)


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


def _part(request: GuestRequest) -> HttpResponse:
    """How he pays what is due of his arrangement."""
    plan = plan_of(request.guest, on=clock.today())
    if plan is None or plan.row.state != "running" or not plan.due_now:
        return onward("standing")
    reference = payment_reference(plan.agreement.content)
    return show(request, "pay.html", {"part": plan.due_on, **_filled_in(request.guest, plan.due_now, reference)})


def chosen(found: Stands, named: str) -> tuple[Line, ...]:
    """The invoice he named, or what is asked now."""
    one = tuple(line for line in found.lines if f"{line.id}" == named)
    return one or found.to_pay


def _transfer(guest: Guest, lines: tuple[Line, ...]) -> dict[str, Any]:
    """What he fills in at his bank."""
    return _filled_in(guest, sum(line.asked for line in lines), transfer_text(guest, lines, on=clock.today()))


def _filled_in(guest: Guest, cents: int, reference: str) -> dict[str, Any]:
    creditor = guest.creditor
    code = epc_code(name=creditor.name, iban=creditor.iban, cents=cents, reference=reference)
    return {"cents": cents, "reference": reference, "iban": iban_shown(creditor.iban), "code": code}
