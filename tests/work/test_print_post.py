"""The post of the day on paper: a sheet on top that says what follows, each letter on sheets of its own, and who printed it when."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Event, Letter, Outbox, PrintBatch
from akkoord.work.mail.print_post import batch_again, print_batch
from tests.cast import JANSEN, MONDAY, OWNER, VERMEER
from tests.factories import at_hour, make_creditor, make_debtor, make_desk, make_invoice
from tests.work.days import work_day

TEN = at_hour(MONDAY)


@pytest.fixture
def printing(creditor: Creditor, desk: Desk) -> Desk:
    """Somebody who prints the reminders of two debtors without e-mail; one of them has so many invoices that it takes pages."""
    Creditor.objects.filter(id=creditor.id).update(post="person")
    short, long = make_debtor(creditor, email=""), make_debtor(creditor, JANSEN, email="")
    make_invoice(short)
    for _ in range(60):
        make_invoice(long)
    work_day(creditor, MONDAY)
    desk.creditor.refresh_from_db()
    return desk


def texts(pdf: bytes | None) -> list[str]:
    """The words of each page."""
    assert pdf is not None
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_sheet_on_top_names_every_letter(printing: Desk) -> None:
    top = texts(print_batch(desk=printing, on=MONDAY, at=TEN))[0]
    assert "Post van maandag 16 november" in top.replace("\u00a0", " ")
    assert "Dit vel gaat niet op de bus." in top
    for who in (VERMEER, JANSEN):
        assert who["name"].split()[-1] in top
        assert who["street"].split()[0] in top
    assert f"afgedrukt door {OWNER}" in " ".join(top.split())


def test_each_letter_begins_on_the_front_of_a_sheet(printing: Desk) -> None:
    pages = texts(print_batch(desk=printing, on=MONDAY, at=TEN))
    begins = [number for number, text in enumerate(pages) if "Geachte" in text or "Beste" in text]
    assert len(begins) == 2
    assert [number % 2 for number in begins] == [0, 0]
    assert begins[0] == 2  # the back of the sheet on top stays empty
    assert pages[1] == ""


def test_sheet_says_how_many_pages_each_letter_has(printing: Desk) -> None:
    top = texts(print_batch(desk=printing, on=MONDAY, at=TEN))[0]
    kept = [len(PdfReader(BytesIO(bytes(letter.pdf or b""))).pages) for letter in Letter.objects.order_by("id")]
    assert sorted(kept)[0] == 1
    assert sorted(kept)[1] > 1
    sheets = sum((pages + 1) // 2 for pages in kept)
    assert f"Brieven: 2 · Vellen: {sheets}" in " ".join(top.split())


def test_who_printed_when_is_recorded(printing: Desk) -> None:
    print_batch(desk=printing, on=MONDAY, at=TEN)
    batch = PrintBatch.objects.get()
    assert (batch.by, batch.at, batch.letters) == (OWNER, TEN, 2)
    assert set(Outbox.objects.values_list("state", "sent_at", "receipt", "batch_id")) == {("sent", TEN, f"printed by {OWNER}", batch.id)}
    events = Event.objects.filter(kind="message-sent")
    assert {(event.by, event.data["channel"], event.data["batch"]) for event in events} == {(OWNER, "post", batch.id)}


def test_batch_can_be_had_again_and_changes_nothing(printing: Desk) -> None:
    first = print_batch(desk=printing, on=MONDAY, at=TEN)
    before = list(Outbox.objects.order_by("id").values()), Event.objects.count()
    assert batch_again(desk=printing, batch=PrintBatch.objects.get()) == first
    assert (list(Outbox.objects.order_by("id").values()), Event.objects.count()) == before


def test_batch_of_another_company_is_empty_here(printing: Desk) -> None:
    print_batch(desk=printing, on=MONDAY, at=TEN)
    other = make_desk(make_creditor(name="Drukkerij De Brug"), email="bram@debrug.example")
    assert batch_again(desk=other, batch=PrintBatch.objects.get()) is None


def test_nothing_to_print_leaves_no_batch(printing: Desk) -> None:
    print_batch(desk=printing, on=MONDAY, at=TEN)
    assert print_batch(desk=printing, on=MONDAY, at=TEN) is None
    assert PrintBatch.objects.count() == 1
