"""What he says: that he paid, a question, a complaint, when he wants to be called, how he could pay in parts."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from akkoord.core.problem import Refusal
from akkoord.core.uploaded import LARGEST, Upload
from akkoord.jurisdictions import jurisdiction
from akkoord.portal import clock
from akkoord.portal.pages import GuestRequest, guest_page, onward, show
from akkoord.portal.typed import cents_typed, day_typed, minute_typed, number_typed
from akkoord.reasons import listener
from akkoord.store.models.portal import PortalAct
from akkoord.work.portal.say import EVERY, LONGEST, Said, say
from akkoord.work.portal.stands import stands
from akkoord.work.portal.uploads import AT_ONCE

FIELDS = ("text", "invoice", "amount", "day", "minute", "phone", "every")
SIGNALS = frozenset({"self-harm", "despair"})


@require_http_methods(["GET", "POST"])
@guest_page
def question(request: GuestRequest) -> HttpResponse:
    """He asks something."""
    return _told(request, PortalAct.QUESTION, "question.ask.html")


@require_http_methods(["GET", "POST"])
@guest_page
def dispute(request: GuestRequest) -> HttpResponse:
    """Something is wrong with an invoice."""
    return _told(request, PortalAct.DISPUTE, "dispute.html")


@require_http_methods(["GET", "POST"])
@guest_page
def paid(request: GuestRequest) -> HttpResponse:
    """He says that he paid."""
    return _told(request, PortalAct.PAID, "paid.html")


@require_http_methods(["GET", "POST"])
@guest_page
def call(request: GuestRequest) -> HttpResponse:
    """He wants to be called."""
    law = jurisdiction()
    hours = {"from": f"{law.contact_from:02}:00", "until": f"{law.contact_until:02}:00"}
    return _told(request, PortalAct.CALLBACK, "call.html", hours=hours)


@require_http_methods(["GET", "POST"])
@guest_page
def propose(request: GuestRequest) -> HttpResponse:
    """He says what he can pay, how often, and from when."""
    return _told(request, PortalAct.PROPOSAL, "propose.html", every_choices=EVERY)


@require_GET
@guest_page
def received(request: GuestRequest, message_id: int) -> HttpResponse:
    """It came in, and what happens with it."""
    found = request.guest.messages().filter(id=message_id) if message_id < 2**63 else request.guest.messages().none()
    one = found.select_related("mail", "invoice", "hold").first()
    if one is None:
        return show(request, "unknown.html", status=404)
    signs = listener().signs(one.mail.text) if one.mail else ()
    return show(request, "received.html", {"message": one, "care": bool(signs), "despair": bool(SIGNALS & set(signs))})


def _told(request: GuestRequest, kind: PortalAct, template: str, **more: Any) -> HttpResponse:
    """The form; or what he filled in, kept; or the form again with the reason why not, and nothing he typed lost."""
    typed = {name: request.POST.get(name, request.GET.get(name, ""))[: LONGEST + 1] for name in FIELDS}
    typed["phone"] = typed["phone"] or request.guest.debtor.phone
    refused: Refusal | None = None
    if request.method == "POST":
        answer = say(request.guest, _said(request, kind, typed), on=clock.today(), at=clock.now())
        if not isinstance(answer, Refusal):
            return onward("received", answer.message.id)
        refused = answer
    context = {"typed": typed, "refused": refused, "stands": stands(request.guest, on=clock.today()), "most": LONGEST, **more}
    context |= {"files_most": AT_ONCE, "file_size": LARGEST // 1_000_000}
    return show(request, template, context, status=422 if refused else 200)


def _said(request: GuestRequest, kind: PortalAct, typed: dict[str, str]) -> Said:
    return Said(
        kind,
        text=typed["text"],
        invoice_id=number_typed(typed["invoice"]),
        amount=cents_typed(typed["amount"]),
        day=day_typed(typed["day"]),
        minute=minute_typed(typed["minute"]),
        every=typed["every"],
        phone=typed["phone"][:40],
        files=[Upload(one.name or "", one.read(LARGEST + 1)) for one in request.FILES.getlist("files") if one.size],
    )
