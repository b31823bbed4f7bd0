"""Documents inside invoices are kept once, with the invoice they came with, also where it was known already."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from akkoord.core.reading import AttachmentRead, InvoiceRead
from akkoord.store.models import Creditor, Document, Invoice
from akkoord.work.intake.import_files import receive, take_in
from akkoord.work.intake.store_invoices import store_invoices
from akkoord.work.record import Log
from tests.cast import BRUG, MONDAY, VERMEER, party
from tests.factories import make_creditor, make_file
from tests.work.files import counts, problems

SAMPLES = Path(__file__).parents[1] / "samples"
ONE, TWO = (AttachmentRead(f"{name}.pdf", "application/pdf", name.encode()) for name in ("een", "twee"))


def kept() -> list[tuple[str, str, int]]:
    """Every document: (number of its invoice, name, bytes)."""
    rows = Document.objects.order_by("invoice__number", "name")
    return [(one.invoice.number, one.name, one.size) for one in rows]


def store(creditor: Creditor, number: str, *documents: AttachmentRead, total: int = 10_000, name: str = "") -> dict[str, int]:
    """Take in one invoice to Vermeer, or to who is named, with these documents."""
    buyer = party({**VERMEER, "name": name, "number": name, "kvk": "", "vat": ""}) if name else party(VERMEER)
    row = InvoiceRead(number, "invoice", MONDAY, total, buyer, attachments=documents)
    return store_invoices(creditor=creditor, rows=[row], file=make_file(creditor), log=Log(creditor.id, MONDAY), problems=[])


def test_pdf_with_an_invoice_inside_is_kept_as_its_document(creditor: Creditor) -> None:
    Creditor.objects.filter(id=creditor.id).update(kvk="", vat="")
    creditor.refresh_from_db()
    content = (SAMPLES / "factur-x" / "invoice.pdf").read_bytes()
    report = take_in(receive(creditor=creditor, name="map/F 1.pdf", content=content, on=MONDAY))
    assert (counts(report), kept()) == ({"invoices": 1, "debtors": 1}, [("F2026-102", "F 1.pdf", len(content))])
    assert bytes(Document.objects.get().content) == content


def test_pdf_without_an_invoice_is_a_file_that_failed_and_says_why(creditor: Creditor) -> None:
    file = receive(creditor=creditor, name="brief.pdf", content=(SAMPLES / "factur-x" / "no-xml.pdf").read_bytes(), on=MONDAY)
    said = [one.partition(";")[0] for one in problems(take_in(file))]
    assert (file.state, file.kind, said) == ("failed", "factur-x", ["This PDF has no e-invoice (XML) inside"])


@pytest.mark.parametrize(("inside", "documents"), [(base64.b64encode(b"%PDF-1.4").decode(), [("F2026-001", "bon.pdf", 8)]), ("***", [])])
def test_document_inside_ubl_is_kept_and_a_broken_one_loses_only_itself(
    creditor: Creditor, inside: str, documents: list[tuple[str, str, int]]
) -> None:
    Creditor.objects.filter(id=creditor.id).update(kvk="", vat="")
    creditor.refresh_from_db()
    binary = f"<cbc:EmbeddedDocumentBinaryObject mimeCode='application/pdf' filename='bon.pdf'>{inside}</cbc:EmbeddedDocumentBinaryObject>"
    reference = f"<cbc:ID>bon</cbc:ID><cac:Attachment>{binary}</cac:Attachment>"
    ubl = (SAMPLES / "ubl" / "invoice-part-prepaid.xml").read_text()
    seller = "<cac:AccountingSupplierParty>"
    ubl = ubl.replace(seller, f"<cac:AdditionalDocumentReference>{reference}</cac:AdditionalDocumentReference>{seller}")
    report = take_in(receive(creditor=creditor, name="f.xml", content=ubl.encode(), on=MONDAY))
    assert (counts(report), kept()) == ({"invoices": 1, "debtors": 1}, documents)
    assert len(problems(report)) == 1 - len(documents)


def test_document_is_kept_once_and_a_new_one_is_added_to_the_known_invoice(creditor: Creditor) -> None:
    store(creditor, "F1", ONE, ONE)
    store(creditor, "F1")
    assert kept() == [("F1", "een.pdf", 3)]
    assert store(creditor, "F1", ONE, TWO)["duplicates"] == 1
    assert kept() == [("F1", "een.pdf", 3), ("F1", "twee.pdf", 4)]
    store(creditor, "F2", ONE)
    assert kept()[2:] == [("F2", "een.pdf", 3)]


def test_document_of_a_corrected_invoice_is_added_and_of_a_refused_one_is_not(creditor: Creditor) -> None:
    store(creditor, "F1")
    store(creditor, "F1", ONE, total=9_000)
    store(creditor, "F1", TWO, total=8_000, name="Elders B.V.")
    assert (kept(), Invoice.objects.get().total) == ([("F1", "een.pdf", 3)], 9_000)


def test_same_document_of_two_companies_is_each_ones_own(creditor: Creditor) -> None:
    other = make_creditor(BRUG)
    for company in (creditor, other):
        store(company, "F1", ONE)
    assert sorted(Document.objects.values_list("creditor_id", flat=True)) == sorted([creditor.id, other.id])
