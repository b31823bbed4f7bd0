"""Lists to take along: open invoices, all invoices, debtors, payments, letters and announcements, as CSV or Excel."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import cast

from django.http import FileResponse, Http404
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from akkoord.web import clock
from akkoord.web.requests import DeskRequest
from akkoord.work.export.export import CONTENT, Form, export, file_name
from akkoord.work.export.lists import LISTS

IN_MEMORY = 4 << 20  # bytes; a longer list waits on disk until it is sent


@require_GET
def download(request: DeskRequest, what: str, form: str) -> FileResponse:
    """One list of this company, on the day that is looked at."""
    if what not in LISTS or form not in CONTENT:
        raise Http404
    chosen, language, on = cast(Form, form), get_language() or "nl", clock.shown_day(request)
    past = clock.chosen_day(request) is not None
    kept = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it when it was sent
    export(creditor=request.desk.creditor, what=what, on=on, past=past, form=chosen, to=kept, language=language)  # type: ignore[arg-type]  # it is one in all but name
    kept.seek(0)
    name = file_name(what=what, on=on, form=chosen, language=language)
    return FileResponse(kept, as_attachment=True, filename=name, content_type=CONTENT[chosen])


urlpatterns = [path("bestanden/lijst/<slug:what>.<slug:form>", download, name="export")]
