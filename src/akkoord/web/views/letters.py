"""Letters together: which wait to be read, which may leave, which left; many at once, and the post as one PDF."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Letter
from akkoord.store.models.letter import LetterState, OutboxState
from akkoord.web import clock
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.titles import counted
from akkoord.work.letters.edit_letter import approve_letter
from akkoord.work.letters.make_letter import channels_of, refusals
from akkoord.work.letters.recheck import too_near
from akkoord.work.mail.print_post import batch_again, print_batch
from akkoord.work.mail.replies import WAITS, debtors_with_unread

A_PAGE = 50
BATCHES = 10  # that were printed before, shown to have them again
AT_ONCE = 500  # letters on the page that lists them before they are approved together
TABS = (
    ("nalezen", gettext_lazy("Na te lezen"), LetterState.DRAFT),
    ("klaar", gettext_lazy("Gaan weg"), LetterState.APPROVED),
    ("weg", gettext_lazy("Verstuurd"), LetterState.SENT),
    ("ingetrokken", gettext_lazy("Ingetrokken"), LetterState.WITHDRAWN),
)
CHANNEL_WORDS = {"email": Text("e-mail", "e-mail"), "post": Text("post", "post"), "portal": Text("portaal", "portal")}


class Line(NamedTuple):
    """One letter in a list."""

    letter: Letter
    step: Text
    channels: list[Text]
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at the letters."""

    name: str
    label: Any  # a translated sentence
    count: int
    current: bool


def light(letters: QuerySet[Letter]) -> QuerySet[Letter]:
    """Letters without their PDF, with the debtor."""
    return letters.defer("pdf").prefetch_related("debtor")


def against(letter: Letter, *, unread: Collection[int]) -> tuple[Refusal, ...]:
    """What stands against this draft leaving today. `unread`: the debtors who wrote something that nobody read."""
    near = too_near(letter, on=clock.today()) if letter.changed else None
    reply = WAITS if letter.debtor_id in unread else None
    return tuple(one for one in (reply, *refusals(letter), near) if one)


def line(letter: Letter, *, unread: Collection[int] | None = None) -> Line:
    """A letter as a list shows it; with `unread`, also what stands against it."""
    channels = [CHANNEL_WORDS.get(channel, Text(channel, channel)) for channel, _ in channels_of(letter)]
    step = STEP_WORDS.get(letter.kind, Text(letter.kind, letter.kind))
    return Line(letter, step, channels, () if unread is None else against(letter, unread=unread))


def _order(state: str) -> tuple[str, ...]:
    return {"sent": ("-sent_on", "-id"), "withdrawn": ("-made_on", "-id")}.get(state, ("made_on", "id"))


def _title(counts: dict[str, int]) -> str:
    drafts, ready = counts.get(LetterState.DRAFT, 0), counts.get(LetterState.APPROVED, 0)
    if drafts:
        return ngettext("Eén brief wacht tot u hem leest", "%(n)s brieven wachten tot u ze leest", drafts) % {"n": counted(drafts)}
    if ready:
        return ngettext("Eén brief ligt klaar om te vertrekken", "%(n)s brieven liggen klaar om te vertrekken", ready) % {
            "n": counted(ready)
        }
    return _("Er ligt geen brief te wachten")


def by_post(request: DeskRequest) -> QuerySet[Letter]:
    """The approved letters whose copy on paper has not left yet."""
    waiting = request.desk.messages().filter(channel="post", state=OutboxState.QUEUED).values("letter_id")
    return request.desk.letters().filter(id__in=waiting, state__in=(LetterState.APPROVED, LetterState.SENT))


def _found(request: DeskRequest, state: str, words: str) -> QuerySet[Letter]:
    found = light(request.desk.letters().filter(state=state)).order_by(*_order(state))
    return found.filter(Q(debtor__name__icontains=words) | Q(subject__icontains=words)) if words else found


@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """The letters by where they stand."""
    counts: dict[str, int] = dict(request.desk.letters().values_list("state").annotate(Count("id")).order_by())
    default = next((name for name, _label, state in TABS if counts.get(state)), "nalezen")
    chosen = request.GET.get("tab", default)
    state = next((state for name, _label, state in TABS if name == chosen), None)
    if state is None:
        raise Http404
    words = request.GET.get("q", "").strip()
    found = _found(request, state, words)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("p"))
    context = {
        "title": _title(counts),
        "tabs": [Tab(name, label, counts.get(one, 0), name == chosen) for name, label, one in TABS],
        "page": page,
        "lines": [line(one) for one in page],
        "asked": found.aggregate(sum=Sum("asked"))["sum"] or 0,
        "query": urlencode({"tab": chosen, "q": words} if words else {"tab": chosen}),
    }
    return render(request, "letters/index.html", context | {"tab": chosen, "words": words} | _next_things(request))


