"""Debtors: the list, and the page of one: how do we stand, and what happens next, when."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from akkoord.core.problem import Refusal
from akkoord.store.models import Debtor
from akkoord.store.queries import debtor_list, debtor_page
from akkoord.store.queries.standing import standing, waiting
from akkoord.web import clock
from akkoord.web.listing import page_of, query_of, search_of
from akkoord.web.requests import DeskRequest
from akkoord.web.story import by_day, tell
from akkoord.work.outlook import outlook
from akkoord.work.owed import owed

SORTS: dict[str, Any] = {"open": _("Open"), "overdue": _("Te laat"), "since": _("Sinds"), "name": _("Debiteur")}
EVENTS = 25
REMOVED = "removed_contact"


def debtors(request: DeskRequest) -> HttpResponse:
    """Who owes, sorted and searched; htmx gets the list alone."""
    on, past = clock.shown_day(request), clock.chosen_day(request) is not None
    search, everybody = search_of(request), request.GET.get("wie") == "alle"
    sort = request.GET.get("op", "open")
    if sort not in SORTS:
        sort = "open"
    page: Any
    if everybody:
        page = page_of(request, debtor_list.everybody(request.desk, search=search))
        rows = debtor_list.rows_of(request.desk, page.object_list, on=on, past=past)
    else:
        page = page_of(request, debtor_list.owing(request.desk, search=search, sort=sort, on=on, past=past))  # type: ignore[arg-type]  # checked above
        rows = debtor_list.rows(page.object_list)
    stands = standing(request.desk, [row.id for row in rows], on=on)
    context = {
        "page": page,
        "rows": [(row, stands.get(row.id)) for row in rows],
        "search": search,
        "sort": sort,
        "sorts": SORTS,
        "everybody": everybody,
        "query": query_of(request, "q", "wie", "op"),
        "keep": query_of(request, "q", "wie"),
    }
    return render(request, "debtors/rows.html" if request.htmx and not request.htmx.boosted else "debtors/list.html", context)


def debtor_of(request: DeskRequest, debtor_id: int) -> Debtor:
    """This company's debtor, or the page that says there is none."""
    return get_object_or_404(request.desk.debtors(), id=debtor_id)


def debtor(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """One debtor."""
    one, on = debtor_of(request, debtor_id), clock.shown_day(request)
    sums = owed(debtor=one, on=on)
    events = page_of(request, debtor_page.events(request.desk, one.id, on=on), size=EVENTS)
    numbers = debtor_page.invoice_numbers(request.desk, [event.invoice_id for event in events if event.invoice_id])
    context: dict[str, Any] = {
        "debtor": one,
        "refusal": sums if isinstance(sums, Refusal) else None,
        "owed": None if isinstance(sums, Refusal) else sums,
        "overdue": 0 if isinstance(sums, Refusal) else sum(row.principal for row in sums.invoices if row.days_overdue > 0),
        "oldest": None if isinstance(sums, Refusal) else max((row.days_overdue for row in sums.invoices if row.principal), default=0),
        "outlook": outlook(debtor=one, on=on),
        "waiting": waiting(request.desk, one.id, on=on),
        "holds": debtor_page.holds(request.desk, one.id, on=on),
        "settled": debtor_page.settled(request.desk, one.id, on=on),
        "letters": debtor_page.letters(request.desk, one.id),
        "contacts": request.desk.contacts().filter(debtor_id=one.id).order_by("name", "id"),
        "accounts": request.desk.accounts().filter(debtor_id=one.id).order_by("iban"),
        "days": by_day(tell(events, numbers=numbers)),
        "page": events,
        "removed": _removed(request, one.id),
    }
    return render(request, "debtors/debtor.html", context)


def _removed(request: DeskRequest, debtor_id: int) -> dict[str, str] | None:
    """A contact that was just taken away here, so that it can be put back; offered once."""
    kept = request.session.get(REMOVED)
    if not kept or kept["debtor"] != debtor_id:
        return None
    del request.session[REMOVED]
    known: dict[str, str] = kept["fields"]
    return known


def how(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """The calculation of what is owed, on a page of its own to print or to send along."""
    one, on = debtor_of(request, debtor_id), clock.shown_day(request)
    sums = owed(debtor=one, on=on)
    if isinstance(sums, Refusal):
        raise Http404(sums.why.nl)
    return render(request, "debtors/how.html", {"debtor": one, "owed": sums})


urlpatterns = [
    path("debiteuren/", debtors, name="debtors"),
    path("debiteuren/<int:debtor_id>/", debtor, name="debtor"),
    path("debiteuren/<int:debtor_id>/berekening/", how, name="debtor_how"),
]
