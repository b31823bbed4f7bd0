"""Paying in parts: what he is offered or asks, what he agrees to, and how it goes with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from akkoord.core.problem import Refusal
from akkoord.portal import clock
from akkoord.portal.pages import GuestRequest, came_from, guest_page, onward, show
from akkoord.portal.typed import cents_typed, day_typed, number_typed
from akkoord.portal.views.papers import missing, saved
from akkoord.work.arrangement.agreement import agreement_of
from akkoord.work.portal.plans import Reply, agree, begin_talk, payments_of, plan_of, refuse, reply, talk_of
from akkoord.work.portal.say import EVERY


@require_http_methods(["GET", "POST"])
@guest_page
def arrangement(request: GuestRequest) -> HttpResponse:
    """The arrangement that runs; or the one he can agree to; or the talk about one; or the way to begin."""
    refused = _done(request) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        return onward("arrangement")
    return _page(request, refused)


def _done(request: GuestRequest) -> Refusal | None:
    """Carry out what he chose; why not, where it could not be."""
    guest, what, on, at = request.guest, request.POST.get("do", ""), clock.today(), clock.now()
    name, ticked = request.POST.get("name", ""), request.POST.get("agree") == "on"
    answer: object
    if what == "agree":
        text, address = request.POST.get("text", ""), came_from(request)
        answer = agree(guest, name=name, ticked=ticked, text_sha256=text, address=address, on=on, at=at)
    elif what == "decline":
        answer = refuse(guest, because=request.POST.get("because", ""), on=on, at=at)
    elif what == "begin":
        answer = begin_talk(guest, on=on, at=at)
    else:
        answer = reply(guest, _reply(request, what), on=on, at=at)
    return answer if isinstance(answer, Refusal) else None


def _reply(request: GuestRequest, what: str) -> Reply:
    said = request.POST
    return Reply(
        what,
        number_typed(said.get("seen", "")) or 0,
        text=said.get("words", ""),
        amount=cents_typed(said.get("amount", "")),
        every=said.get("every", ""),
        day=day_typed(said.get("day", "")),
    )


def _page(request: GuestRequest, refused: Refusal | None) -> HttpResponse:
    guest, on = request.guest, clock.today()
    typed = {name: request.POST.get(name, "")[:2_000] for name in ("name", "amount", "every", "day", "words", "because")}
    context: dict[str, Any] = {"refused": refused, "typed": typed, "every_choices": EVERY}
    plan, status = plan_of(guest, on=on), 422 if refused else 200
    if plan is not None:
        return show(request, "plan.html" if plan.row.state == "running" else "agree.html", {**context, "plan": plan}, status=status)
    talk = talk_of(guest)
    if talk is not None:
        words = talk.text_in(guest.debtor.language)
        return show(request, "talk.html", {**context, "talk": talk, "words": words, "payments": payments_of(talk)}, status=status)
    if guest.creditor.negotiate_on:
        return show(request, "begin.html", context, status=status)
    return onward("propose")


@require_GET
@guest_page
def agreement(request: GuestRequest, arrangement_id: int) -> HttpResponse:
    """What was agreed, or proposed, to be saved; as it was accepted where it was."""
    rows = request.guest.arrangements().exclude(state="withdrawn")
    one = rows.filter(id=arrangement_id).first() if arrangement_id < 2**63 else None
    if one is None:
        return missing(request)
    pdf = bytes(one.pdf) if one.pdf else agreement_of(one).pdf()
    return saved(pdf, "application/pdf", f"regeling-{one.proposed_on}.pdf")
