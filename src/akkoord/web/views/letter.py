"""One letter: is this right, may it go?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.letter_json import unpacked
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Letter, Outbox
from akkoord.store.models.letter import LetterState, OutboxState
from akkoord.store.queries.merged import ids_of
from akkoord.web import clock
from akkoord.web.letter_words import BLOCK_WORDS
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import warn
from akkoord.web.views.letters import CHANNEL_WORDS, against, light
from akkoord.work.conversation.invitations import invitations
from akkoord.work.letters.attached import goes_along
from akkoord.work.letters.edit_letter import approve_letter, change_letter, letter_pdf, send_again, withdraw_letter
from akkoord.work.letters.make_letter import channels_of
from akkoord.work.mail.replies import is_unread

LONGEST = 20_000  # characters of one block


class Piece(NamedTuple):
    """One block of the letter on the form."""

    name: str
    label: Text
    text: str
    editable: bool
    rows: int


class Way(NamedTuple):
    """One channel the letter takes, and how far it is."""

    channel: Text
    recipient: str
    state: str
    row: Outbox | None
    along: tuple[str, ...] = ()  # the invoices that go along
    too_much: tuple[str, ...] = ()


def one_letter(request: DeskRequest, letter_id: int) -> Letter:
    """A letter of this company."""
    return get_object_or_404(light(request.desk.letters()), id=letter_id)


def _pieces(letter: Letter) -> list[Piece]:
    pieces = []
    for block in letter.blocks:
        name, text = block["name"], block["text"]
        label = BLOCK_WORDS.get(name, Text(name.capitalize(), name.capitalize()))
        pieces.append(Piece(name, label, text, block.get("editable", True), 2 + len(text) // 60 + text.count("\n")))
    return pieces


def _ways(request: DeskRequest, letter: Letter) -> list[Way]:
    """The messages that exist, or else the channels it would take."""
    rows = list(request.desk.messages().filter(letter_id=letter.id).order_by("channel"))
    if rows:
        return [_way(request, letter, row.channel, row.recipient, row=row) for row in rows]
    return [_way(request, letter, channel, place) for channel, place in channels_of(letter)]


def _way(request: DeskRequest, letter: Letter, channel: str, place: str, *, row: Outbox | None = None) -> Way:
    """One channel; what goes along is said while that can still be known, before the letter leaves."""
    words, state = CHANNEL_WORDS.get(channel, Text(channel, channel)), row.state if row else ""
    if letter.state not in (LetterState.DRAFT, LetterState.APPROVED):
        return Way(words, place, state, row)
    fits, too_much = goes_along(request.desk.creditor, letter, channel=channel)
    along = [one.name for one in fits] + [one.name for one in invitations(letter) if channel == "email"]
    return Way(words, place, state, row, tuple(along), tuple(one.name for one in too_much))


def _because(request: DeskRequest, letter: Letter) -> list[Text]:
    """Why the step was taken, as the run wrote it down for each invoice on the day it decided."""
    decided = dict(request.desk.steps().filter(letter_id=letter.id, step=letter.kind).values_list("invoice_id", "decided_on"))
    whose = ids_of(request.desk.creditor.pk, letter.debtor_id)
    events = request.desk.events().filter(kind="step-decided", debtor_id__in=whose, on__in=set(decided.values())).order_by("seq")
    said = [
        Text(one.data["nl"], one.data["en"])
        for one in events
        if one.data["step"] == letter.kind and one.invoice_id is not None and decided.get(one.invoice_id) == one.on
    ]
    return list(dict.fromkeys(said))


def next_draft(request: DeskRequest, letter: Letter) -> Letter | None:
    """The draft after this one in the order of the list, or else the first."""
    drafts = request.desk.letters().filter(state=LetterState.DRAFT).exclude(id=letter.id).defer("pdf").order_by("made_on", "id")
    later = drafts.filter(made_on__gte=letter.made_on).exclude(made_on=letter.made_on, id__lt=letter.id)
    return later.first() or drafts.first()


def _unread(letter: Letter) -> set[int]:
    return {letter.debtor_id} if is_unread(letter.creditor, letter.debtor_id) else set()


def _page(request: DeskRequest, letter: Letter, *, refused: Sequence[Refusal] = ()) -> HttpResponse:
    draft = letter.state == LetterState.DRAFT
    ways = _ways(request, letter)
    context: dict[str, Any] = {
        "letter": letter,
        "content": unpacked(letter.content),
        "step": STEP_WORDS.get(letter.kind, Text(letter.kind, letter.kind)),
        "because": _because(request, letter),
        "ways": ways,
        "failed": [way for way in ways if way.state == OutboxState.FAILED],
        "pieces": _pieces(letter),
        "refused": list(dict.fromkeys([*refused, *(against(letter, unread=_unread(letter)) if draft else ())])),
        "older": draft and not letter.changed and letter.made_on != clock.today(),
        "open_form": bool(refused) or "wijzig" in request.GET,
        "next": next_draft(request, letter),
        "drafts": request.desk.letters().filter(state=LetterState.DRAFT).count(),
    }
    return render(request, "letters/letter.html", context)


def _typed(request: DeskRequest, letter: Letter) -> dict[str, str]:
    """What stands in the form: the subject and each block that may be changed, with line ends as they are kept."""
    names = [block["name"] for block in letter.blocks if block.get("editable", True)]
    found = {name: request.POST[f"block-{name}"] for name in names if f"block-{name}" in request.POST}
    if "subject" in request.POST:
        found["subject"] = " ".join(request.POST["subject"].split())
    return {name: text.replace("\r\n", "\n").strip()[:LONGEST] for name, text in found.items()}


def _changed(request: DeskRequest, letter: Letter, typed: dict[str, str]) -> tuple[Refusal, ...]:
    """Keeps what was typed, where it differs from what is kept."""
    texts = {name: text for name, text in typed.items() if name != "subject"}
    now = {block["name"]: block["text"] for block in letter.blocks}
    subject = typed.get("subject", letter.subject)
    if subject == letter.subject and all(now[name].strip() == text for name, text in texts.items()):
        return ()
    return change_letter(desk=request.desk, letter_id=letter.id, subject=subject, texts=texts, on=clock.today())


@require_http_methods(["GET", "POST"])
def letter(request: DeskRequest, letter_id: int) -> HttpResponse:
    """The letter as it will look, to whom, why, and what stands against it; POST keeps a changed text and may let it go."""
    return save(request, letter_id) if request.method == "POST" else _page(request, one_letter(request, letter_id))


@may_work
def save(request: DeskRequest, letter_id: int) -> HttpResponse:
    """Keeps the text; with `approve` the letter may leave as well."""
    row = one_letter(request, letter_id)
    if row.state != LetterState.DRAFT:
        messages.warning(request, _("Deze brief is geen concept meer; er is niets veranderd."))
        return redirect("letter", letter_id=letter_id)
    refused = _changed(request, row, _typed(request, row))
    if not refused and "approve" in request.POST:
        refused = approve_letter(desk=request.desk, letter_id=letter_id, on=clock.today(), at=clock.now())
    if refused:
        return _page(request, one_letter(request, letter_id), refused=refused)
    if "approve" not in request.POST:
        messages.success(request, _("De tekst is bewaard."))
    return redirect("letter", letter_id=letter_id)


@require_POST
@may_work
def withdraw(request: DeskRequest, letter_id: int) -> HttpResponse:
    """Takes the letter back before it leaves."""
    row = one_letter(request, letter_id)
    because = " ".join(request.POST.get("because", "").split())[:300]
    if not because:
        messages.warning(request, _("Schrijf op waarom de brief niet weggaat; dat blijft bij de debiteur staan."))
    elif row.state in (LetterState.DRAFT, LetterState.APPROVED):
        withdraw_letter(desk=request.desk, letter_id=letter_id, because=because, on=clock.today())
    return redirect("letter", letter_id=letter_id)


@require_POST
@may_work
def again(request: DeskRequest, letter_id: int) -> HttpResponse:
    """Puts back in the outbox what could not be sent."""
    refused = send_again(desk=request.desk, letter_id=one_letter(request, letter_id).id, on=clock.today())
    if refused:
        warn(request, refused)
    return redirect("letter", letter_id=letter_id)


@require_GET
def pdf(request: DeskRequest, letter_id: int) -> HttpResponse:
    """The letter as it left, or as it would leave now, shown in the frame of its page."""
    row = get_object_or_404(request.desk.letters(), id=letter_id)
    response = HttpResponse(letter_pdf(letter=row), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{row.kind}-{row.id}.pdf"'
    return response


urlpatterns = [
    path("brieven/<int:letter_id>/", letter, name="letter"),
    path("brieven/<int:letter_id>/intrekken/", withdraw, name="letter-withdraw"),
    path("brieven/<int:letter_id>/opnieuw/", again, name="letter-again"),
    path("brieven/<int:letter_id>/pdf", pdf, name="letter-pdf"),
]
