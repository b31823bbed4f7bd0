"""The invoices of a letter go along with it: in the e-mail as attachments, on paper behind it, and only those that are its own."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pytest_django.fixtures import Settings

from akkoord.core.message import Attachment
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Document, Invoice, Letter
from akkoord.work.letters import attached as module
from akkoord.work.letters.attached import attached, goes_along
from akkoord.work.letters.edit_letter import approve_letter
from akkoord.work.mail.paper import MOST_PAGES, behind, joined
from akkoord.work.mail.print_post import print_batch
from akkoord.work.mail.send_outbox import send_outbox
from tests.cast import BRUG, MONDAY
from tests.factories import at_hour, make_creditor, make_debtor, make_document, make_invoice
from tests.work.days import work_day
from tests.work.mail_server import Mailbox, mail_server


def pdf(pages: int = 1) -> bytes:
    """A PDF of so many empty pages."""
    made, out = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page(595, 842)
    made.write(out)
    return out.getvalue()


@pytest.fixture
def mailbox(creditor: Creditor) -> Iterator[Mailbox]:
    """A mail server on loopback, which the company mails over."""
    with mail_server(Mailbox()) as running:
        Creditor.objects.filter(id=creditor.id).update(smtp_host="127.0.0.1", smtp_port=running.port, smtp_security="none")
        creditor.refresh_from_db()
        yield running


def sent(creditor: Creditor, mailbox: Mailbox) -> tuple[list[tuple[str | None, bytes]], str]:
    """The day's only mail: its attachments by name, the letter left out, and its text."""
    work_day(creditor, MONDAY)
    assert send_outbox(creditor=creditor, at=at_hour(MONDAY)) == 1
    (mail,) = mailbox.mails
    parts = [part for part in mail.walk() if part.get_filename()]
    text = next(part for part in mail.walk() if part.get_content_type() == "text/plain").get_payload(decode=True)
    assert isinstance(text, bytes)
    return [(part.get_filename(), bytes(part.get_payload(decode=True))) for part in parts[1:]], text.decode()


def test_mail_carries_the_invoices_it_is_about(creditor: Creditor, mailbox: Mailbox) -> None:
    debtor = make_debtor(creditor)
    contents = [pdf(1), pdf(2)]
    for number, content in zip(("2026/0118", "2026-0119"), contents, strict=True):
        make_document(make_invoice(debtor, number=number), content)
    make_document(make_invoice(debtor, number="later", due_on=MONDAY.replace(month=12)), pdf())
    files, text = sent(creditor, mailbox)
    assert sorted(files) == [("factuur-2026-0118.pdf", contents[0]), ("factuur-2026-0119.pdf", contents[1])]
    assert text.replace("\r\n", "\n").endswith("Bijlagen:\n- deze brief als PDF\n- factuur-2026-0118.pdf\n- factuur-2026-0119.pdf\n")


def test_mail_without_documents_says_nothing_of_attachments(creditor: Creditor, mailbox: Mailbox) -> None:
    make_invoice(make_debtor(creditor))
    files, text = sent(creditor, mailbox)
    assert (files, "Bijlagen" in text) == ([], False)


def test_several_documents_of_one_invoice_keep_their_names(creditor: Creditor, mailbox: Mailbox) -> None:
    invoice = make_invoice(make_debtor(creditor), number="7")
    for name in ("Urenstaat mei.pdf", "../../etc/passwd.pdf"):
        make_document(invoice, pdf(), name=name)
    make_document(invoice, b"1;2", name="uren.csv", mime="text/csv")
    files, _ = sent(creditor, mailbox)
    assert [name for name, _ in files] == ["factuur-7-Urenstaat-mei.pdf", "factuur-7-..-..-etc-passwd.pdf"]


def test_what_is_too_large_or_no_pdf_is_named(creditor: Creditor, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2 * len(pdf()))
    debtor = make_debtor(creditor)
    for number, content in (("1", pdf()), ("2", pdf() + b"x" * 999), ("3", b"<html>")):
        make_document(make_invoice(debtor, number=number), content, size=len(content))
    files, text = sent(creditor, mailbox)
    assert [name for name, _ in files] == ["factuur-1.pdf"]
    assert text.replace("\r\n", "\n").endswith("vraag ons erom:\n- factuur-3.pdf\n- factuur-2.pdf\n")


