"""The columns of a list whose headings were not recognised: somebody points, and Akkoord remembers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.core.problem import Text
from akkoord.store.models import ImportedFile
from akkoord.store.models.imported import ImportState
from akkoord.web.permission import may_work
from akkoord.web.problems import sentence
from akkoord.web.requests import DeskRequest
from akkoord.web.views.imports import one_file
from akkoord.work.intake.columns import LABELS, NEEDED, ROWS, Sheet, look_at_columns
from akkoord.work.intake.import_files import choose_columns, content_of

OFTEN = ("due_on", "term_days", "open", "buyer_number", "email", "phone", "street", "postcode", "city", "buyer_kind")


class Choice(NamedTuple):
    """One field, the heading chosen for it, and the first values under that heading."""

    field: str
    label: Text
    heading: str
    samples: tuple[str, ...]
    needed: bool


def _answers(posted: Mapping[str, str], sheet: Sheet) -> dict[str, str]:
    """What was chosen, field by field; a field that was not on the form keeps what Akkoord recognised."""
    known = {heading.name for heading in sheet.headings}
    return {field: posted[field] for field in LABELS if field in posted and (posted[field] in known or not posted[field])}


def _choices(sheet: Sheet) -> list[Choice]:
    samples = {heading.name: heading.samples for heading in sheet.headings}
    order = [*NEEDED, *OFTEN, *(field for field in LABELS if field not in NEEDED and field not in OFTEN)]
    chosen = [(field, sheet.chosen.get(field, "")) for field in order]
    return [Choice(field, LABELS[field], heading, samples.get(heading, ()), field in NEEDED) for field, heading in chosen]


def _lacking(sheet: Sheet) -> list[Text]:
    return [LABELS[field] for field in sheet.preview.unmapped]


def _twice(sheet: Sheet) -> list[str]:
    """Headings that were pointed at for more than one field."""
    headings = list(sheet.chosen.values())
    return sorted({heading for heading in headings if headings.count(heading) > 1})


def _context(file: ImportedFile, sheet: Sheet) -> dict[str, Any]:
    choices, lacking = _choices(sheet), _lacking(sheet)
    problems = [] if lacking else sheet.preview.problems[:ROWS]
    return {
        "file": file,
        "sheet": sheet,
        "needed": [one for one in choices if one.needed],
        "others": [one for one in choices if not one.needed],
        "lacking": lacking,
        "twice": _twice(sheet),
        "invoices": sheet.preview.invoices[:ROWS],
        "problems": [(one.line, one.where, sentence(one.message)) for one in problems],
    }


@require_http_methods(["GET", "POST"])
@may_work
def columns(request: DeskRequest, file_id: int) -> HttpResponse:
    """Asks what each column holds and shows how the first rows would be read; POST sends the file back to be read."""
    file = one_file(request, file_id)
    if file.state != ImportState.NEEDS_COLUMNS:
        return redirect("import", file_id=file_id)
    content = content_of(file)
    sheet = look_at_columns(content=content, columns=file.columns)
    if sheet is None:
        messages.warning(request, _("In dit bestand staat geen tabel."))
        return redirect("imports")
    answers = file.columns | _answers(request.POST, sheet)
    sheet = look_at_columns(content=content, columns=answers) or sheet
    context = _context(file, sheet) | {"asked": "read" in request.POST}
    if context["asked"] and not context["lacking"] and not context["twice"]:
        choose_columns(creditor=request.desk.creditor, file_id=file.id, columns=answers, by=request.user.email)
        return redirect("imports")
    return render(request, "imports/_choices.html" if request.htmx else "imports/columns.html", context)


urlpatterns = [path("bestanden/<int:file_id>/kolommen/", columns, name="import-columns")]
