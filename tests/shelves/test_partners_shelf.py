"""Every format of the partners shelf: it says by which way it goes, and one by mail brings the whole case, or says why not."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from akkoord.core.handover.dossier import PDF
from akkoord.core.handover.parcel import ARCHIVE, Parcel
from akkoord.core.problem import Refusal
from akkoord.partners import csv_by_email
from akkoord.work.handover.formats import by_mail, formats
from tests.parcels import PDF_BYTES, a_dossier, a_manifest

FORMATS = formats()


def parcel_of(name: str = "csv_by_email", *, archive: bytes = b"PK", pdf: bytes = PDF_BYTES, **changes: Any) -> Any:
    """The mail for a small case."""
    return FORMATS[name].parcel(a_manifest(**changes), {PDF: pdf, ARCHIVE: archive})


def test_shelf_holds_the_line_and_the_mail() -> None:
    assert {name: one.MEANS for name, one in FORMATS.items()} == {"akkoord": "line", "csv_by_email": "email"}
    assert all(one.LABEL.nl and one.LABEL.en for one in FORMATS.values())


@pytest.mark.parametrize("name", by_mail())
def test_mail_says_which_case_it_is_and_carries_the_dossier(name: str) -> None:
    raw = a_dossier()
    parcel = parcel_of(name, archive=raw)
    assert isinstance(parcel, Parcel)
    assert ("Z-1" in parcel.subject, "\n" in parcel.subject, "Z-1" in parcel.text) == (True, False, True)
    contents = [one.content for one in parcel.attachments]
    assert (PDF_BYTES in contents, raw in contents, len({one.name for one in parcel.attachments})) == (True, True, len(contents))


@pytest.mark.parametrize("name", by_mail())
def test_case_with_nothing_in_it_is_still_a_mail(name: str) -> None:
    assert isinstance(parcel_of(name, invoices=[], payments=[], debtor={"name": ""}), Parcel)


def test_tables_open_in_a_dutch_excel() -> None:
    tables = {one.name: one.content for one in parcel_of().attachments if one.mime == "text/csv"}
    assert all(content.startswith(b"\xef\xbb\xbf") for content in tables.values())
    rows = {name: list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";")) for name, content in tables.items()}
    invoice, payment, interest = (rows[f"{name}-Z-1.csv"][0] for name in ("facturen", "betalingen", "rente"))
    assert (invoice["bedrag"], invoice["vervaldatum"], invoice["debiteur"]) == ("1312,45", "04-02-2026", "'=Vermeer; Bouw")
    assert (payment["geboekt"], payment["omschrijving"], interest["percentage"]) == ("100,00", "deel; 1", "10,15")


def test_what_needs_care_stands_in_the_mail_itself() -> None:
    careful = {"vulnerable": True, "insolvency": True, "kind_doubtful": True}
    defence = {"on": "2026-02-01", "invoice": "", "about": "x", "answer": "", "ended_on": None}
    text = parcel_of(debtor=careful, defences=[defence], language="en").text
    said = ("mogelijk kwetsbaar", "insolventie", "als consument", "bezwaar", "In English", "02-01-2026", "1.424,79", "04-02-2031")
    assert [word for word in said if word not in text] == []


def test_what_is_too_large_stays_behind_or_is_refused() -> None:
    large = parcel_of(archive=bytes(csv_by_email.FITS + 1))
    assert [one.name for one in large.attachments][-1] == "dossier-Z-1.pdf"
    assert "te groot voor e-mail" in large.text
    refused = parcel_of(pdf=bytes(csv_by_email.LARGEST + 1))
    assert isinstance(refused, Refusal)
    assert "too large" in refused.why.en
