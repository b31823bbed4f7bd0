"""Playing ladders back: what another ladder would have done over the company's own past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akkoord.core.dates import date_of
from akkoord.core.ladder.ladder import Ladder
from akkoord.core.ladder.toml import toml_of
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Replay
from akkoord.web import clock, replay_page
from akkoord.web.ladder_list import Known, known_ladders
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import warn
from akkoord.work.replay.ask import ask_replay, usual_days
from akkoord.work.replay.question import Question, Side, side_of

BUSY = ("queued", "playing")


@dataclass(frozen=True, slots=True)
class Choice:
    """One version of a ladder that can be chosen; `code` is what the form sends."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One replay of the list."""

    row: Replay
    question: Question
    titles: replay_page.Titles
    verdict: str

    @property
    def busy(self) -> bool:
        """Whether it is still to be played."""
        return self.row.state in BUSY


def choices(known: list[Known]) -> list[tuple[str, list[Choice]]]:
    """Every version of every ladder, by ladder, the newest first."""
    found = []
    for one in known:
        mine = [Choice(f"{one.name}:{kept.number}", _newest(kept.number, newest=kept.newest)) for kept in one.versions]
        if one.shipped:
            words = replay_page.version_words(0)
            mine.append(Choice(f"{one.name}:0", words if mine else _("%(which)s (nieuwste)") % {"which": words}))
        found.append((one.title, mine))
    return found


def _newest(version: int, *, newest: bool) -> str:
    words = replay_page.version_words(version)
    return _("%(which)s (nieuwste)") % {"which": words} if newest else words


def _begin(request: DeskRequest, known: list[Known]) -> dict[str, str]:
    """What is chosen when the page opens: the ladder that was asked for as it is now, and beside it another one to compare it with."""
    usual = request.desk.creditor.ladder_business
    name = request.GET.get("van", "")
    first = next((one for one in known if one.name == name), None) or next((one for one in known if one.name == usual), known[0])
    own = [
        f"{one.name}:{kept.number}" for one in (first, *known) for kept in one.versions if set(one.ladder.kinds) & set(first.ladder.kinds)
    ]
    before = f"{first.name}:{first.version}"
    shipped = [f"{one.name}:0" for one in (first, *known) if one.shipped and set(one.ladder.kinds) & set(first.ladder.kinds)]
    after = next((code for code in [*own, *shipped] if code != before), before)
    return {"nu": before, "straks": request.GET.get("straks", after)}


@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """Which two, over which days; and what was played before."""
    known = known_ladders(request.desk)
    first, last = usual_days(request.desk.creditor, on=clock.today())
    context = {"choices": choices(known), "chosen": _begin(request, known), "first": first, "last": last}
    return render(request, "replays/index.html", {**context, "kept": kept(request.desk), **_history(request.desk, first, last)})


def kept(desk: Desk) -> list[Kept]:
    """What was asked before, the newest first."""
    found, newest = [], replay_page.newest_versions(desk)
    for row in desk.replays().order_by("-id"):
        question = Question.read(row.asked)
        verdict = replay_page.verdict(row.outcome) if row.state == "done" else ""
        found.append(Kept(row, question, replay_page.titles(newest, question), verdict))
    return found


def _history(desk: Desk, first: date, last: date) -> dict[str, Any]:
    """How much past there is: no invoices, no payments, or only some weeks."""
    invoices, payments = desk.invoices().filter(kind="invoice").exists(), desk.allocations().exists()
    return {"invoices": invoices, "payments": payments, "short": invoices and (last - first).days < 90, "days": (last - first).days + 1}


def _side(desk: Desk, code: str) -> Side | None:
    name, _mark, version = code.partition(":")
    return side_of(desk, name, int(version)) if version.isascii() and version.isdecimal() and len(version) < 6 else None


def _days(request: DeskRequest) -> tuple[date, date]:
    first, last = usual_days(request.desk.creditor, on=clock.today())
    return date_of(request.POST.get("van", "")) or first, min(date_of(request.POST.get("tot", "")) or last, clock.today())


@require_POST
@may_work
def ask(request: DeskRequest) -> HttpResponse:
    """Puts the question in the queue."""
    before, after = (_side(request.desk, request.POST.get(one, "")) for one in ("nu", "straks"))
    if before is None or after is None:
        messages.warning(request, _("Kies twee rijen stappen die er zijn."))
        return redirect("replays")
    return _asked(request, before, after, _days(request))


def ask_draft(request: DeskRequest, name: str, read: Ladder) -> HttpResponse:
    """The ladder that somebody is writing, beside the one it would take the place of."""
    usual = request.desk.creditor.ladder_consumer if "consumer" in read.kinds else request.desk.creditor.ladder_business
    before = side_of(request.desk, name or usual) or side_of(request.desk, usual)
    if before is None:
        return redirect("replays")
    return _asked(request, before, Side(name or "nieuw", None, toml_of(read)), usual_days(request.desk.creditor, on=clock.today()))


def _asked(request: DeskRequest, before: Side, after: Side, days: tuple[date, date]) -> HttpResponse:
    row = ask_replay(desk=request.desk, question=Question(before, after, *days), on=clock.today(), at=clock.now())
    if isinstance(row, Refusal):
        warn(request, row)
        return redirect("replays")
    return redirect("replay", row.id)


@require_GET
def replay(request: DeskRequest, replay_id: int) -> HttpResponse:
    """What came of it; asked for again every second while it is played."""
    row = get_object_or_404(request.desk.replays(), id=replay_id)
    question, newest = Question.read(row.asked), replay_page.newest_versions(request.desk)
    context: dict[str, Any] = {"row": row, "question": question, "titles": replay_page.titles(newest, question)}
    context |= {"busy": row.state in BUSY, "percent": replay_page.percent(row)}
    if row.state == "done":
        context |= _answer(request.desk, row.outcome)
    template = "replays/_answer.html" if request.htmx and not request.htmx.boosted else "replays/replay.html"
    return render(request, template, context)


def _answer(desk: Desk, outcome: dict[str, Any]) -> dict[str, Any]:
    days, late, came = replay_page.really(outcome)
    return {
        "outcome": outcome,
        "verdict": replay_page.verdict(outcome),
        "counted": replay_page.counted(outcome),
        "estimated": replay_page.estimated(outcome),
        "estimate": outcome["estimate"],
        "between": "" if outcome["estimate"]["why"] else replay_page.between(outcome["estimate"]),
        "really": {"days": days, "late": late, "came": came},
        "pictures": replay_page.pictures(outcome),
        "most": replay_page.most(desk, outcome),
    }


urlpatterns = [
    path("terugspelen/", index, name="replays"),
    path("terugspelen/vraag/", ask, name="replay-ask"),
    path("terugspelen/<int:replay_id>/", replay, name="replay"),
]
