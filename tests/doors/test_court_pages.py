"""Naar de rechter?: the page, the draft for the writ, and the European payment order."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, Event, Hold
from akkoord.work.court.defences import LONGEST, answer_defence
from tests.doors.cast import AT, TODAY, company, debtor, invoice, member, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("AKKOORD_ON", TODAY.isoformat())
    made = company(name="De Linde B.V.")
    Creditor.objects.filter(pk=made.creditor.pk).update(street="Kade 1", postcode="2311 AB", city="Leiden", kvk="12345678")
    made.creditor.refresh_from_db()
    return made


def _owing(desk: Desk, **more: Any) -> Debtor:
    """Somebody with one late invoice, and an objection against it."""
    one = debtor(desk, **{"name": "Café De Sluis", "street": "Gracht 2", "postcode": "2312 CD", **more})
    row = invoice(desk, one, number="2026-001", due=TODAY - timedelta(days=200))
    Hold.objects.create(
        creditor=desk.creditor, debtor_id=one.id, invoice_id=row.id, kind="dispute", since=TODAY, note="De helft was stuk #1 [niet] <b>"
    )
    return one


def _text(pdf: bytes, where: Path) -> str:
    """The words of a PDF, on one line."""
    (where / "x.pdf").write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-layout", str(where / "x.pdf"), "-"], capture_output=True, check=True)
    return " ".join(said.stdout.decode().split())


def test_page_names_judge_fee_and_what_it_may_bring(desk: Desk) -> None:
    one, client = _owing(desk), signed_in(desk.user)
    address = f"/debiteuren/{one.id}/rechter/"
    page = client.get(address).content.decode()
    assert ("Kantonrechter" in page, "350,00" in page, "Akkoord verzint die bedragen niet" in page) == (True, True, True)
    page = client.get(address, {"exploot": "120", "salaris": "135", "kans": "60", "inning": "80"}).content.decode()
    assert ("Als u wint" in page, "Gemiddeld, bij 60% kans" in page) == (True, True)
    assert 'href="/debiteuren/' in client.get(f"/debiteuren/{one.id}/").content.decode()
    assert f"/debiteuren/{one.id}/rechter/" in client.get(f"/debiteuren/{one.id}/").content.decode()


@pytest.mark.parametrize(
    "typed",
    [{"exploot": "veel"}, {"salaris": "-5"}, {"kans": "101"}, {"kans": "²"}, {"inning": "1.5"}, {"dag": "2020-01-01"}, {"dag": "morgen"}],
)
def test_what_cannot_be_read_is_said_at_its_field_and_stays(desk: Desk, typed: dict[str, str]) -> None:
    answer = signed_in(desk.user).get(f"/debiteuren/{_owing(desk).id}/rechter/", typed)
    assert (answer.status_code, answer.content.decode().count('class="error"')) == (422, 1)


def test_a_year_without_table_asks_for_the_fee(desk: Desk) -> None:
    one = _owing(desk)
    page = signed_in(desk.user).get(f"/debiteuren/{one.id}/rechter/", {"dag": "2027-01-02"}).content.decode()
    assert ("gecontroleerd tot en met" in page or "geen griffierechten bekend" in page) is True


def test_nothing_late_is_said_and_has_no_draft(desk: Desk) -> None:
    one, client = debtor(desk), signed_in(desk.user)
    assert "Alleen wat opeisbaar is" in client.get(f"/debiteuren/{one.id}/rechter/").content.decode()
    assert client.get(f"/debiteuren/{one.id}/rechter/concept.pdf").status_code == 404
    assert client.get(f"/debiteuren/{one.id}/rechter/betalingsbevel.pdf").status_code == 404


def test_draft_names_parties_defence_evidence_and_what_is_missing(desk: Desk, tmp_path: Path) -> None:
    one, client = _owing(desk), signed_in(desk.user)
    address = f"/debiteuren/{one.id}/rechter/concept.pdf"
    said = _text(client.get(address).content, tmp_path)
    wanted = (
        "geen juridisch advies",
        "De Linde B.V.",
        "besloten vennootschap",
        "[in te vullen: rechtsvorm]",
        "De helft was stuk #1 [niet] <b>",
        "[in te vullen: ons antwoord",
        "bewijs van levering bij factuur 2026-001",
        "[toe te voegen]",
        "6:119a BW",
        "verjaart op",
    )
    assert [one for one in wanted if one not in said] == []
    hold = Hold.objects.get(debtor_id=one.id)
    client.post(f"/debiteuren/{one.id}/rechter/verweer/{hold.id}/", {"answer": "Getekend voor ontvangst."})
    assert "Antwoord: Getekend voor ontvangst." in _text(client.get(address).content, tmp_path)
    assert Event.objects.filter(kind="defence-answered").count() == 1
    assert client.get(address).content == client.get(address).content


def test_reader_answers_nothing_and_an_answer_has_its_length(desk: Desk) -> None:
    one = _owing(desk)
    hold = Hold.objects.get(debtor_id=one.id)
    reader = signed_in(member(desk, role="reader"))
    assert reader.post(f"/debiteuren/{one.id}/rechter/verweer/{hold.id}/", {"answer": "x"}).status_code == 403
    assert reader.get(f"/debiteuren/{one.id}/rechter/").status_code == 200
    long = answer_defence(desk=desk, hold_id=hold.id, answer="x" * (LONGEST + 1), on=TODAY, at=AT)
    Hold.objects.filter(pk=hold.pk).update(kind="hold")
    other = answer_defence(desk=desk, hold_id=hold.id, answer="x", on=TODAY, at=AT)
    assert (isinstance(long, Refusal), isinstance(other, Refusal), Event.objects.filter(kind="defence-answered").exists()) == (
        True,
        True,
        False,
    )


def test_form_a_is_there_for_a_business_abroad_only(desk: Desk, tmp_path: Path) -> None:
    client = signed_in(desk.user)
    abroad, consumer = _owing(desk, country="DE", name="=Muster GmbH"), debtor(desk, kind="consumer", country="DE", name="H. Muster")
    invoice(desk, consumer, number="2026-002")
    address = f"/debiteuren/{abroad.id}/rechter/betalingsbevel"
    form = json.loads(client.get(f"{address}.json", {"grond": "02", "soort": "01"}).content)
    assert (form["1_court"], form["language"], form["3_jurisdiction"]) == ("Rechtbank Den Haag", "nl", "02")
    assert form["6_principal"] == {"currency": "EUR", "cents": 131245, "code_1": "01", "code_2": "30"}
    assert {one["code"] for one in form["7_interest"]} == {"01"}
    table = list(csv.reader(io.StringIO(client.get(f"{address}.csv").content.decode("utf-8-sig")), delimiter=";"))
    assert ["2", "02 name", "'=Muster GmbH"] in table
    said = _text(client.get(f"{address}.pdf").content, tmp_path)
    assert ("3. Gronden voor de bevoegdheid Code [in te vullen]" in said, "10. Bewijs" in said or not form["10_evidence"]) == (True, True)
    assert client.get(f"{address}.docx").status_code == 404
    page = client.get(f"/debiteuren/{consumer.id}/rechter/").content.decode()
    assert "alleen bij het gerecht van zijn eigen land" in page
    assert client.get(f"/debiteuren/{consumer.id}/rechter/betalingsbevel.json").status_code == 404
