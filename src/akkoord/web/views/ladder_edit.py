"""The editor of a ladder: its steps as cards or as TOML, what it would do on a day, and keeping it as the next version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.core.ladder.ladder import Ladder
from akkoord.core.ladder.mistake import Mistake
from akkoord.core.ladder.toml import read_ladder, read_toml, toml_of
from akkoord.core.problem import Text
from akkoord.steps import all_steps
from akkoord.store.models import LadderVersion
from akkoord.web import clock
from akkoord.web.labels import KINDS, PAYER, TONE
from akkoord.web.ladder_form import Sheet, reorder, sheet_of, sheet_posted
from akkoord.web.ladder_list import Known, known_ladder, text_of_newest
from akkoord.web.ladder_preview import Shown, day_of, shown
from akkoord.web.permission import may_manage
from akkoord.web.requests import DeskRequest
from akkoord.web.views.replays import ask_draft
from akkoord.work.ladders.keep_ladder import LONGEST_TEXT, Wish, keep_ladder

NEW = "nieuw"  # the address of a ladder that is not there yet


@dataclass(slots=True)
class Editing:
    """A ladder at work: the one there is (None for a new one), as a form, or as text with what is wrong in it."""

    known: Known | None
    sheet: Sheet
    text: str | None = None
    wrong: tuple[Mistake, ...] = ()
    preview: Shown | None = None

    @property
    def name(self) -> str:
        """The name of the ladder; empty for a new one."""
        return self.known.name if self.known else ""


@require_http_methods(["GET", "POST"])
@may_manage
def edit(request: DeskRequest, name: str = "") -> HttpResponse:
    """The steps as cards. What a button asks of the form is done without keeping anything, but for the one that keeps."""
    known = known_ladder(request.desk, name) if name else None
    if request.method == "GET":
        return _page(request, Editing(known, _begin(request, known)))
    do, sheet = request.POST.get("do", "look"), sheet_posted(request.POST)
    if do.partition(":")[0] in ("up", "down", "add", "out", "way"):
        return _page(request, Editing(known, reorder(sheet, do)))
    read = read_ladder(sheet.table(), name=name or "nieuw", steps=all_steps())
    if isinstance(read, tuple):
        return _page(request, Editing(known, sheet.mark(read)))
    if do == "toml":
        return _page(request, Editing(known, sheet, toml_of(read)))
    if do == "save":
        return _keep(request, Editing(known, sheet), toml_of(read))
    if do == "replay":
        return ask_draft(request, name, read)
    return _page(request, Editing(known, sheet, preview=shown(request.desk, read, request.POST, running=sheet.running or known is None)))


@require_http_methods(["GET", "POST"])
@may_manage
def toml(request: DeskRequest, name: str = "") -> HttpResponse:
    """The same as text: to write, to read from a file, or to take along as one."""
    known = known_ladder(request.desk, name) if name else None
    if request.method == "GET":
        start = _begin(request, known)
        text = text_of_newest(request.desk, name) if known else toml_of(_sure(start))
        return _page(request, Editing(known, start, text))
    text = _text_of(request)
    read = read_toml(text, name=name or "nieuw", steps=all_steps())
    sheet = Sheet([], [], request.POST.get("title", ""), request.POST.get("running") == "on")
    if isinstance(read, tuple):
        return _page(request, Editing(known, sheet, text, read))
    do = request.POST.get("do")
    if do in ("save", "replay"):
        return _keep(request, Editing(known, sheet, text), text) if do == "save" else ask_draft(request, name, read)
    if do == "form":
        form = sheet_of(read, title=sheet.title)
        form.running = sheet.running
        return _page(request, Editing(known, form))
    preview = shown(request.desk, read, request.POST, running=sheet.running or known is None)
    return _page(request, Editing(known, sheet, text, preview=preview))


def _sure(sheet: Sheet) -> Ladder:
    """A form that was made of a ladder, as that ladder again."""
    read = read_ladder(sheet.table(), name="nieuw", steps=all_steps())
    if isinstance(read, tuple):
        raise read[0]
    return read


def _begin(request: DeskRequest, known: Known | None) -> Sheet:
    """The newest version; a new ladder begins as another one."""
    start = known or known_ladder(request.desk, request.GET.get("van") or request.desk.creditor.ladder_business)
    return sheet_of(start.ladder, title=start.title if known else "")


def _text_of(request: DeskRequest) -> str:
    """What was written; a file that was chosen instead counts before it."""
    file = request.FILES.get("file")
    if file is None or request.POST.get("do") != "file":
        return request.POST.get("text", "").replace("\r\n", "\n")
    content = file.read(LONGEST_TEXT * 4 + 1)
    return str(content, "utf-8-sig", errors="replace").replace("\r\n", "\n")


def _keep(request: DeskRequest, at: Editing, text: str) -> HttpResponse:
    title = "" if at.known and at.known.shipped else at.sheet.title
    wish = Wish(text, at.name, title, at.sheet.running)
    kept = keep_ladder(desk=request.desk, wish=wish, on=clock.today(), at=clock.now())
    if not isinstance(kept, LadderVersion):
        at.sheet.mark(kept)
        at.wrong = kept
        return _page(request, at)
    if at.known and kept.version == at.known.version:
        messages.success(request, _("Er was niets gewijzigd; versie %(n)s blijft gelden.") % {"n": kept.version})
    else:
        messages.success(request, _("Bewaard als versie %(n)s.") % {"n": kept.version})
    return redirect("ladder", kept.name)


def _page(request: DeskRequest, at: Editing) -> HttpResponse:
    wrong = any(one.wrong for one in at.sheet.cards) or bool(at.sheet.wrong or at.wrong)
    context: dict[str, Any] = {
        "known": at.known,
        "sheet": at.sheet.ready(),
        "text": at.text,
        "mistakes": [(_step_of(at, one), one.why) for one in at.wrong],
        "wrong": wrong,
        "shown": at.preview,
        "day": day_of(request.POST),
        "all_payers": list(PAYER.items()),
        "all_tones": list(TONE.items()),
        "all_kinds": list(KINDS.items()),
        "as_cards": reverse("ladder", args=[at.name]) if at.name else reverse("ladder-new"),
        "as_toml": reverse("ladder-toml", args=[at.name]) if at.name else reverse("ladder-new-toml"),
    }
    if request.htmx and not request.htmx.boosted:
        return render(request, "ladders/_preview.html", context)
    template = "ladders/edit.html" if at.text is None else "ladders/toml.html"
    return render(request, template, context, status=422 if wrong else 200)


def _step_of(at: Editing, mistake: Mistake) -> Text | None:
    """The step a mistake of a text is in, by its place."""
    return None if mistake.row is None else Text(f"Stap {mistake.row + 1}", f"Step {mistake.row + 1}")


urlpatterns = [
    path(f"instellingen/stappen/{NEW}/", edit, name="ladder-new"),
    path(f"instellingen/stappen/{NEW}/toml/", toml, name="ladder-new-toml"),
    path("instellingen/stappen/<slug:name>/", edit, name="ladder"),
    path("instellingen/stappen/<slug:name>/toml/", toml, name="ladder-toml"),
]
