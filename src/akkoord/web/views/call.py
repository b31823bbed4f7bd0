"""Calling: the page before it, the call itself, and everything that is pressed in it. It works without script as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akkoord.core.dates import date_of
from akkoord.core.problem import Refusal
from akkoord.store.models import Agreed, Call, Debtor, Letter
from akkoord.store.queries import call_page
from akkoord.web import clock
from akkoord.web.call_bargain import accepts, offers, refuses
from akkoord.web.call_page import ALWAYS, all_reasons, file_of, known, live, proposals, started
from akkoord.web.call_typed import keep_all, keep_one
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import warn
from akkoord.web.views.debtors import debtor_of
from akkoord.work.ask_model import propose
from akkoord.work.conversation.agreeing import drop_agreed, put_agreed
from akkoord.work.conversation.hang_up import Hung, hang_up
from akkoord.work.conversation.invitations import CALENDAR, invitation_of
from akkoord.work.conversation.keep import go_to, keep_field
from akkoord.work.conversation.row import going_on
from akkoord.work.conversation.say import pause_for_care, say_reason, unsay
from akkoord.work.conversation.send_copy import send_copy
from akkoord.work.conversation.settle import settle_agreed
from akkoord.work.conversation.start import drop_call, join_call, start_call

Done = Refusal | None


def call_of(request: DeskRequest, call_id: int) -> Call:
    """This company's call with its debtor, or the page that says there is none."""
    return get_object_or_404(request.desk.calls().select_related("debtor", "letter"), id=call_id)


def before(request: DeskRequest, debtor: Debtor, *, task: Any = None) -> HttpResponse:
    """The file before one dials, and the button that begins the call; a call that goes on already is named."""
    context = {
        "debtor": debtor,
        "task": task,
        "going": going_on(request.desk, debtor.id),
        "start": started(request.desk, debtor),
        **file_of(request.desk, None, debtor),
    }
    return render(request, "call/before.html", context)


