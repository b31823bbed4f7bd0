"""His own papers: the documents of his invoices and the letters that were sent to him, to be saved and never shown in place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from akkoord.portal.pages import GuestRequest, guest_page, show


@require_GET
@guest_page
def document(request: GuestRequest, document_id: int) -> HttpResponse:
    """A document that came with one of his invoices."""
    one = request.guest.documents().defer(None).filter(id=document_id).first() if document_id < 2**63 else None
    return missing(request) if one is None else saved(bytes(one.content), one.mime, one.name)


@require_GET
@guest_page
def letter(request: GuestRequest, letter_id: int) -> HttpResponse:
    """A letter as it was sent to him."""
    one = request.guest.letters().filter(id=letter_id).first() if letter_id < 2**63 else None
    if one is None or one.pdf is None:
        return missing(request)
    return saved(bytes(one.pdf), "application/pdf", f"{one.kind}-{one.sent_on}.pdf")


def missing(request: HttpRequest) -> HttpResponse:
    """There is no such paper of his."""
    return show(request, "unknown.html", status=404)


def saved(content: bytes, mime: str, name: str) -> HttpResponse:
    """A file that the browser saves and never opens at our address."""
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
