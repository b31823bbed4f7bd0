"""How he stands: what is open and why, what happens next, and everything he can do about it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akkoord.portal import clock
from akkoord.portal.pages import GuestRequest, guest_page, onward, show
from akkoord.store.access import Guest
from akkoord.work.books import law_kind
from akkoord.work.portal.next_words import next_for
from akkoord.work.portal.plans import plan_of, talk_of
from akkoord.work.portal.stands import stands
from akkoord.work.portal.with_partner import with_partner

MESSAGES, LETTERS = 8, 6  # the last ones shown


@require_GET
@guest_page
def standing(request: GuestRequest) -> HttpResponse:
    """The first page: what is to be paid, and what can be done."""
    guest, on = request.guest, clock.today()
    found, partners = stands(guest, on=on), with_partner(guest)
    gone = frozenset(number for one in partners for number in one.invoices)
    context: dict[str, Any] = {
        "stands": found,
        "partners": partners,
        "all_gone": bool(found.lines) and all(one.id in gone for one in found.lines),
        "greeting": _greeting(guest),
        "next": next_for(guest.debtor, on=on),
        "documents": _documents(guest),
        "messages": guest.messages().select_related("mail", "invoice").order_by("-id")[:MESSAGES],
        "letters": guest.letters().only("creditor_id", "id", "subject", "sent_on").order_by("-sent_on", "-id")[:LETTERS],
        "under_way": guest.pay_links().filter(state="paid", settled_on=None).order_by("-id"),
        "plan": plan_of(guest, on=on),
        "talk": talk_of(guest),
        "consumer": law_kind(guest.debtor) == "consumer",
    }
    return show(request, "standing.html", context)


def _greeting(guest: Guest) -> str:
    hour = clock.now().hour
    hello = _("Goedenacht") if hour < 6 else _("Goedemorgen") if hour < 12 else _("Goedemiddag") if hour < 18 else _("Goedenavond")
    return f"{hello}, {guest.debtor.name}" if law_kind(guest.debtor) == "consumer" else hello


def _documents(guest: Guest) -> dict[int, list[Any]]:
    """What came with his open invoices, by invoice."""
    found: dict[int, list[Any]] = defaultdict(list)
    for one in guest.documents().filter(invoice__open__gt=0).only("creditor_id", "id", "name", "invoice_id").order_by("id"):
        found[one.invoice_id].append(one)
    return found


@require_GET
@guest_page
def reckoned(request: GuestRequest) -> HttpResponse:
    """The calculation, line by line, with the articles it rests on."""
    found = stands(request.guest, on=clock.today())
    return show(request, "reckoned.html", {"stands": found}) if found.sums else onward("standing")


@require_GET
@guest_page
def help_page(request: GuestRequest) -> HttpResponse:
    """Where he gets help with debts, free of charge."""
    return show(request, "help.html", {"consumer": law_kind(request.guest.debtor) == "consumer"})
