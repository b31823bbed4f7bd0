"""Files at the door: taken in, shown with what came of them, pointed at where a heading is unknown."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from akkoord.store.models import ImportedFile, Role
from akkoord.work.intake.import_files import take_in, work_off_queue
from tests.pages_cast import UNKNOWN, brought_in, colleague, invoices, owner, signed_in

SAMPLES = Path(__file__).parents[1] / "samples"
pytestmark = pytest.mark.django_db

BROKEN = invoices(2) + b"\nF9;Half\nF10;=2+3;31-02-2026;01-03-2026;12,345;geen-adres;;;"


def test_upload_takes_several_files_and_reads_them_later() -> None:
    desk = owner()
    client = signed_in(desk)
    files = [SimpleUploadedFile("een.csv", invoices(2)), SimpleUploadedFile("twee.txt", b"niets")]
    response = client.post(reverse("import-add"), {"files": files})
    assert response.headers["Location"] == reverse("imports")
    assert sorted(desk.files().values_list("name", "state")) == [("een.csv", "queued"), ("twee.txt", "queued")]
    assert "Twee bestanden worden gelezen" in client.get(reverse("imports")).content.decode()
    assert work_off_queue() == 2
    assert sorted(desk.files().values_list("name", "state")) == [("een.csv", "done"), ("twee.txt", "failed")]


def test_upload_without_a_file_or_with_an_empty_one_says_so() -> None:
    desk = owner()
    client = signed_in(desk)
    client.post(reverse("import-add"))
    client.post(reverse("import-add"), {"files": SimpleUploadedFile("leeg.csv", b"")})
    page = client.get(reverse("imports")).content.decode()
    assert desk.files().count() == 0
    assert ("Er was geen bestand gekozen." in page, "leeg.csv is leeg." in page) == (True, True)


def test_row_asks_again_while_the_file_is_read_and_stops_after() -> None:
    desk = owner()
    client = signed_in(desk)
    client.post(reverse("import-add"), {"files": SimpleUploadedFile("een.csv", invoices(2))})
    file = desk.files().get()
    address = reverse("import-row", args=[file.id])
    assert 'hx-trigger="every 1s"' in client.get(address).content.decode()
    work_off_queue()
    row = client.get(address).content.decode()
    assert ("hx-trigger" in row, "2 nieuw" in row, 'id="answer" role="status" hx-swap-oob="innerHTML"' in row) == (False, True, True)


def test_report_counts_and_names_each_problem() -> None:
    desk = owner()
    file = brought_in(desk, BROKEN)
    page = signed_in(desk).get(reverse("import", args=[file.id])).content.decode()
    assert "Twee facturen erbij" in page
    assert [found in page for found in ("Klant 1 B.V.", "Gevonden: 2 kolommen", "31-02-2026", "12,345")] == [True] * 4


def test_report_of_the_same_file_again_says_it_was_all_there() -> None:
    desk = owner()
    brought_in(desk, invoices(2))
    again = brought_in(desk, invoices(2), name="nog eens.csv")
    assert "Alles hieruit was er al" in signed_in(desk).get(reverse("import", args=[again.id])).content.decode()


def test_problems_csv_holds_each_problem_and_no_formula() -> None:
    desk = owner()
    file = brought_in(desk, BROKEN.replace(b"Adres", b"=Adres"))
    response = signed_in(desk).get(reverse("import-problems", args=[file.id]))
    lines = response.content.decode("utf-8-sig").splitlines()
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (lines[0], len(lines)) == ("Regel;Waar;Wat er is", 1 + len(file.report["problems"]))
    assert [cell for line in lines for cell in line.split(";") if cell.startswith("=")] == []


def test_unknown_headings_lead_to_the_columns_and_back_into_the_queue() -> None:
    desk = owner()
    file = brought_in(desk, UNKNOWN)
    client = signed_in(desk)
    assert file.state == "needs-columns"
    assert client.get(reverse("import", args=[file.id])).headers["Location"] == reverse("import-columns", args=[file.id])
    address = reverse("import-columns", args=[file.id])
    assert "Nog niets: wijs eerst aan" in client.get(address).content.decode()
    lacking = client.post(address, {"number": "Nr", "read": "1"}).content.decode()
    assert "Nog niet aangewezen:" in lacking
    answers = {"number": "Nr", "buyer_name": "Wie", "issued_on": "Wanneer", "total": "Hoeveel"}
    assert "125,50" in client.post(address, {**answers, "look": "1"}).content.decode()
    assert client.post(address, {**answers, "read": "1"}).headers["Location"] == reverse("imports")
    work_off_queue()
    file.refresh_from_db()
    assert (file.state, file.report["invoices"]) == ("done", 3)


def test_columns_named_twice_are_refused() -> None:
    desk = owner()
    file = brought_in(desk, UNKNOWN)
    answers = {"number": "Nr", "buyer_name": "Nr", "issued_on": "Wanneer", "total": "Hoeveel", "read": "1"}
    page = signed_in(desk).post(reverse("import-columns", args=[file.id]), answers).content.decode()
    file.refresh_from_db()
    assert ("is twee keer aangewezen" in page, file.state) == (True, "needs-columns")


def test_columns_that_were_chosen_are_remembered_for_the_next_file() -> None:
    desk = owner()
    file = brought_in(desk, UNKNOWN)
    answers = {"number": "Nr", "buyer_name": "Wie", "issued_on": "Wanneer", "total": "Hoeveel", "read": "1"}
    signed_in(desk).post(reverse("import-columns", args=[file.id]), answers)
    work_off_queue()
    assert brought_in(desk, UNKNOWN.replace(b"A1", b"B1"), name="volgende.csv").state == "done"


def test_columns_of_an_excel_file_are_asked_and_remembered() -> None:
    desk = owner()
    content = (SAMPLES / "xlsx" / "onbekende-koppen.xlsx").read_bytes()
    file = brought_in(desk, content, name="lijst.xlsx")
    address = reverse("import-columns", args=[file.id])
    client = signed_in(desk)
    assert (file.state, "05-01-2026" in client.get(address).content.decode()) == ("needs-columns", True)
    answers = {"number": "Wat", "buyer_name": "Wie", "issued_on": "Toen", "total": "Zoveel", "read": "1"}
    assert client.post(address, answers).headers["Location"] == reverse("imports")
    work_off_queue()
    again = brought_in(desk, content, name="nog-eens.xlsx")
    assert (desk.invoices().count(), again.state, again.report["duplicates"]) == (2, "done", 2)


@pytest.mark.parametrize("name", ["import", "import-row", "import-problems", "import-columns"])
def test_files_of_another_company_are_not_found(name: str) -> None:
    file = brought_in(owner(), invoices(1))
    stranger = signed_in(owner(name="Ander B.V.", email="ander@example.com"))
    assert stranger.get(reverse(name, args=[file.id])).status_code == 404


def test_reader_sees_files_and_brings_none_in() -> None:
    desk = owner()
    file = brought_in(desk, UNKNOWN)
    reader = signed_in(colleague(desk, Role.READER))
    assert "data-drop" not in reader.get(reverse("imports")).content.decode()
    assert reader.get(reverse("import", args=[file.id])).status_code == 200
    assert reader.post(reverse("import-add"), {"files": SimpleUploadedFile("x.csv", b"x")}).status_code == 403
    assert reader.get(reverse("import-columns", args=[file.id])).status_code == 403
    assert ImportedFile.objects.count() == 1


def test_row_shows_how_far_the_reading_of_a_large_file_is() -> None:
    desk = owner()
    client = signed_in(desk)
    client.post(reverse("import-add"), {"files": SimpleUploadedFile("groot.csv", invoices(6000))})
    file = ImportedFile.objects.get(id=desk.files().get().id)
    ImportedFile.objects.filter(id=file.id).update(state="reading")
    seen: list[str] = []

    def look(done: int, total: int) -> None:
        if done * 2 == total:
            seen.append(client.get(reverse("import-row", args=[file.id])).content.decode())

    assert take_in(file, listen=look)["invoices"] == 6000
    assert [('value="50"' in row, "50 %" in row) for row in seen] == [(True, True)]


@pytest.mark.parametrize(("form", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_list_is_downloaded_under_its_own_name(form: str, start: bytes) -> None:
    desk = owner()
    brought_in(desk, invoices(2))
    response = signed_in(desk).get(reverse("export", args=["open-invoices", form]))
    content = response.getvalue()
    assert response.headers["Content-Disposition"] == f'attachment; filename="akkoord-openstaande-facturen-2026-11-24.{form}"'
    assert content[: len(start)] == start


def test_list_of_another_company_holds_nothing_of_this_one() -> None:
    brought_in(owner(), invoices(2))
    other = owner(email="ander@elders.example", name="Elders")
    response = signed_in(other).get(reverse("export", args=["open-invoices", "csv"]))
    assert len(response.getvalue().splitlines()) == 1


@pytest.mark.parametrize("address", ["/bestanden/lijst/letters.pdf", "/bestanden/lijst/everything.csv"])
def test_list_that_does_not_exist_is_not_found(address: str) -> None:
    assert signed_in(owner()).get(address).status_code == 404


def test_pages_offer_the_lists() -> None:
    desk = owner()
    brought_in(desk, invoices(2))
    client = signed_in(desk)
    files, open_ones = (client.get(reverse(name)).content.decode() for name in ("imports", "invoices"))
    assert [files.count(f'.{form}" download') for form in ("csv", "xlsx")] == [8, 8]
    assert open_ones.count(reverse("export", args=["open-invoices", "xlsx"])) == 1
