"""Paying: by a code for the app of his bank, by bank details that copy, or at a payment service."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from akkoord.letters.fields import iban_shown
from akkoord.letters.qr import epc_code
from akkoord.portal import clock
from akkoord.portal.pages import GuestRequest, guest_page, onward, show
from akkoord.store.access import Guest
from akkoord.work.portal.stands import Line, Stands, stands, transfer_text


@require_GET
@guest_page
def pay(request: GuestRequest) -> HttpResponse:
    """How he pays what he chose: all that is asked now, or one invoice."""
    on = clock.today()
    found = stands(request.guest, on=on)
    lines = chosen(found, request.GET.get("factuur", ""))
    if not lines:
        return onward("standing")
    return show(request, "pay.html", {"stands": found, "lines": lines, **_transfer(request.guest, lines)})


def chosen(found: Stands, named: str) -> tuple[Line, ...]:
    """The invoice he named, or what is asked now."""
    one = tuple(line for line in found.lines if f"{line.id}" == named)
    return one or found.to_pay


def _transfer(guest: Guest, lines: tuple[Line, ...]) -> dict[str, Any]:
    """What he fills in at his bank."""
    cents, reference = sum(line.asked for line in lines), transfer_text(guest, lines, on=clock.today())
    creditor = guest.creditor
    code = epc_code(name=creditor.name, iban=creditor.iban, cents=cents, reference=reference)
    return {"cents": cents, "reference": reference, "iban": iban_shown(creditor.iban), "code": code}
