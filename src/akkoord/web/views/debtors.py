"""Debtors: the list, and the page of one: how do we stand, and what happens next, when."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from akkoord.core.problem import Refusal
from akkoord.store.models import Debtor, Hold
from akkoord.store.queries import call_page, debtor_list, debtor_page, promise_list, work_page
from akkoord.store.queries.merged import now_known_as
from akkoord.store.queries.standing import Standing, standing, waiting
from akkoord.web import clock
from akkoord.web.listing import page_of, query_of, search_of
from akkoord.web.prescribed import nearest
from akkoord.web.requests import DeskRequest
from akkoord.web.stand import ending_for, stand, time_line
from akkoord.web.views.portal import portal_of
from akkoord.web.walked import walked
from akkoord.work.conversation.row import going_on
from akkoord.work.mail.bounced import TASK as BAD_ADDRESS
from akkoord.work.mail.replies import TASK as READ_REPLY
from akkoord.work.outlook import outlook
from akkoord.work.owed import owed
from akkoord.work.specify import specification
from akkoord.work.totals import keep_totals

SORTS: dict[str, Any] = {"open": _("Open"), "overdue": _("Te laat"), "since": _("Sinds"), "name": _("Debiteur")}
KEPT = 5  # talks and endings shown
EVENTS = 25
REMOVED = "removed_contact"


def debtors(request: DeskRequest) -> HttpResponse:
    """Who owes, sorted and searched; htmx gets the list alone."""
    search, everybody = search_of(request), request.GET.get("wie") == "alle"
    sort = request.GET.get("op", "open")
    if sort not in SORTS:
        sort = "open"
    page, rows = _listed(request, search=search, sort=cast(debtor_list.Sort, sort), everybody=everybody)
    stands = standing(request.desk, [row.id for row in rows], on=clock.shown_day(request))
    context = {
        "page": page,
        "rows": [(row, stands.get(row.id)) for row in rows],
        "search": search,
        "sort": sort,
        "sorts": SORTS,
        "everybody": everybody,
        "query": query_of(request, "q", "wie", "op"),
        "keep": query_of(request, "q", "wie"),
        "groups": list(request.desk.groups().order_by("name")) if request.desk.may_work else [],
    }
    return render(request, "debtors/rows.html" if request.htmx and not request.htmx.boosted else "debtors/list.html", context)


def _listed(request: DeskRequest, *, search: str, sort: debtor_list.Sort, everybody: bool) -> tuple[Page[Any], list[debtor_list.DebtorRow]]:
    on, past = clock.shown_day(request), clock.chosen_day(request) is not None
    if everybody:
        page = page_of(request, debtor_list.everybody(request.desk, search=search))
        return page, debtor_list.rows_of(request.desk, list(page.object_list), on=on, past=past)
    kept = not past and keep_totals(creditor=request.desk.creditor, on=on) is not None
    page = page_of(request, debtor_list.owing(request.desk, search=search, sort=sort, on=on, kept=kept))
    return page, debtor_list.rows(page.object_list)


def debtor_of(request: DeskRequest, debtor_id: int) -> Debtor:
    """This company's debtor, or the page that says there is none. Who was merged into another is found there."""
    now = now_known_as(request.desk.creditor.pk, debtor_id) if debtor_id < 2**63 else None
    return get_object_or_404(request.desk.debtors(), id=debtor_id if now is None else now)


def debtor(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """One debtor; an address that he had before he was merged leads to the one he has now."""
    one, on, desk = debtor_of(request, debtor_id), clock.shown_day(request), request.desk
    if one.id != debtor_id:
        return redirect("debtor", one.id)
    events = page_of(request, debtor_page.events(desk, one.id, on=on), size=EVENTS)
    holds = list(debtor_page.holds(desk, one.id, on=on))
    context: dict[str, Any] = {
        "debtor": one,
        **_sums(one, on),
        "outlook": outlook(debtor=one, on=on),
        "waiting": _waiting(request, one, holds),
        "holds": holds,
        **_before(request, one, on),
        **_reached(request, one),
        "days": time_line(desk, list(events)),
        "page": events,
        "prescribing": nearest(desk, one.id, on=on),
        "walked": walked(desk, one),
    }
    return render(request, "debtors/debtor.html", context)


def _before(request: DeskRequest, one: Debtor, on: date) -> dict[str, Any]:
    """What he settled, what was written to him, what is done for him, and what was agreed with him."""
    desk = request.desk
    return {
        "settled": debtor_page.settled(desk, one.id, on=on),
        "letters": debtor_page.letters(desk, one.id),
        "works": work_page.work_of_debtor(desk, one.id),
        "agreements": [{"agreed": row} for row in call_page.agreed_open(desk, one.id)],
        "promised": promise_list.totals(desk, debtor_id=one.id),
        "going": going_on(desk, one.id),
        "bargains": list(desk.bargains().filter(debtor_id=one.id).defer("talk").order_by("-id")[:KEPT]),
        "endings": list(desk.endings().filter(debtor_id=one.id).order_by("-id")[:KEPT]),
        "arrangements": desk.arrangements().filter(debtor_id=one.id).order_by("-id")[:6],
    }


def _reached(request: DeskRequest, one: Debtor) -> dict[str, Any]:
    """Whom one can speak to, also who was just taken away, and from where he pays."""
    contacts = request.desk.contacts().filter(debtor_id=one.id).order_by("name", "id")
    accounts = request.desk.accounts().filter(debtor_id=one.id).order_by("iban")
    portal = portal_of(request, one, on=clock.today())
    return {"contacts": contacts, "accounts": accounts, "removed": _removed(request, one.id), **portal}


def _sums(one: Debtor, on: date) -> dict[str, Any]:
    """What he owes; and whether the rates behind it end soon."""
    return {**stand(owed(debtor=one, on=on)), "ending": ending_for(one, on=on)}


def _waiting(request: DeskRequest, one: Debtor, holds: list[Hold]) -> list[Standing]:
    """What waits for a person; while everything is held there is nobody to call."""
    held = any(hold.invoice_id is None for hold in holds)
    found = waiting(request.desk, one.id, on=clock.shown_day(request))
    if any(wait.name == READ_REPLY for wait in found):  # first what he wrote, then the rest
        return sorted((wait for wait in found if wait.name in (READ_REPLY, BAD_ADDRESS)), key=lambda wait: wait.name != READ_REPLY)
    return [wait for wait in found if not (held and wait.name == "call")]


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
    return render(request, "debtors/how.html", {"debtor": one, **stand(sums), "ending": ending_for(one, on=on)})


def specified(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """The specification of the claim as PDF; of some of his invoices where they are named."""
    one, named = debtor_of(request, debtor_id), request.GET.getlist("factuur")
    only = frozenset(int(number) for number in named if number.isascii() and number.isdecimal() and len(number) < 20)
    made = specification(debtor=one, on=clock.shown_day(request), only=only or None)
    if isinstance(made, Refusal):
        raise Http404(made.why.nl)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="specificatie-{one.id}.pdf"'
    return response


urlpatterns = [
    path("debiteuren/", debtors, name="debtors"),
    path("debiteuren/<int:debtor_id>/", debtor, name="debtor"),
    path("debiteuren/<int:debtor_id>/berekening/", how, name="debtor_how"),
    path("debiteuren/<int:debtor_id>/specificatie.pdf", specified, name="debtor_specified"),
]