def _next_things(request: DeskRequest) -> dict[str, Any]:
    """The letter to read first, and how many wait for the printer."""
    first = request.desk.letters().filter(state=LetterState.DRAFT).order_by("made_on", "id").values("id").first()
    return {"first": first, "post": by_post(request).count()}


def _chosen(request: DeskRequest) -> QuerySet[Letter]:
    ids = [int(one) for one in request.POST.getlist("letter") if one.isdecimal() and len(one) < 20]
    return light(request.desk.letters().filter(state=LetterState.DRAFT, id__in=ids)).order_by("made_on", "id")


@require_http_methods(["GET", "POST"])
@may_work
def together(request: DeskRequest) -> HttpResponse:
    """Lists all drafts with sum and last day before they are approved together; nothing is approved that was not listed."""
    if request.method == "POST":
        return _approved(request)
    drafts = light(request.desk.letters().filter(state=LetterState.DRAFT)).order_by("made_on", "id")
    unread = debtors_with_unread(request.desk.creditor)
    lines = [line(letter, unread=unread) for letter in drafts[:AT_ONCE]]
    free = [one for one in lines if not one.refusals]
    context = {
        "lines": free,
        "stopped": [one for one in lines if one.refusals],
        "asked": sum(one.letter.asked for one in free),
        "older": any(one.letter.made_on != clock.today() and not one.letter.changed for one in free),
        "left_off": max(0, drafts.count() - AT_ONCE),
    }
    return render(request, "letters/together.html", context)


def _approved(request: DeskRequest) -> HttpResponse:
    """Approves what was ticked, each letter by itself, and says how it went."""
    answers = [approve_letter(desk=request.desk, letter_id=one.id, on=clock.today(), at=clock.now()) for one in _chosen(request)]
    kept = sum(bool(refused) for refused in answers)
    done = len(answers) - kept
    if done:
        messages.success(request, ngettext("Eén brief goedgekeurd.", "%(n)s brieven goedgekeurd.", done) % {"n": counted(done)})
    if kept:
        text = ngettext("Eén brief mag niet weg; lees waarom.", "%(n)s brieven mogen niet weg; lees waarom.", kept)
        messages.warning(request, text % {"n": counted(kept)})
    return redirect("letters")


@require_http_methods(["GET", "POST"])
@may_work
def post(request: DeskRequest) -> HttpResponse:
    """The letters that leave by post, as one PDF to print; from then on they count as posted."""
    if request.method == "POST":
        return _printed(request)
    lines = [line(letter) for letter in light(by_post(request)).order_by("made_on", "id")[:AT_ONCE]]
    held = debtors_with_unread(request.desk.creditor)
    context = {
        "lines": [one for one in lines if one.letter.debtor_id not in held],
        "batches": request.desk.batches().order_by("-at")[:BATCHES],
    }
    return render(request, "letters/post.html", context | {"held": sum(one.letter.debtor_id in held for one in lines)})


def _printed(request: DeskRequest) -> HttpResponse:
    if not request.desk.creditor.sending_on:
        messages.warning(request, _("Versturen staat uit. Ook afdrukken voor de post kan pas als versturen aan staat."))
        return redirect("letters-post")
    if request.desk.creditor.paused_since:
        messages.warning(request, _("Alles ligt stil: er gaat geen brief weg."))
        return redirect("letters-post")
    pdf = print_batch(desk=request.desk, on=clock.today(), at=clock.now())
    if pdf is None:
        messages.warning(request, _("Er ligt geen brief klaar voor de post."))
        return redirect("letters")
    return _as_file(pdf, clock.today())


def _as_file(pdf: bytes, day: date) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="post-{day:%Y-%m-%d}.pdf"'
    return response


@require_GET
@may_work
def post_again(request: DeskRequest, batch_id: int) -> HttpResponse:
    """What was printed before, once more as it was."""
    batch = get_object_or_404(request.desk.batches(), id=batch_id)
    pdf = batch_again(desk=request.desk, batch=batch)
    if pdf is None:
        raise Http404
    return _as_file(pdf, batch.on)


urlpatterns = [
    path("brieven/", index, name="letters"),
    path("brieven/samen/", together, name="letters-together"),
    path("brieven/post/", post, name="letters-post"),
    path("brieven/post/<int:batch_id>/", post_again, name="letters-post-again"),
]
