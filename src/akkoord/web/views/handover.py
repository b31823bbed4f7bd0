"""Out of hands: what is still needed before a case goes, its file, and how it goes at the partner afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akkoord.core.dates import date_of
from akkoord.core.handover.course import CLOSED_BECAUSE, ENDED, word
from akkoord.core.handover.readiness import BY_PERSON, missing
from akkoord.core.handover.signed import fingerprint
from akkoord.core.money import cents_of
from akkoord.core.problem import Refusal
from akkoord.core.uploaded import LARGEST, Upload
from akkoord.store.models import Debtor, HandOver
from akkoord.store.queries import debtor_page
from akkoord.web import clock
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.stand import time_line
from akkoord.web.told import tell, warn
from akkoord.web.views.debtors import debtor_of
from akkoord.work.handover import at_desk
from akkoord.work.handover.dossier import make_dossier
from akkoord.work.handover.end import left_open
from akkoord.work.handover.looked import say_looked
from akkoord.work.handover.mail_out import mail_again
from akkoord.work.handover.papers import add_paper
from akkoord.work.handover.prepare import LINE, waits_for
from akkoord.work.handover.ready import checked
from akkoord.work.installation_key import our_public_key

ZIP = "application/zip"


def hand_over(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """What a partner asks for, and what of it is there; without anything open it says so."""
    debtor, desk, on = debtor_of(request, debtor_id), request.desk, clock.today()
    rows = list(desk.invoices().filter(debtor_id=debtor.id, kind="invoice", open__gt=0).order_by("due_on", "id"))
    checks = checked(debtor=debtor, invoices=None, on=on) if rows else ()
    asked = desk.tasks().filter(debtor_id=debtor.id, kind="handover", done_on=None).first()
    context = {
        "debtor": debtor,
        "invoices": rows,
        "checks": checks,
        "lacking": missing(checks),
        "must": [one for one in checks if one.must and one.state == "missing"],
        "by_person": BY_PERSON,
        "task": asked,
        "cases": list(desk.hand_overs().filter(debtor_id=debtor.id).order_by("-id")),
        "files": list(desk.debtor_files().filter(debtor_id=debtor.id, kind__in=("contract", "terms")).order_by("on", "id")),
    }
    return render(request, "handover/ready.html", context)


@require_POST
@may_work
def looked(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """Somebody looked into a register, or asked."""
    debtor, said = debtor_of(request, debtor_id), {"key": request.POST.get("key", ""), "note": request.POST.get("note", "")}
    refused = say_looked(desk=request.desk, debtor_id=debtor.id, on=clock.today(), at=clock.now(), **said)
    return _back(request, refused, _("Vastgelegd met de dag van vandaag."), "hand_over", debtor.id)


@require_POST
@may_work
def paper(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """A paper for the file."""
    debtor, sent = debtor_of(request, debtor_id), request.FILES.get("file")
    if sent is None:
        messages.warning(request, _("Kies eerst een bestand."))
        return redirect("hand_over", debtor.id)
    kind, _dash, number = request.POST.get("what", "").partition("-")
    invoice = int(number) if number.isdecimal() and len(number) < 20 else None
    if invoice is not None and not request.desk.invoices().filter(id=invoice, debtor_id=debtor.id).exists():
        raise Http404
    file = Upload(sent.name or "", sent.read(LARGEST + 1))
    said: dict[str, Any] = {"kind": kind, "file": file, "invoice_id": invoice}
    refused = add_paper(desk=request.desk, debtor_id=debtor.id, on=clock.today(), at=clock.now(), **said)
    return _back(request, refused, _("Het stuk is bewaard."), "hand_over", debtor.id)


@require_GET
def dossier(request: DeskRequest, debtor_id: int, kind: str) -> HttpResponse:
    """The file as it would be made now: the pages to read, or the whole archive."""
    debtor, on = debtor_of(request, debtor_id), clock.today()
    made = make_dossier(debtor=debtor, invoices=None, ref=debtor.number or f"{debtor.id}", on=on, at=clock.now())
    if isinstance(made, Refusal):
        warn(request, made)
        return redirect("hand_over", debtor.id)
    return _pdf(made.pdf, f"dossier-{debtor.id}.pdf") if kind == "pdf" else _zip(made.raw, f"dossier-{debtor.id}.zip")


def _zip(raw: bytes, name: str) -> HttpResponse:
    return HttpResponse(raw, content_type=ZIP, headers={"Content-Disposition": content_disposition_header(True, name) or ""})


def _pdf(raw: bytes, name: str) -> HttpResponse:
    return HttpResponse(raw, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def _case(request: DeskRequest, hand_over_id: int) -> HandOver:
    return get_object_or_404(request.desk.hand_overs().prefetch_related("debtor", "line"), id=hand_over_id)


@require_GET
def case(request: DeskRequest, hand_over_id: int) -> HttpResponse:
    """How it goes at the partner."""
    one = _case(request, hand_over_id)
    known = {"one": one, "debtor": one.debtor, "word": word(one.state), "over": one.state in ENDED, "endings": CLOSED_BECAUSE}
    sums = {"left": left_open(one), "total": one.principal + one.interest + one.costs, "key": fingerprint(our_public_key())}
    return render(request, "handover/case.html", {**known, **sums, **_there(request, one), **_may(request, one)})


def _there(request: DeskRequest, one: HandOver) -> dict[str, Any]:
    """What it is about, what the partner said of it, and what he still asks."""
    desk = request.desk
    mine = debtor_page.events(desk, one.debtor_id, on=clock.today()).filter(data__ref=one.ref)
    costs = desk.line_messages().filter(line_id=one.line_id or 0, ref=one.ref, kind="cost", ours=False, state="applied")
    return {
        "invoices": list(desk.invoices().filter(id__in=one.invoices).order_by("due_on", "id")),
        "questions": at_desk.open_questions(one),
        "costs": list(costs.order_by("seq")),
        "days": time_line(desk, list(mine)),
    }


def _may(request: DeskRequest, one: HandOver) -> dict[str, Any]:
    """What can be done with it now, and why it is still here."""
    desk, mail, here = request.desk, one.way != LINE, one.sent_at is None and one.ended_on is None
    return {
        "waits": waits_for(desk.creditor, one, on=clock.today()) if here else None,
        "asked": desk.tasks().filter(debtor_id=one.debtor_id, kind="partner", done_on=None).exists(),
        "back": desk.steps().filter(invoice_id__in=one.invoices, step="handover", withdrawn_on=None).exists(),
        "by_hand": mail and one.sent_at is not None,
        "again": mail and bool(one.error) and not one.claimed_by and one.not_before is None,
    }


@require_GET
def cases(request: DeskRequest) -> HttpResponse:
    """Everything that went out of hands, what runs first."""
    rows = list(request.desk.hand_overs().prefetch_related("debtor").order_by("ended_on", "-id")[:200])
    running = [(one, word(one.state)) for one in rows if one.ended_on is None]
    return render(request, "handover/list.html", {"running": running, "over": [one for one in rows if one.ended_on], "why": CLOSED_BECAUSE})


@require_GET
def file(request: DeskRequest, hand_over_id: int) -> HttpResponse:
    """The file as it went to the partner, byte for byte."""
    one = _case(request, hand_over_id)
    if not one.dossier:
        raise Http404
    return _zip(bytes(one.dossier), f"dossier-{one.ref}.zip")


@require_POST
@may_work
def act(request: DeskRequest, hand_over_id: int) -> HttpResponse:
    """What a person does with it: answers, objects for the debtor, asks it back, takes it up again, says that it was passed on."""
    one, text = _case(request, hand_over_id), request.POST.get("text", "")
    said: dict[str, Any] = {"desk": request.desk, "hand_over_id": one.id, "on": clock.today(), "at": clock.now()}
    ways = {
        "answer": lambda: at_desk.answer_partner(question=request.POST.get("question", ""), text=text, **said),
        "objection": lambda: at_desk.tell_objection(text=text, **said),
        "take-back": lambda: at_desk.take_back(because=text, **said),
        "ladder": lambda: at_desk.back_on_the_ladder(because=text, **said),
        "passed-on": lambda: at_desk.say_passed_on(**said),
        "looked": lambda: at_desk.say_looked(**said),
        "received": lambda: _received(request, said),
        "ended": lambda: at_desk.note_end(because=request.POST.get("because", ""), note=text, **said),
        "mail-again": lambda: mail_again(desk=request.desk, hand_over_id=one.id, on=clock.now()),
    }
    way = ways.get(request.POST.get("way", ""))
    if way is None:
        raise Http404
    return _back(request, way(), _("Vastgelegd."), "hand_over_case", one.id)


def _received(request: DeskRequest, said: dict[str, Any]) -> Refusal | None:
    """What a partner without a line received, as somebody types it."""
    cents, day = cents_of(request.POST.get("amount", "")), date_of(request.POST.get("day", ""))
    return at_desk.note_payment(amount=cents or 0, day=day or said["on"], **said)


def _back(request: DeskRequest, refused: Refusal | None, done: str, name: str, number: int) -> HttpResponse:
    tell(request, refused, done)
    return redirect(name, number)


def of_task(request: DeskRequest, debtor: Debtor) -> HttpResponse:
    """A task about a case at the partner leads to that case."""
    one = request.desk.hand_overs().filter(debtor_id=debtor.id).order_by("-id").first()
    return redirect("hand_over_case", one.id) if one else redirect("debtor", debtor.id)


urlpatterns = [
    path("uit-handen/", cases, name="hand_overs"),
    path("uit-handen/<int:hand_over_id>/", case, name="hand_over_case"),
    path("uit-handen/<int:hand_over_id>/dossier.zip", file, name="hand_over_file"),
    path("uit-handen/<int:hand_over_id>/doen/", act, name="hand_over_act"),
    path("debiteuren/<int:debtor_id>/uit-handen/", hand_over, name="hand_over"),
    path("debiteuren/<int:debtor_id>/uit-handen/nagekeken/", looked, name="hand_over_looked"),
    path("debiteuren/<int:debtor_id>/uit-handen/stuk/", paper, name="hand_over_paper"),
    path("debiteuren/<int:debtor_id>/uit-handen/dossier.pdf", dossier, {"kind": "pdf"}, name="hand_over_read"),
    path("debiteuren/<int:debtor_id>/uit-handen/dossier.zip", dossier, {"kind": "zip"}, name="hand_over_dossier"),
]
