"""Practising a call with a debtor that Akkoord plays. Nothing here reads or writes a real debtor."""

from __future__ import annotations

import secrets

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from akkoord.reasons.characters import characters
from akkoord.web import practice_page
from akkoord.web.practice_words import LEVELS
from akkoord.web.requests import DeskRequest

SEEDS = 2**31


@require_GET
def choose(request: DeskRequest) -> HttpResponse:
    """Who to practise with."""
    people = [(one, LEVELS[one.level]) for one in characters().values()]
    talk = practice_page.talk_of(request.session)
    return render(request, "practice/choose.html", {"people": people, "going": talk if talk and not talk.end else None})


@require_POST
def begin(request: DeskRequest) -> HttpResponse:
    """Picks up the phone; a talk that was going on is over."""
    who = request.POST.get("who", "")
    if who not in characters():
        raise Http404
    practice_page.begin(request.session, who, seed=secrets.randbelow(SEEDS))
    return redirect("practice-talk")


@require_GET
def talk(request: DeskRequest) -> HttpResponse:
    """The talk as far as it has come."""
    going = practice_page.talk_of(request.session)
    if going is None:
        return redirect("practice")
    return render(request, "practice/talk.html", practice_page.page(going))


@require_POST
def say(request: DeskRequest) -> HttpResponse:
    """One turn: what was typed, or silence. What is sent twice is heard once."""
    going = practice_page.talk_of(request.session)
    if going is None:
        return _to(request, "practice")
    if request.POST.get("turn") != str(len(going.turns)):
        return _to(request, "practice-talk")
    text = "" if "silent" in request.POST else request.POST.get("said", "")
    after = practice_page.said(request.session, going, text)
    if not request.htmx:
        return redirect("practice-talk")
    return render(request, "practice/_answer.html", {**practice_page.page(after), "turn": after.turns[-1], "oob": True})


@require_POST
def hang_up(request: DeskRequest) -> HttpResponse:
    """Ends the talk."""
    going = practice_page.talk_of(request.session)
    if going is None:
        return redirect("practice")
    practice_page.left(request.session)
    return redirect("practice-back")


@require_GET
def look_back(request: DeskRequest) -> HttpResponse:
    """How it went, once it is over."""
    over = practice_page.talk_of(request.session)
    if over is None or not over.end:
        return redirect("practice-talk")
    return render(request, "practice/look_back.html", practice_page.look_back(over))


def _to(request: DeskRequest, place: str) -> HttpResponse:
    answer = redirect(place)
    return HttpResponse(headers={"HX-Redirect": answer.url}) if request.htmx else answer


urlpatterns = [
    path("oefenen/", choose, name="practice"),
    path("oefenen/begin/", begin, name="practice-begin"),
    path("oefenen/gesprek/", talk, name="practice-talk"),
    path("oefenen/gesprek/zeg/", say, name="practice-say"),
    path("oefenen/gesprek/ophangen/", hang_up, name="practice-hang-up"),
    path("oefenen/terugblik/", look_back, name="practice-back"),
]
