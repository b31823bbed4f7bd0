"""The texts of the letters: which there are, what stands in each, and what a company writes in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.letter import TONES
from akkoord.core.problem import Refusal, Text
from akkoord.letters.files import LANGUAGES, parts_of
from akkoord.letters.texts import Place
from akkoord.web import clock
from akkoord.web.difference import Piece, difference
from akkoord.web.letter_words import BLOCK_WORDS, FIELD_WORDS, LANGUAGE_WORDS, TONE_WORDS, situation_words
from akkoord.web.permission import may_manage
from akkoord.web.requests import DeskRequest
from akkoord.work.letters.keep_letter_texts import (
    TOGETHER,
    OwnLetter,
    Which,
    every_letter,
    keep_letter_texts,
    letters_to_look_at,
    own_letter,
    preview_pdf,
)


class Choice(NamedTuple):
    """One letter in one language and tone, as the list names it."""

    which: Which
    language: Text
    tone: Text
    own: int
    look: bool


class Row(NamedTuple):
    """One text on the form: that of Akkoord, what stands in its place, and what is to be said of it."""

    name: str
    label: Text
    when: Text
    ours: str
    text: str
    is_own: bool
    changed: list[Piece]
    refused: tuple[Refusal, ...]
    fixed: bool = False

    @property
    def rows(self) -> int:
        """How high the field is."""
        return 2 + len(self.text) // 60 + self.text.count("\n")


def _which(kind: str, language: str, tone: str) -> Which:
    try:
        return Which(kind, language, tone)
    except ValueError as unknown:
        raise Http404 from unknown


@require_GET
@may_manage
def index(request: DeskRequest) -> HttpResponse:
    """Every letter in its languages and tones, with how many texts are the company's own."""
    own = letters_to_look_at(request.desk)
    letters: dict[str, list[Choice]] = {}
    for kind, language in every_letter():
        for tone in TONES:
            count, look = own.get((kind, language, tone), (0, False))
            choice = Choice(Which(kind, language, tone), LANGUAGE_WORDS[language], TONE_WORDS[tone], count, look)
            letters.setdefault(kind, []).append(choice)
    lists = [(words, letters[kind]) for kind, words in STEP_WORDS.items() if kind in letters]  # in the order of the ladder
    return render(request, "settings/letters.html", {"letters": lists, "look": sum(look for _count, look in own.values())})


@require_http_methods(["GET", "POST"])
@may_manage
def letter(request: DeskRequest, kind: str, language: str, tone: str) -> HttpResponse:
    """One letter: each text beside that of Akkoord; POST keeps what was typed, all of it or nothing."""
    which = _which(kind, language, tone)
    if request.method == "GET":
        return _page(request, which, typed={}, refused={})
    typed, seen = _typed(request, which)
    refused = keep_letter_texts(desk=request.desk, which=which, typed=typed, seen=seen, on=clock.today(), at=clock.now())
    if refused:
        return _page(request, which, typed=typed, refused=refused)
    messages.success(request, _("Bewaard. Nieuwe brieven krijgen deze tekst."))
    return redirect("settings-letter", kind=kind, language=language, tone=tone)


@require_GET
@may_manage
def preview(request: DeskRequest, kind: str, language: str, tone: str) -> HttpResponse:
    """The letter as it would be set now, to a debtor who does not exist."""
    response = HttpResponse(preview_pdf(request.desk, _which(kind, language, tone)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{kind}-{language}-{tone}.pdf"'
    return response


def _name(place: Place) -> str:
    return f"{place[0]}.{place[1]}"


def _typed(request: DeskRequest, which: Which) -> tuple[dict[Place, str], list[Place]]:
    """What stands in the form, and of which texts a person says that he saw what Akkoord changed. A text to forget is empty."""
    now = own_letter(request.desk, which)
    places = (*now.ours, *now.gone)
    typed = {place: request.POST[f"text-{_name(place)}"] for place in now.ours if f"text-{_name(place)}" in request.POST}
    typed |= {place: "" for place in places if f"forget-{_name(place)}" in request.POST}
    return typed, [place for place in now.ours if f"seen-{_name(place)}" in request.POST]


def _rows(which: Which, now: OwnLetter, typed: Mapping[Place, str], refused: Mapping[Place, tuple[Refusal, ...]]) -> list[Row]:
    """The texts from top to bottom; what the law fixes stands among them to be read."""
    rows = []
    for block in ("subject", *(name for name in which.file.order if name not in parts_of(which.file))):
        label = BLOCK_WORDS.get(block, Text(block.capitalize(), block.capitalize()))
        if block in which.file.fixed:
            text = which.file.blocks[block][-1].text
            rows.append(Row(block, label, Text("", ""), text, text, False, [], (), fixed=True))
        places = [place for place in now.ours if place[0] == block]
        for place in places:
            ours, own = now.ours[place], now.own.get(place)
            text = typed.get(place, ours if own is None else own)
            changed = difference(now.changed[place], ours) if place in now.changed else []
            when = situation_words(place[1], alone=len(places) == 1)
            against = refused.get(place) or (now.wrong.get(place, ()) if not typed else ())
            rows.append(Row(_name(place), label, when, ours, text, own is not None, changed, against))
    return rows


def _page(request: DeskRequest, which: Which, *, typed: Mapping[Place, str], refused: Mapping[Place, tuple[Refusal, ...]]) -> HttpResponse:
    now = own_letter(request.desk, which)
    rows = _rows(which, now, typed, refused)
    context: dict[str, Any] = {
        "which": which,
        "step": STEP_WORDS[which.kind],
        "languages": [(name, LANGUAGE_WORDS[name]) for name in LANGUAGES],
        "tones": [(name, TONE_WORDS[name]) for name in TONES],
        "tone": TONE_WORDS[which.tone],
        "rows": rows,
        "gone": [(_name(place), text) for place, text in now.gone.items()],
        "together": refused.get(TOGETHER, ()) or (now.wrong.get(TOGETHER, ()) if not typed else ()),
        "refused": bool(refused),
        "look": bool(now.changed or now.wrong or now.gone),
        "own": len(now.own),
        "fields": [(f"{{{name}}}", words) for name, words in FIELD_WORDS.items()],
    }
    return render(request, "settings/letter.html", context)


_ONE = "instellingen/brieven/<slug:kind>/<slug:language>/<slug:tone>/"
urlpatterns = [
    path("instellingen/brieven/", index, name="settings-letters"),
    path(_ONE, letter, name="settings-letter"),
    path(f"{_ONE}voorbeeld.pdf", preview, name="settings-letter-preview"),
]
