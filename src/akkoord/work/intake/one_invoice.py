"""One invoice that goes to the partner: taken in like any file, from what was uploaded or typed, and who owes it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from akkoord.core.dates import date_of
from akkoord.core.money import cents_of, plain
from akkoord.core.problem import Refusal, Text
from akkoord.core.uploaded import Upload
from akkoord.store.access import Desk
from akkoord.store.models import ImportedFile
from akkoord.work.in_hand import new_worker
from akkoord.work.intake.import_files import receive, take_in
from akkoord.work.may_not import MAY_NOT

FIELDS = ("number", "name", "issued", "due", "total", "email", "street", "postcode", "city", "kvk")
_HEADINGS = ("Factuurnummer", "Klant", "Factuurdatum", "Vervaldatum", "Bedrag", "E-mail", "Adres", "Postcode", "Plaats", "KvK-nummer")
NO_PARTNER = Refusal(Text("Stel eerst in wie uw incassopartner is.", "Say first who your collection partner is."))
EMPTY = Refusal(Text("Kies een bestand, of vul de factuur in.", "Choose a file, or fill in the invoice."))
NO_NUMBER = Refusal(
    Text("Een factuur heeft een nummer en een naam van wie haar moet betalen.", "An invoice has a number and a name of who has to pay it.")
)
NO_SUM = Refusal(Text("Het bedrag is geen bedrag boven nul; het lijkt op 150,00.", "The sum is none above nothing; it looks like 150.00."))
NO_DAY = Refusal(Text("Vul de factuurdatum en de vervaldag in.", "Fill in the day of the invoice and the due day."))
NOTHING = Refusal(Text("In dit bestand staat geen factuur die kon worden gelezen.", "No invoice in this file could be read."))


@dataclass(frozen=True, slots=True)
class Found:
    """Where it stands now: the file, and who owes what was in it; None where that are several, or nobody new."""

    file_id: int
    debtor_id: int | None


def has_partner(desk: Desk) -> bool:
    """Whether there is somebody to hand over to: a partner, or an open line to one."""
    return bool(desk.creditor.partner) or desk.lines().filter(side="client", state="open").exists()


def take_one(*, desk: Desk, upload: Upload | None, typed: Mapping[str, str], on: date, at: datetime | None = None) -> Found | Refusal:
    """Take in an invoice from a file, or as it was typed. It and its debtor come into the administration as from any file: what is
    known already is found again, and no rule of the ladder or of the law is passed over."""
    if not desk.may_work:
        return MAY_NOT
    if not has_partner(desk):
        return NO_PARTNER
    if upload is None and not any(typed.get(name, "").strip() for name in FIELDS):
        return EMPTY
    content = upload.content if upload is not None else _as_csv(typed)
    if isinstance(content, Refusal):
        return content
    name = upload.name if upload is not None else f"{typed['number'].strip()}.csv"
    file = receive(creditor=desk.creditor, name=name, content=content, by=desk.user.email, on=on, at=at, worker=new_worker())
    report = take_in(file)
    return _found(desk, file, report.get("duplicates", 0), typed if upload is None else {})


def _found(desk: Desk, file: ImportedFile, known: int, typed: Mapping[str, str]) -> Found | Refusal:
    debtors = set(desk.invoices().filter(file_id=file.id, kind="invoice").values_list("debtor_id", flat=True))
    if not debtors and known and typed:
        debtors = set(desk.invoices().filter(number=typed["number"].strip(), kind="invoice").values_list("debtor_id", flat=True))
    if not debtors and not known and file.state != "needs-columns":
        return NOTHING
    return Found(file.id, debtors.pop() if len(debtors) == 1 else None)


def _as_csv(typed: Mapping[str, str]) -> bytes | Refusal:
    """The invoice as a file with one line, so that it is read as any other."""
    said = {name: " ".join(typed.get(name, "").split()) for name in FIELDS}
    if not said["number"] or not said["name"]:
        return NO_NUMBER
    total = cents_of(said["total"], decimal="")
    if total is None or total <= 0:
        return NO_SUM
    days = date_of(said["issued"]), date_of(said["due"])
    if days[0] is None or days[1] is None:
        return NO_DAY
    said |= {"issued": f"{days[0]:%d-%m-%Y}", "due": f"{days[1]:%d-%m-%Y}", "total": plain(total).replace(".", ",")}
    to = io.StringIO(newline="")
    writer = csv.writer(to, delimiter=";")
    writer.writerows([_HEADINGS, [said[name] for name in FIELDS]])
    return to.getvalue().encode()
