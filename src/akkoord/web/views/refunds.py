"""Money that went back to a debtor: an answer that was shown is taken, and a refund is taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.web import clock
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.work.payments.refunds import accept_refund, undo_refund


@require_POST
@may_work
def accept(request: DeskRequest, payment_id: int) -> HttpResponse:
    """Takes an answer that was shown; the next payment stands on top then."""
    payment = get_object_or_404(request.desk.payments(), id=payment_id, amount__lt=0)
    source = request.POST.get("source", "")
    refusal = accept_refund(desk=request.desk, payment_id=payment.id, source=source, on=clock.today(), at=clock.now())
    if refusal:
        messages.error(request, refusal.why.in_language(get_language() or "nl"))
    else:
        messages.success(request, _("Geboekt als terugbetaling. Terugdraaien kan onder Geplaatst."))
    return redirect("payments")


@require_POST
@may_work
def undo(request: DeskRequest, refund_id: int) -> HttpResponse:
    """Takes a refund back: the money is with us again."""
    one = get_object_or_404(request.desk.refunds(), id=refund_id)
    undo_refund(desk=request.desk, refund_id=one.id, on=clock.today(), at=clock.now())
    messages.success(request, _("De terugbetaling is teruggedraaid."))
    return redirect("payments")


urlpatterns = [
    path("betalingen/<int:payment_id>/terugbetaling/", accept, name="refund_accept"),
    path("terugbetalingen/<int:refund_id>/terug/", undo, name="refund_undo"),
]
