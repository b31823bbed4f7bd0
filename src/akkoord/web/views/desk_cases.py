"""The desk of who collects for others: what there is to do, all its cases, and one case with everything one can do in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akkoord.core.dates import date_of
from akkoord.core.handover.course import ACTIONS as ACTION_NAMES
from akkoord.core.handover.course import CLOSED_BECAUSE
from akkoord.core.handover.dossier import opened
from akkoord.core.money import cents_of
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import DeskCase
from akkoord.store.queries import desk_cases as reads
from akkoord.web import clock
from akkoord.web.desk_pages import Row, files, kept_until, missing, time_line, waiting_questions
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import tell
from akkoord.work.desk.act import Cost, act_in_case, add_cost, ask_client, look_at, note_in_case, take_payment
from akkoord.work.desk.case import owing_of, tasks_of
from akkoord.work.desk.complaints import complain, confirm_complaint
from akkoord.work.desk.debtors import is_natural
from akkoord.work.desk.decide import accept_case, close_case, refuse_case
from akkoord.work.desk.letters import draft_desk_letter
from akkoord.work.desk.onward import article_of
from akkoord.work.desk.words import WHY
from akkoord.work.law import law_of
from akkoord.work.told.desk import ACTIONS, BECAUSE

A_PAGE = 25
QUIET_FOR = Text("Al veertien dagen of langer niets gedaan.", "Nothing done for fourteen days or more.")
NO_SUM = Refusal(Text("Dit is geen bedrag; het lijkt op 150,00.", "This is no sum; it looks like 150.00."))
NO_DAY = Refusal(Text("Kies een dag.", "Choose a day."))
NO_WAY = Refusal(Text("Kies wat u wilt doen.", "Choose what you want to do."))


def _at_desk(request: DeskRequest) -> None:
    """There is no such page at a company without a desk."""
    if not request.desk.creditor.desk_on:
        raise Http404


@require_GET
def work(request: DeskRequest) -> HttpResponse:
    """What waits for somebody, and where nothing was done for long."""
    _at_desk(request)
    desk, on = request.desk, clock.shown_day(request)
    page = Paginator(reads.to_do(desk), A_PAGE).get_page(request.GET.get("p"))
    tasks = list(page.object_list)
    cases, quiet = reads.cases_of(desk, tasks), list(reads.silent(desk, on)[:A_PAGE])
    sums = owing_of(desk.creditor, [*cases.values(), *quiet], on=on)
    rows = [Row(case, sums[case.id], WHY[one.kind], one.id, one.due_on) for one in tasks if (case := cases.get(one.desk_case_id or 0))]
    still = [Row(one, sums[one.id], QUIET_FOR) for one in quiet]
    running = desk.desk_cases().exclude(state__in=reads.ENDED).count()
    return render(request, "desk/work.html", {"page": page, "rows": rows, "quiet": still, "running": running, "on": on})


@require_GET
def listed(request: DeskRequest) -> HttpResponse:
    """All its cases."""
    _at_desk(request)
    which = "ended" if request.GET.get("toon") == "ended" else "running"
    search = request.GET.get("zoek", "")[:100]
    page = Paginator(reads.listed(request.desk, which=which, search=search), A_PAGE).get_page(request.GET.get("p"))
    cases = list(page.object_list)
    sums = owing_of(request.desk.creditor, cases, on=clock.shown_day(request))
    rows = [Row(one, sums[one.id]) for one in cases]
    return render(request, "desk/cases.html", {"page": page, "rows": rows, "which": which, "search": search})


def case_of(request: DeskRequest, case_id: int) -> DeskCase:
    """This company's case, or the page that says there is none."""
    _at_desk(request)
    return get_object_or_404(request.desk.desk_cases().prefetch_related("debtor", "line", "creditor"), id=case_id)


@require_GET
def case(request: DeskRequest, case_id: int) -> HttpResponse:
    """One case: how it stands, what is to do, and what happened."""
    return _shown(request, case_of(request, case_id))


def _shown(request: DeskRequest, one: DeskCase, refused: Refusal | None = None) -> HttpResponse:
    rows, others = list(reads.entries(request.desk, one)), list(reads.others(request.desk, one))
    sums = owing_of(request.desk.creditor, [one, *others], on=clock.today())
    context = {
        "case": one,
        "owing": sums[one.id],
        "article": article_of(one, law=law_of(request.desk.creditor.pk)),
        "questions": waiting_questions(rows),
        "days": time_line(one, rows),
        "others": [Row(other, sums[other.id]) for other in others],
        "refused": refused,
        "typed": request.POST if refused else {},
        "today": clock.today(),
        **_of_file(request, one),
        **_to_choose(request, one),
    }
    return render(request, "desk/case.html", context, status=422 if refused else 200)


def _of_file(request: DeskRequest, one: DeskCase) -> dict[str, Any]:
    """What its file says and holds, and until when it is kept."""
    attached = request.desk.line_messages().filter(line_id=one.line_id, ours=False, ref=one.ref, kind="answer")
    return {
        "missing": missing(one),
        "files": files(one),
        "attached": list(attached.exclude(attachment_sha256="").order_by("seq")),
        "invoices": [{**row, "due": date_of(row["due_on"])} for row in one.manifest["invoices"]],
        "natural": is_natural(one.manifest),
        "kept_until": kept_until(one),
        "because": BECAUSE.get(one.because),
    }