def call_debtor(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """The page before a call; POST begins it, or joins the one that goes on."""
    debtor = debtor_of(request, debtor_id)
    return begin(request, debtor) if request.method == "POST" else before(request, debtor)


@may_work
def begin(request: DeskRequest, debtor: Debtor) -> HttpResponse:
    """Begins the call about a task, or without one."""
    raw = request.POST.get("task", "")
    task = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 20 else None
    if task is not None:
        get_object_or_404(request.desk.tasks(), id=task, debtor_id=debtor.id, kind="call")
    call = start_call(desk=request.desk, debtor_id=debtor.id, task_id=task, on=clock.today(), at=clock.now())
    return redirect("call", call.id) if isinstance(call, Call) else redirect("debtor", debtor.id)


def call(request: DeskRequest, call_id: int) -> HttpResponse:
    """The call as it stands; one that ended, or somebody who only looks, gets what was said and agreed."""
    one = call_of(request, call_id)
    return _page(request, one)


def _page(request: DeskRequest, one: Call, *, refused: Refusal | None = None) -> HttpResponse:
    going = one.ended_at is None and request.desk.may_work
    context = {"debtor": one.debtor, "refused": refused, **live(request.desk, one), **file_of(request.desk, one, one.debtor)}
    if going:
        context |= {"all_reasons": all_reasons(), "always": ALWAYS, **proposals(request.desk, one, one.hearing)}
    return render(request, "call/call.html" if going else "call/ended.html", context, status=422 if refused else 200)


@require_POST
@may_work
def join(request: DeskRequest, call_id: int) -> HttpResponse:
    """A colleague listens along."""
    join_call(desk=request.desk, call_id=call_of(request, call_id).id)
    return redirect("call", call_id)


@require_POST
@may_work
def drop(request: DeskRequest, call_id: int) -> HttpResponse:
    """Nobody was called after all."""
    one = call_of(request, call_id)
    keep_all(request, one)
    refused = drop_call(desk=request.desk, call_id=one.id, on=clock.today(), at=clock.now())
    return _page(request, call_of(request, call_id), refused=refused) if refused else redirect("debtor", one.debtor_id)


@require_POST
@may_work
def keep(request: DeskRequest, call_id: int) -> HttpResponse:
    """Keeps one field, as the page does while one types, or all that was typed, as it does without script."""
    one = call_of(request, call_id)
    if "field" in request.POST:
        return JsonResponse(keep_one(request, one))
    keep_all(request, one)
    _choose(request, one)
    return _after(request, one)


def _choose(request: DeskRequest, one: Call) -> None:
    """A sum or a day that was chosen with a button instead of typed."""
    row = request.desk.agreed().filter(call_id=one.id, kind="promise").first()
    for field in ("amount", "day"):
        value, kept = request.POST.get(f"choose-{field}"), getattr(row, field, None)
        if row is not None and value:
            is_sum = field == "amount" and value.isascii() and value.isdecimal() and len(value) < 16
            said = f"{int(value) // 100},{int(value) % 100:02}" if is_sum else value
            was = f"{kept // 100},{kept % 100:02}" if isinstance(kept, int) else str(kept or "")
            keep_field(desk=request.desk, call_id=one.id, field=field, was=was, value=said, on=clock.today(), agreed_id=row.id)


def _after(request: DeskRequest, one: Call, refused: Done = None) -> HttpResponse:
    """What changed, for a page with script; else the page again."""
    if not request.htmx:
        if refused:
            warn(request, refused)
        return redirect("call", one.id)
    one.refresh_from_db()
    return _changed(request, one, refused)


def _changed(request: DeskRequest, one: Call, refused: Done = None) -> HttpResponse:
    return render(request, "call/_changed.html", {"debtor": one.debtor, "refused": refused, "always": ALWAYS, **live(request.desk, one)})


@require_POST
@may_work
def ask_model(request: DeskRequest, call_id: int) -> HttpResponse:
    """What the company's language model makes of what he says, to choose or to leave."""
    one = call_of(request, call_id)
    keep_all(request, one)
    said = request.POST.get("hearing", "")
    found = propose(desk=request.desk, debtor_id=one.debtor_id, text=said, on=clock.today(), at=clock.now())
    if not request.htmx:
        told = found.why.in_language(get_language() or "nl") if isinstance(found, Refusal) else found.summary
        messages.info(request, told)
        return redirect("call", one.id)
    context = {"refused": found} if isinstance(found, Refusal) else {"summary": found.summary, "reason": known(found.reason)}
    return render(request, "call/_model.html", {"call": one, **context})


def _doing(act: Callable[[DeskRequest, Call], Done]) -> Callable[..., HttpResponse]:
    """A button in a call: what was typed is kept first, then it does what it says."""

    @require_POST
    @may_work
    def pressed(request: DeskRequest, call_id: int) -> HttpResponse:
        one = call_of(request, call_id)
        keep_all(request, one)
        return _after(request, one, act(request, one))

    return pressed


def _reason(request: DeskRequest, one: Call) -> Done:
    words = request.POST.get("words", request.POST.get("hearing", ""))
    chosen = request.POST.get("chosen") != "0"
    return say_reason(
        desk=request.desk, call_id=one.id, reason=request.POST.get("reason", ""), words=words, chosen=chosen, on=clock.today()
    )


def _step(request: DeskRequest, one: Call) -> Done:
    return go_to(desk=request.desk, call_id=one.id, step=request.POST.get("step", ""))


def _agree(request: DeskRequest, one: Call) -> Done:
    made = put_agreed(desk=request.desk, call_id=one.id, kind=request.POST.get("kind", ""), on=clock.today())
    return made if isinstance(made, Refusal) else None


def _care(request: DeskRequest, one: Call) -> Done:
    return pause_for_care(desk=request.desk, call_id=one.id, on=clock.today(), at=clock.now())


@require_POST
@may_work
def hear(request: DeskRequest, call_id: int) -> HttpResponse:
    """What he may mean by what is being typed."""
    one = call_of(request, call_id)
    return render(request, "call/_proposals.html", proposals(request.desk, one, request.POST.get("hearing", "")))


@require_POST
@may_work
def said_back(request: DeskRequest, said_id: int) -> HttpResponse:
    """It was not what he said."""
    said = get_object_or_404(request.desk.said(), id=said_id)
    one = call_of(request, said.call_id)
    keep_all(request, one)
    return _after(request, one, unsay(desk=request.desk, said_id=said.id))


@require_POST
@may_work
def agreed_drop(request: DeskRequest, agreed_id: int) -> HttpResponse:
    """It is not agreed after all."""
    row = get_object_or_404(request.desk.agreed(), id=agreed_id, state="draft")
    one = call_of(request, row.call_id or 0)
    keep_all(request, one)
    return _after(request, one, drop_agreed(desk=request.desk, agreed_id=row.id))


@require_POST
@may_work
def agreed_copy(request: DeskRequest, agreed_id: int) -> HttpResponse:
    """Sends the copy of an invoice while he is on the phone."""
    row = get_object_or_404(request.desk.agreed(), id=agreed_id, kind="copy", state="draft")
    one = call_of(request, row.call_id or 0)
    keep_all(request, one)
    made = send_copy(desk=request.desk, agreed_id=row.id, on=clock.today(), at=clock.now())
    return _after(request, one, None if isinstance(made, Letter) else made)


@require_POST
@may_work
def agreed_done(request: DeskRequest, agreed_id: int) -> HttpResponse:
    """What was agreed is done, or withdrawn."""
    row = get_object_or_404(request.desk.agreed(), id=agreed_id)
    state = request.POST.get("state", "done")
    refused = settle_agreed(desk=request.desk, agreed_id=row.id, state=state, on=clock.today(), at=clock.now())
    if refused:
        warn(request, refused)
    return redirect(reverse("debtor", args=[row.debtor_id]) + "#afgesproken")


@require_GET
def agreed_ics(request: DeskRequest, agreed_id: int) -> HttpResponse:
    """A meeting as a file for a calendar."""
    rows = request.desk.agreed().select_related("debtor", "creditor", "call").filter(kind="meeting").exclude(day=None)
    row: Agreed = get_object_or_404(rows, id=agreed_id)
    response = HttpResponse(invitation_of(row), content_type=f"{CALENDAR}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="afspraak-{row.day}.ics"'
    return response


@require_GET
def news(request: DeskRequest, call_id: int) -> HttpResponse:
    """What changed since the page looked last: by a colleague, or because money came in. Nothing is a short answer."""
    one = call_of(request, call_id)
    if one.ended_at is not None:
        return HttpResponse(headers={"HX-Redirect": reverse("call", args=[one.id])})
    money = [*call_page.paid_since(request.desk, one), *call_page.coming_in(request.desk, one)]
    if (request.GET.get("v"), request.GET.get("m")) == (str(one.version), str(len(money))):
        return HttpResponse(status=204)
    return _changed(request, one)


@require_POST
@may_work
def hung(request: DeskRequest, call_id: int) -> HttpResponse:
    """Hangs up; then the confirmation stands ready to be read."""
    one = call_of(request, call_id)
    lost = keep_all(request, one)
    if lost:
        return _page(request, call_of(request, call_id), refused=Refusal(lost[0]))
    ended = hang_up(
        desk=request.desk,
        call_id=one.id,
        outcome=request.POST.get("outcome", ""),
        back_on=date_of(request.POST.get("back_on", "")),
        back_at=_minute(request.POST.get("back_at", "")),
        on=clock.today(),
        at=clock.now(),
    )
    if not isinstance(ended, Hung):
        return _page(request, call_of(request, call_id), refused=ended)
    return _to_read(request, ended)


def _minute(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None


def _to_read(request: DeskRequest, ended: Hung) -> HttpResponse:
    name = ended.call.debtor.name
    if ended.letter is None:
        messages.success(request, _("Het gesprek met %(name)s is vastgelegd.") % {"name": name})
        return redirect("today" if ended.call.outcome != "reached" else reverse("call", args=[ended.call.id]))
    messages.success(request, _("Het gesprek met %(name)s is vastgelegd. De bevestiging ligt klaar om na te lezen.") % {"name": name})
    return redirect("letter", ended.letter.id)


urlpatterns = [
    path("debiteuren/<int:debtor_id>/bellen/", call_debtor, name="call_debtor"),
    path("gesprekken/<int:call_id>/", call, name="call"),
    path("gesprekken/<int:call_id>/meedoen/", join, name="call_join"),
    path("gesprekken/<int:call_id>/toch-niet/", drop, name="call_drop"),
    path("gesprekken/<int:call_id>/bewaren/", keep, name="call_keep"),
    path("gesprekken/<int:call_id>/horen/", hear, name="call_hear"),
    path("gesprekken/<int:call_id>/taalmodel/", ask_model, name="call_model"),
    path("gesprekken/<int:call_id>/reden/", _doing(_reason), name="call_reason"),
    path("gesprekken/<int:call_id>/stap/", _doing(_step), name="call_step"),
    path("gesprekken/<int:call_id>/afspreken/", _doing(_agree), name="call_agree"),
    path("gesprekken/<int:call_id>/voorstel/ja/", _doing(accepts), name="call_offer_yes"),
    path("gesprekken/<int:call_id>/voorstel/nee/", _doing(refuses), name="call_offer_no"),
    path("gesprekken/<int:call_id>/voorstel/bod/", _doing(offers), name="call_offer_his"),
    path("gesprekken/<int:call_id>/zorg/", _doing(_care), name="call_care"),
    path("gesprekken/<int:call_id>/nieuws/", news, name="call_news"),
    path("gesprekken/<int:call_id>/ophangen/", hung, name="call_hang_up"),
    path("gesprekken/gezegd/<int:said_id>/terug/", said_back, name="call_unsay"),
    path("afspraken/<int:agreed_id>/weg/", agreed_drop, name="agreed_drop"),
    path("afspraken/<int:agreed_id>/kopie/", agreed_copy, name="agreed_copy"),
    path("afspraken/<int:agreed_id>/klaar/", agreed_done, name="agreed_done"),
    path("afspraken/<int:agreed_id>/agenda.ics", agreed_ics, name="agreed_ics"),
]