def test_documents_of_another_company_never_go_along(creditor: Creditor, mailbox: Mailbox) -> None:
    other = make_creditor(BRUG)
    theirs = make_invoice(make_debtor(other), number="2026-0118")
    make_document(theirs, pdf())
    mine = make_invoice(make_debtor(creditor), number="2026-0118")
    work_day(creditor, MONDAY)
    letter = Letter.objects.get(creditor=creditor)
    Letter.objects.filter(creditor=creditor).update(basis={str(mine.id): mine.open, str(theirs.id): theirs.open})
    letter.refresh_from_db()
    assert attached(creditor, letter, channel="email").files == ()
    assert goes_along(other, letter, channel="email")[0] == [module.Known(Document.objects.get().id, "factuur-2026-0118.pdf", len(pdf()))]


@pytest.mark.parametrize(("choice", "along"), [("always", (1, 1)), ("email", (1, 0)), ("never", (0, 0))])
def test_company_chooses_with_what_invoices_go_along(creditor: Creditor, choice: str, along: tuple[int, int]) -> None:
    make_document(make_invoice(make_debtor(creditor)), pdf())
    work_day(creditor, MONDAY)
    creditor.attach_invoices = choice
    letter = Letter.objects.get()
    assert tuple(len(attached(creditor, letter, channel=channel).files) for channel in ("email", "post")) == along


def test_post_in_the_folder_has_its_invoices_behind_it(creditor: Creditor, settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    make_document(make_invoice(make_debtor(creditor, email="")), pdf(3))
    work_day(creditor, MONDAY)
    assert send_outbox(creditor=creditor, at=at_hour(MONDAY)) == 1
    (page,) = tmp_path.glob("post/*/2026-11-16/*.pdf")
    letter = bytes(Letter.objects.get().pdf or b"")
    assert (len(PdfReader(page).pages), len(PdfReader(io.BytesIO(letter)).pages)) == (4, 1)


def test_post_that_a_person_prints_has_each_letters_invoices_behind_it(desk: Desk) -> None:
    creditor = desk.creditor
    Creditor.objects.filter(id=creditor.id).update(approval="person", post="person")
    creditor.refresh_from_db()
    for number in ("1", "2"):
        make_document(make_invoice(make_debtor(creditor, number=number, name=f"Debiteur {number}", email="")), pdf(2))
    work_day(creditor, MONDAY)
    for letter in Letter.objects.all():
        assert approve_letter(desk=desk, letter_id=letter.id, on=MONDAY, at=at_hour(MONDAY)) == ()
    printed = print_batch(desk=desk, on=MONDAY, at=at_hour(MONDAY))
    assert printed is not None
    said = [page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages]
    sheet, *pages = ["Debiteur" in page for page in said]
    assert (sheet, pages) == (True, [False, True, False, False, False, True, False, False])  # a sheet on top, each on a sheet of its own


def test_paper_leaves_out_what_cannot_be_printed_behind_a_letter() -> None:
    letter = pdf(1)
    contents = {"good": pdf(2), "long": pdf(MOST_PAGES + 1), "too much": pdf(MOST_PAGES - 1), "broken": b"%PDF-1.7 nothing"}
    files = [Attachment(name, "application/pdf", content) for name, content in contents.items()]
    made, left_out = behind(letter, files)
    assert (len(PdfReader(io.BytesIO(made)).pages), left_out) == (3, ("long", "too much", "broken"))
    assert behind(letter, files[3:]) == (letter, ("broken",))


def test_joined_letters_begin_on_a_front_where_asked() -> None:
    many = [len(PdfReader(io.BytesIO(joined([pdf(1), pdf(2)], duplex=duplex))).pages) for duplex in (False, True)]
    assert many == [3, 4]


def test_credit_notes_do_not_go_along(creditor: Creditor) -> None:
    make_document(make_invoice(make_debtor(creditor)), pdf())
    work_day(creditor, MONDAY)
    Invoice.objects.update(kind="credit_note")
    assert goes_along(creditor, Letter.objects.get(), channel="email") == ([], [])
