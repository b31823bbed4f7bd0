"""The same statement in several formats is one statement, whether they come alone or in a ZIP."""

from __future__ import annotations

import importlib
import io
import zipfile

import pytest
from django.apps import apps

from akkoord.store.models import Creditor, Payment
from akkoord.work.demo.camt_file import statement
from akkoord.work.intake.import_files import receive, take_in
from tests.cast import MONDAY
from tests.work.files import paid

ACCOUNT = "NL91ABNA0417164300"
MT940 = (
    ":20:A1\n:25:NL91ABNA0417164300\n:28C:1\n:60F:C261115EUR0,\n"
    + "".join(
        f":61:2611161116C{euro},NTRFNONREF\n:86:/TRTP/SEPA OVERBOEKING/IBAN/NL20INGB0001234567/NAME/BOUWBEDRIJF VERMEER/REMI/{says}\n"
        for euro, says in ((100, "F1"), (100, "F2"), (30, "F3"))
    )
    + ":62F:C261116EUR230,\n-\n"
).encode()
CAMT = statement(
    [paid(100, "factuur F1"), paid(100, "factuur F2"), paid(30, "factuur F3")],
    account=ACCOUNT,
    number=1,
    opening=0,
    since=MONDAY,
    until=MONDAY,
)
MEMBERS = {"a.xml": CAMT, "b.sta": MT940}


def packed(*names: str) -> bytes:
    """A ZIP of these statements, in this order."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, MEMBERS[name])
    return kept.getvalue()


def take(creditor: Creditor, name: str, content: bytes) -> tuple[str, int, int]:
    """Kind, what was new and what was known."""
    report = take_in(receive(creditor=creditor, name=name, content=content, on=MONDAY))
    return report["kind"], report["payments"], report["duplicates"]


@pytest.mark.parametrize("order", [("a.xml", "b.sta"), ("b.sta", "a.xml")])
def test_two_formats_of_one_statement_in_one_zip_are_one_statement(creditor: Creditor, order: tuple[str, str]) -> None:
    assert take(creditor, "a.zip", packed(*order)) == ("zip", 3, 3)
    assert {one.format for one in Payment.objects.all()} == {"camt.053" if order[0] == "a.xml" else "mt940"}


@pytest.mark.parametrize(("packed_one", "loose", "kind"), [("a.xml", "b.sta", "mt940"), ("b.sta", "a.xml", "camt.053")])
def test_statement_that_came_in_a_zip_is_known_outside_it_in_another_format(
    creditor: Creditor, packed_one: str, loose: str, kind: str
) -> None:
    assert take(creditor, "a.zip", packed(packed_one)) == ("zip", 3, 0)
    assert take(creditor, loose, MEMBERS[loose]) == (kind, 0, 3)


@pytest.mark.parametrize("loose", ["a.xml", "b.sta"])
def test_statement_that_came_outside_a_zip_is_known_in_it_in_both_formats(creditor: Creditor, loose: str) -> None:
    take(creditor, loose, MEMBERS[loose])
    assert take(creditor, "a.zip", packed("a.xml", "b.sta")) == ("zip", 0, 6)


def test_zip_that_comes_twice_changes_nothing(creditor: Creditor) -> None:
    assert take(creditor, "a.zip", packed("a.xml")) == ("zip", 3, 0)
    assert take(creditor, "a.zip", packed("a.xml")) == ("zip", 0, 3)


def test_payments_of_before_get_the_format_of_their_file(creditor: Creditor) -> None:
    take(creditor, "a.xml", CAMT)
    Payment.objects.update(format="")
    importlib.import_module("akkoord.store.migrations.0007_payment_format").of_the_file(apps, None)
    assert set(Payment.objects.values_list("format", flat=True)) == {"camt.053"}
