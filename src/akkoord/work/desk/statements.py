"""The statement of a month with a client: made once, settled for good, and told over the line with its page."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.cells import text_cell
from akkoord.core.dates import ONE_DAY, date_of, months_later
from akkoord.core.handover.fees import CaseMonth, Kind, Move, Statement, Terms, statement, terms_from, terms_kept
from akkoord.core.letter import LetterParty
from akkoord.core.money import plain
from akkoord.core.problem import Refusal, Text
from akkoord.letters.statement import StatementPage, render_statement
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, DeskCase, DeskEntry, DeskStatement, Line
from akkoord.work.desk.case import log_of
from akkoord.work.letters.make_letter import sender
from akkoord.work.line.say import say
from akkoord.work.may_not import MAY_NOT

NO_MONTH = Refusal(Text("Kies een maand die voorbij is.", "Choose a month that is over."))
THERE = Refusal(Text("De afrekening van deze maand is al gemaakt.", "The statement of this month was made already."))
BEFORE = Refusal(
    Text(
        "Er is al een afrekening van een latere maand. Wat nog niet is afgerekend, komt in de volgende.",
        "There is a statement of a later month already. What was not settled yet comes in the next one.",
    )
)
NOTHING = Refusal(Text("In deze maand is niets af te rekenen.", "Nothing is to be settled in this month."))
_MONEY = ("payment", "paid", "cost")


def make_statement(*, desk: Desk, line_id: int, month: str, on: date, at: datetime | None = None) -> DeskStatement | Refusal:
    """The statement of a client over a month (2026-11) that is over: everything of it, and of before, that was not settled yet."""
    if not desk.may_work:
        return MAY_NOT
    first = date_of(f"{month}-01") if len(month) == 7 else None
    if first is None or months_later(first, months=1) > on:
        return NO_MONTH
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=desk.creditor.pk)
        line = desk.lines().get(id=line_id, side="desk")
        made = desk.desk_statements().filter(line_id=line.id)
        if made.filter(month__gte=month).exists():
            return THERE if made.filter(month=month).exists() else BEFORE
        return _made(desk, line, month, months_later(first, months=1) - ONE_DAY, on, at)


def _made(desk: Desk, line: Line, month: str, last: date, on: date, at: datetime | None) -> DeskStatement | Refusal:
    terms = terms_of(line)
    if isinstance(terms, Refusal):
        return terms
    found = month_of(line, terms=terms, last=last)
    if not found.lines:
        return NOTHING
    sums = {name: getattr(found, name) for name in ("received", "costs", "fee", "vat", "pay_out")}
    lines = [asdict(one) | {"fee": one.fee} for one in found.lines]
    pdf = render_statement(StatementPage(sender(desk.creditor), _client(line), month, on), found, terms)
    kept = {"lines": lines, "terms": terms_kept(terms), "pdf": pdf, "sha256": hashlib.sha256(pdf).hexdigest()}
    log = log_of(desk, on, at)
    row = DeskStatement.objects.create(creditor=desk.creditor, line_id=line.id, month=month, made_on=on, by=log.by, **sums, **kept)
    _unsettled(line, last).update(statement_id=row.id)
    say(line, kind="statement", ref="", body={"month": month, **sums, "lines": lines}, on=on, attachment=pdf)
    log.add("desk-statement", month=month, statement=row.id, **sums)
    log.write()
    return row


def terms_of(line: Line) -> Terms | Refusal:
    """What was agreed with this client; else what is usual here."""
    return terms_from(line.terms or line.creditor.desk_terms)


def month_of(line: Line, *, terms: Terms, last: date) -> Statement:
    """What would be settled with this client if the month ended on `last`."""
    cases = list(
        DeskCase.objects.filter(creditor=line.creditor, line_id=line.id)
        .defer("dossier", "manifest", "claim")
        .prefetch_related("debtor")
        .order_by("number")
    )
    charged = _charged(line)
    moves: dict[int, list[Move]] = defaultdict(list)
    rows = DeskEntry.objects.filter(creditor=line.creditor, case__line_id=line.id, kind__in=_MONEY, on__lte=last)
    settled_first = rows.order_by("statement_id", "on", "id").values_list("case_id", "kind", "payer", "amount", "statement_id")
    for case_id, kind, payer, amount, statement_id in sorted(settled_first, key=lambda one: one[4] is None):
        moves[case_id].append(Move(_kind(kind, payer), amount, statement_id is not None))
    return statement((_month(one, moves[one.id], charged, last) for one in cases), terms=terms)


def _month(case: DeskCase, moves: Iterable[Move], charged: set[str], last: date) -> CaseMonth:
    opened = case.accepted_on is not None and case.accepted_on <= last and case.number not in charged
    return CaseMonth(case.number, case.ref, case.debtor.name, case.costs, tuple(moves), opened)


def _charged(line: Line) -> set[str]:
    """The cases whose fixed sum stands in a statement already."""
    rows = DeskStatement.objects.filter(creditor=line.creditor, line_id=line.id).values_list("lines", flat=True)
    return {one["number"] for found in rows for one in found}


def _kind(kind: str, payer: str) -> Kind:
    if kind == "cost":
        return "cost-debtor" if payer == "debtor" else "cost-client"
    return "payment" if kind == "payment" else "paid"


def _unsettled(line: Line, last: date) -> Any:
    """The money that goes into a statement up to this day."""
    return DeskEntry.objects.filter(creditor=line.creditor, case__line_id=line.id, kind__in=_MONEY, on__lte=last, statement_id=None)


def _client(line: Line) -> LetterParty:
    """The client as his last file names him."""
    last = DeskCase.objects.filter(creditor=line.creditor, line_id=line.id).order_by("-id").values_list("manifest", flat=True).first()
    raw = last["creditor"] if last else {}
    names = ("street", "postcode", "city", "country", "kvk", "vat", "iban")
    return LetterParty(line.name, **{name: str(raw.get(name) or "") for name in names})


def statement_csv(one: DeskStatement) -> bytes:
    """Its lines for a spreadsheet: semicolons, decimal commas, UTF-8 with its mark."""
    to = io.StringIO(newline="")
    writer = csv.writer(to, delimiter=";")
    writer.writerow(["zaak", "kenmerk", "schuldenaar", "ontvangen", "bij opdrachtgever", "kosten", "honorarium"])
    for row in one.lines:
        names = (text_cell(str(row[name])) for name in ("number", "ref", "debtor"))
        writer.writerow([*names, *(plain(row[name]).replace(".", ",") for name in ("received", "paid_there", "costs", "fee"))])
    for word, cents in (("btw", one.vat), ("uit te betalen", one.pay_out)):
        writer.writerow([word, "", "", "", "", "", plain(cents).replace(".", ",")])
    return to.getvalue().encode("utf-8-sig")
