"""The page that says what to do now, and why; and the one that says where nothing happens, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akkoord.web import clock
from akkoord.web.ageing import ageing
from akkoord.web.labels import TASK
from akkoord.web.requests import DeskRequest
from akkoord.work.desk.words import WHY as DESK_TASKS
from akkoord.work.law import rates_ending
from akkoord.work.silence import Silence
from akkoord.work.today import WorkItem, WorkList
from akkoord.work.totals import keep_totals

PAGE = 25

BUTTONS: dict[str, str | Promise] = {
    "call": _("Bellen"),
    "read-letter": _("Brief nalezen"),
    "print-letter": _("Brief printen"),
    "send-failed": _("Brief bekijken"),
    "handover": _("Overdragen"),
    "place-payment": _("Plaatsen"),
    "answer-dispute": _("Antwoorden"),
    "prescription": _("Verjaring"),
    "read-reply": _("Antwoord lezen"),
    "bad-address": _("Adres nakijken"),
    "bad-number": _("Nummer zoeken"),
    "decide": _("Beslissen"),
    "portal-locked": _("Bekijken"),
    "partner": _("Bekijken"),
    "dossier": _("Aanvullen"),
    **dict.fromkeys(DESK_TASKS, _("Naar de zaak")),
    "mail-trouble": _("Mailserver nakijken"),
    "inbox-trouble": _("Postbus nakijken"),
    "bank": _("Bank bijwerken"),
    "work": _("Werk bekijken"),
    "announcement": _("Beslissen"),
    "agreement": _("Doen"),
}

PLACES = {"place-payment": "payments", "bank": "bank", "mail-trouble": "settings-mail", "inbox-trouble": "settings-inbox"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the work list: its place, what it is, and the button that leads to the work."""

    rank: int
    item: WorkItem
    label: str | Promise
    address: str


def today(request: DeskRequest) -> HttpResponse:
    """What to do now; or, while nothing was ever brought in, how to begin."""
    if not request.desk.creditor.desk_on and not request.desk.invoices().exists():
        return render(request, "today/begin.html", {"has_payments": request.desk.payments().exists()})
    work = _work(request)
    page, silent = Paginator(work.items, PAGE).get_page(request.GET.get("p")), Silence(work)
    context: dict[str, Any] = {
        "count": len(work.items),
        "page": page,
        "lines": [_line(rank, item) for rank, item in enumerate(page.object_list, start=page.start_index())],
        "figures": work.day.figures,
        "ageing": ageing(work.day.figures),
        "quiet": silent.count() if silent.soon else None,
        "ending": rates_ending(request.desk.creditor.pk, on=work.day.on),
    }
    return render(request, "today/today.html", context)


def _work(request: DeskRequest) -> WorkList:
    """The list of the day that is shown; what is open is kept up to date for today only."""
    on, creditor = clock.shown_day(request), request.desk.creditor
    if on == clock.today():
        keep_totals(creditor=creditor, on=on)
    return WorkList(creditor=creditor, on=on, at=clock.time_of_day() if on == clock.today() else None)


def silence(request: DeskRequest) -> HttpResponse:
    """Debtors with something open where nothing happens today: why not, and until when."""
    rows = Silence(_work(request)).listed()
    page = Paginator(rows, 50).get_page(request.GET.get("p"))
    return render(request, "today/quiet.html", {"page": page, "count": len(rows)})


def silence_counted(request: DeskRequest) -> HttpResponse:
    """How many those debtors are, for the page of a company that has so many that it was shown without."""
    return render(request, "today/_quiet.html", {"quiet": Silence(_work(request)).count()})


def _line(rank: int, item: WorkItem) -> Line:
    return Line(rank, item, BUTTONS.get(item.step, _("Bekijken")), _address(item))


def _address(item: WorkItem) -> str:
    if item.task_id and item.step in TASK:
        return reverse("task", args=[item.task_id])
    if item.step == "dossier":
        return reverse("hand_over", args=[item.debtor_id])
    if item.letter_id:
        return reverse("letter", args=[item.letter_id])
    if item.invoice_id:
        return reverse("invoice", args=[item.invoice_id]) + "#verjaring"
    if item.step in PLACES:
        return reverse(PLACES[item.step])
    if item.work_id:
        return reverse("work", args=[item.debtor_id, item.work_id])
    if item.announcement_id:
        return reverse("announcement", args=[item.announcement_id])
    if item.agreed_id:
        return reverse("debtor", args=[item.debtor_id]) + "#afgesproken"
    return reverse("debtor", args=[item.debtor_id]) if item.debtor_id else reverse("today")


urlpatterns = [
    path("", today, name="today"),
    path("vandaag/stil/", silence, name="quiet"),
    path("vandaag/stil/aantal/", silence_counted, name="quiet-count"),
]
