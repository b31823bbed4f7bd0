"""The documents of an invoice: on its page, saved by who works there, and never shown in place."""

from __future__ import annotations

from typing import cast as as_type

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.doors import cast
from tests.factories import make_document

pytestmark = pytest.mark.django_db
SCRIPT = b"%PDF-1.7 <script>alert(1)</script>"


def test_documents_stand_on_the_page_of_their_invoice_only() -> None:
    at = cast.company()
    owner, someone = cast.signed_in(at.user), cast.debtor(at)
    late, other = cast.invoice(at, someone), cast.invoice(at, someone)
    document = make_document(late, name="bon 1.pdf")
    address = reverse("invoice_document", args=[document.id])
    pages = [owner.get(reverse("invoice", args=[one.id])).content.decode() for one in (late, other)]
    assert [(page.count(f'href="{address}"'), page.count(">bon 1.pdf<")) for page in pages] == [(1, 1), (0, 0)]


def test_document_is_saved_and_never_runs_here() -> None:
    at = cast.company()
    document = make_document(cast.invoice(at, cast.debtor(at)), SCRIPT, name='bon "één".pdf')
    answer = as_type(HttpResponse, cast.signed_in(cast.member(at, role="reader")).get(reverse("invoice_document", args=[document.id])))
    assert (answer.content, answer["Content-Type"], answer["X-Content-Type-Options"]) == (SCRIPT, "application/pdf", "nosniff")
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''bon%20%22%C3%A9%C3%A9n%22.pdf"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_page_of_an_invoice_asks_no_more_for_many_documents() -> None:
    at = cast.company()
    owner, late = cast.signed_in(at.user), cast.invoice(at, cast.debtor(at))
    counts = []
    for number in (1, 2):
        make_document(late, name=f"{number}.pdf")
        make_document(late, name=f"{number}b.pdf")
        with CaptureQueriesContext(connection) as asked:
            page = owner.get(reverse("invoice", args=[late.id])).content.decode()
        counts.append(len(asked))
    assert (page.count(".pdf<"), counts[0]) == (4, counts[1])