def _to_choose(request: DeskRequest, one: DeskCase) -> dict[str, Any]:
    """What is to do in it, and what one can choose from."""
    withdrawn = one.state == "withdrawing"
    return {
        "tasks": list(tasks_of(one).order_by("due_on", "id")),
        "why": WHY,
        "people": [member.user.email for member in request.desk.members().order_by("user__email")],
        "actions": [(name, ACTIONS[name]) for name in ACTION_NAMES],
        "reasons": [(name, BECAUSE[name]) for name in CLOSED_BECAUSE if name != "withdrawn" or withdrawn],
    }


Its = dict[str, Any]
Done = Refusal | None


def _said(request: DeskRequest, name: str) -> str:
    return str(request.POST.get(name, ""))


def _accept(request: DeskRequest, its: Its) -> Done:
    return accept_case(handler=_said(request, "handler"), note=_said(request, "text"), **its)


def _act(request: DeskRequest, its: Its) -> Done:
    day = date_of(_said(request, "day"))
    return act_in_case(what=_said(request, "what"), day=day, text=_said(request, "text"), **its) if day else NO_DAY


def _payment(request: DeskRequest, its: Its) -> Done:
    amount, day = cents_of(_said(request, "amount"), decimal=""), date_of(_said(request, "day"))
    if amount is None:
        return NO_SUM
    return take_payment(amount=amount, day=day, note=_said(request, "text"), **its) if day else NO_DAY


def _cost(request: DeskRequest, its: Its) -> Done:
    amount, day = cents_of(_said(request, "amount"), decimal=""), date_of(_said(request, "day"))
    if amount is None:
        return NO_SUM
    return add_cost(cost=Cost(amount, _said(request, "text"), _said(request, "payer")), day=day, **its) if day else NO_DAY


def _complaint(request: DeskRequest, its: Its) -> Done:
    day = date_of(_said(request, "day"))
    return complain(text=_said(request, "text"), came_on=day, **its) if day else NO_DAY


def _look(request: DeskRequest, its: Its) -> Done:
    raw = _said(request, "task")
    number = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 20 else 0
    return look_at(task_id=number, note=_said(request, "text"), **its)


def _letter(request: DeskRequest, its: Its) -> Done:
    made = draft_desk_letter(kind=_said(request, "what"), **its)
    return made if isinstance(made, Refusal) else None


WAYS: Mapping[str, Callable[[DeskRequest, Its], Done]] = {
    "accept": _accept,
    "refuse": lambda request, its: refuse_case(because=_said(request, "text"), **its),
    "ask": lambda request, its: ask_client(text=_said(request, "text"), **its),
    "act": _act,
    "payment": _payment,
    "cost": _cost,
    "complaint": _complaint,
    "confirm": lambda request, its: confirm_complaint(how=_said(request, "text"), **its),
    "look": _look,
    "letter": _letter,
    "note": lambda request, its: note_in_case(text=_said(request, "text"), **its),
    "close": lambda request, its: close_case(because=_said(request, "because"), note=_said(request, "text"), **its),
}


@require_POST
@may_work
def do(request: DeskRequest, case_id: int) -> HttpResponse:
    """Does one thing in a case, and tells the client."""
    one = case_of(request, case_id)
    way = WAYS.get(_said(request, "way"))
    its = {"desk": request.desk, "case_id": one.id, "on": clock.today(), "at": clock.now()}
    refused = way(request, its) if way else NO_WAY
    if refused is not None:
        return _shown(request, one, refused)
    tell(request, None, _("Vastgelegd."))
    return redirect("desk_case", one.id)


@require_GET
def file(request: DeskRequest, case_id: int) -> HttpResponse:
    """One file of the dossier, or all of it, to be saved. Somebody else made it: no browser shows it at our address."""
    one = case_of(request, case_id)
    wanted, raw = request.GET.get("pad", ""), bytes(one.dossier)
    if not wanted:
        return _attachment(raw, f"{one.number}.zip")
    found = opened(raw)
    if isinstance(found, Refusal) or wanted not in found.files:
        raise Http404
    return _attachment(found.files[wanted], wanted.rpartition("/")[2])


@require_GET
def attached(request: DeskRequest, case_id: int, message_id: int) -> HttpResponse:
    """What came along with an answer of the client."""
    one = case_of(request, case_id)
    rows = request.desk.line_messages().defer(None).filter(line_id=one.line_id, ours=False, ref=one.ref, kind="answer")
    message = get_object_or_404(rows, id=message_id)
    if message.attachment is None:
        raise Http404
    return _attachment(bytes(message.attachment), f"{one.number}-bijlage-{message.seq}.pdf")


def _attachment(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


urlpatterns = [
    path("desk/", work, name="desk_work"),
    path("desk/zaken/", listed, name="desk_cases"),
    path("desk/zaak/<int:case_id>/", case, name="desk_case"),
    path("desk/zaak/<int:case_id>/doen/", do, name="desk_do"),
    path("desk/zaak/<int:case_id>/bestand/", file, name="desk_file"),
    path("desk/zaak/<int:case_id>/bijlage/<int:message_id>/", attached, name="desk_attached"),
]
