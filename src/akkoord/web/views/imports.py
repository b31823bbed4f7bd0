"""Files: what came in, what did not, and why."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from akkoord.store.models import ImportedFile
from akkoord.store.models.imported import ImportState
from akkoord.web import clock
from akkoord.web.permission import may_work
from akkoord.web.problems import Line, notice_lines, problem_lines, sentence
from akkoord.web.requests import DeskRequest
from akkoord.web.titles import counted
from akkoord.work.export.lists import LISTS
from akkoord.work.intake.import_files import receive

MOST_BYTES = 64 * 1024 * 1024
SHOWN_PROBLEMS = 200
A_PAGE = 25
BUSY = (ImportState.QUEUED, ImportState.READING)
KINDS = {
    "csv": "CSV",
    "xlsx": "Excel",
    "ubl": "UBL",
    "cii": "CII",
    "factur-x": "Factur-X",
    "mt940": "MT940",
    "xaf": "Auditfile",
    "zip": "ZIP",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One file as the page shows it."""

    row: ImportedFile
    kind: str
    busy: bool
    percent: int | None  # None: it is not known yet
    new: int
    twice: int
    problems: int
    first: Line | None  # why nothing was read, where that is so

    @property
    def nothing(self) -> bool:
        """Whether it was read without anything coming of it."""
        return self.row.state == ImportState.FAILED or (not self.new and not self.twice and bool(self.problems))


def shown(row: ImportedFile) -> Shown:
    """Counts and state of a file."""
    report = row.report or {}
    lines = problem_lines(report)
    return Shown(
        row=row,
        kind=KINDS.get(row.kind, row.kind.upper() if row.kind.startswith("camt") else ""),
        busy=row.state in BUSY,
        percent=min(100, row.done_units * 100 // row.all_units) if row.all_units else None,
        new=sum(report.get(name, 0) for name in ("invoices", "credit_notes", "payments")),
        twice=report.get("duplicates", 0),
        problems=len(lines),
        first=lines[0] if lines else None,
    )


def answer(request: DeskRequest) -> dict[str, Any]:
    """What the head of the page says: what asks for attention, what is being read, or that all is in."""
    files = request.desk.files()
    busy = files.filter(state__in=BUSY).count()
    columns = files.filter(state=ImportState.NEEDS_COLUMNS).count()
    if columns:
        title = ngettext("Eén bestand wacht op u", "%(n)s bestanden wachten op u", columns) % {"n": counted(columns)}
    elif busy:
        title = ngettext("Eén bestand wordt gelezen", "%(n)s bestanden worden gelezen", busy) % {"n": counted(busy)}
    elif not files.exists():
        title = _("Voeg uw eerste bestand toe")
    else:
        latest = files.order_by("-id").first()
        failed = latest is not None and shown(latest).nothing
        title = _("Uw laatste bestand is niet ingelezen") if failed else _("Alles is ingelezen")
    return {"title": title, "busy": busy, "columns": columns}


def one_file(request: DeskRequest, file_id: int) -> ImportedFile:
    """A file of this company."""
    return get_object_or_404(request.desk.files(), id=file_id)


@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """Where files are dropped, and all that came in before."""
    pages = Paginator(request.desk.files().order_by("-id"), A_PAGE)
    page = pages.get_page(request.GET.get("p"))
    lists = [(what, sentence(one.title)) for what, one in LISTS.items()]
    return render(request, "imports/index.html", {"page": page, "files": [shown(row) for row in page], "lists": lists, **answer(request)})


def _refused(upload: UploadedFile) -> str:  # type: ignore[type-arg]  # generic in the stubs only
    """Why an upload is not even queued; empty where it is."""
    if not upload.size:
        return _("%(name)s is leeg.") % {"name": upload.name}
    if upload.size > MOST_BYTES:
        return _("%(name)s is groter dan 64 MB. Maak een export over een kortere periode.") % {"name": upload.name}
    return ""


@require_POST
@may_work
def add(request: DeskRequest) -> HttpResponse:
    """Takes the files in; the worker reads them."""
    uploads = request.FILES.getlist("files")
    for upload in uploads:
        refused = _refused(upload)
        if refused:
            messages.warning(request, refused)
            continue
        name = (upload.name or _("bestand"))[-300:]
        receive(creditor=request.desk.creditor, name=name, content=upload.read(), by=request.user.email, on=clock.today(), at=clock.now())
    if not uploads:
        messages.warning(request, _("Er was geen bestand gekozen."))
    return redirect("imports")


@require_GET
def row(request: DeskRequest, file_id: int) -> HttpResponse:
    """One file of the list, asked for again every second while it is being read, and the head of the page with it."""
    file = one_file(request, file_id)
    return render(request, "imports/_row_and_answer.html", {"file": shown(file), **answer(request)})


@require_GET
def detail(request: DeskRequest, file_id: int) -> HttpResponse:
    """The report of one file."""
    file = one_file(request, file_id)
    if file.state == ImportState.NEEDS_COLUMNS and request.desk.may_work:
        return redirect("import-columns", file_id=file_id)
    lines = problem_lines(file.report or {})
    invoices = request.desk.invoices().filter(file_id=file.id).select_related("debtor").order_by("-issued_on", "number")
    page = Paginator(invoices, A_PAGE).get_page(request.GET.get("p"))
    context = {
        "file": shown(file),
        "report": file.report or {},
        "lines": lines[:SHOWN_PROBLEMS],
        "notices": notice_lines(file.report or {}),
        "left_off": max(0, len(lines) - SHOWN_PROBLEMS),
        "page": page,
        "payments": request.desk.payments().filter(file_id=file.id).count(),
    }
    template = "imports/_report.html" if request.htmx and shown(file).busy else "imports/detail.html"
    return render(request, template, context)


def _csv_rows(lines: list[Line]) -> Iterator[list[str]]:
    yield [_("Regel"), _("Waar"), _("Wat er is")]
    for line in lines:
        # A cell that begins like a formula is text: a spreadsheet must not reckon with what a file said.
        yield [str(line.line or ""), *(f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell for cell in (line.where, line.message))]


@require_GET
def problems_csv(request: DeskRequest, file_id: int) -> HttpResponse:
    """The problems of a file, for a spreadsheet: semicolons and a byte order mark, as Dutch Excel expects."""
    file = one_file(request, file_id)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="akkoord-problemen-{file.id}.csv"'
    csv.writer(response, delimiter=";").writerows(_csv_rows(problem_lines(file.report or {})))
    return response


urlpatterns = [
    path("bestanden/", index, name="imports"),
    path("bestanden/toevoegen/", add, name="import-add"),
    path("bestanden/<int:file_id>/", detail, name="import"),
    path("bestanden/<int:file_id>/regel/", row, name="import-row"),
    path("bestanden/<int:file_id>/problemen.csv", problems_csv, name="import-problems"),
]
