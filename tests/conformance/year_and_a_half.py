"""Plays eighteen months of a real receivables administration day by day through the command line, and checks every reminder.

`python -m tests.conformance.year_and_a_half --shared DIR` reads DIR/data/receivables.csv. Each day its new invoices come in
as a CSV, its payments as a CAMT.053 statement, and `akkoord run --on DATE` decides. For the first half year sending is on and
letters leave by themselves through a real SMTP server on loopback; then it is turned off, as it is in a new installation, and
letters wait to be read: none may ever wait for an invoice that was paid. `--sent-days 9999` lets all of them leave. What should
have happened is reckoned here from the file alone, with a calendar of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import json
import multiprocessing
import os
import socket
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

HOLIDAYS = {  # Sundays stand by themselves; from the calendars of 2012 and 2013
    date(2012, 1, 1), date(2012, 4, 6), date(2012, 4, 9), date(2012, 4, 30), date(2012, 5, 5), date(2012, 5, 17),
    date(2012, 5, 28), date(2012, 12, 25), date(2012, 12, 26), date(2013, 1, 1), date(2013, 3, 29), date(2013, 4, 1),
    date(2013, 4, 30), date(2013, 5, 5), date(2013, 5, 9), date(2013, 5, 20), date(2013, 12, 25), date(2013, 12, 26),
}  # fmt: skip
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """One invoice of the file."""

    customer: str
    number: str
    issued: date
    due: date
    cents: int
    settled: date

    @property
    def reminder(self) -> date:
        """The day its reminder leaves if it is still open then."""
        day = self.due + DAY
        while day.weekday() == 6 or day in HOLIDAYS:
            day += DAY
        return day

    @property
    def late(self) -> bool:
        """Whether it should be reminded at all: money that came in on the day itself was seen before the run."""
        return self.settled > self.reminder


def rows_of(path: Path) -> list[Row]:
    """The invoices of the file."""
    with path.open(newline="", encoding="utf-8") as file:
        return [
            Row(
                one["customer_id"],
                one["invoice_number"],
                date.fromisoformat(one["invoice_date"]),
                date.fromisoformat(one["due_date"]),
                int(Decimal(one["amount"]) * 100),
                date.fromisoformat(one["settled_date"]),
            )
            for one in csv.DictReader(file)
        ]


def invoice_file(rows: list[Row]) -> str:
    """The day's invoices as a bookkeeping package would export them."""
    lines = ["Factuurnummer;Debiteurnummer;Naam;E-mail;Factuurdatum;Vervaldatum;Bedrag"]
    for row in rows:
        mail = f"{row.customer.lower()}@example.nl"
        amount = f"{row.cents // 100},{row.cents % 100:02d}"
        lines.append(f"{row.number};{row.customer};Klant {row.customer};{mail};{row.issued:%d-%m-%Y};{row.due:%d-%m-%Y};{amount}")
    return "\r\n".join(lines) + "\r\n"


def statement(on: date, rows: list[Row], opening: int) -> str:
    """The day's payments as the bank would send them."""
    closing = opening + sum(row.cents for row in rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>{on}</MsgId><CreDtTm>{on}T06:00:00</CreDtTm></GrpHdr><Stmt><Id>{on}</Id><CreDtTm>{on}T06:00:00</CreDtTm>"
        "<Acct><Id><IBAN>NL91ABNA0417164300</IBAN></Id><Ccy>EUR</Ccy></Acct>"
        + balance("OPBD", opening, on)
        + balance("CLBD", closing, on)
        + "".join(entry(on, row) for row in rows)
        + "</Stmt></BkToCstmrStmt></Document>"
    )


def balance(code: str, cents: int, on: date) -> str:
    """A balance of the statement."""
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>{cents // 100}.{cents % 100:02d}</Amt>"
        f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{on}</Dt></Dt></Bal>"
    )


def entry(on: date, row: Row) -> str:
    """A payment."""
    return (
        f"<Ntry><Amt Ccy='EUR'>{row.cents // 100}.{row.cents % 100:02d}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>"
        f"<BookgDt><Dt>{on}</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>{escape(row.customer)}</Nm></Dbtr></RltdPties>"
        f"<RmtInf><Ustrd>Betaling factuur {row.number}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


class Mailbox:
    """Counts what a real SMTP server on loopback takes in; it runs in a process of its own, as it would anywhere."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._count: Any = multiprocessing.Value("q", 0)
        self._process = multiprocessing.Process(target=_take_mail, args=(port, self._count), daemon=True)

    def open(self) -> None:
        """Start, and wait until it answers."""
        self._process.start()
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)
        raise SystemExit("the mail server of the test did not start")

    def close(self) -> None:
        """Stop."""
        self._process.terminate()
        self._process.join()

    @property
    def total(self) -> int:
        """How many mails came in."""
        return int(self._count.value)


class _Taker:
    """What aiosmtpd asks for every mail."""

    def __init__(self, count: Any) -> None:
        self.count = count

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # the name aiosmtpd calls
        """Take one mail in."""
        with self.count.get_lock():
            self.count.value += len(envelope.rcpt_tos)
        return "250 OK"


def _take_mail(port: int, count: Any) -> None:
    from aiosmtpd.controller import Controller

    Controller(_Taker(count), hostname="127.0.0.1", port=port).start()
    threading.Event().wait()


def free_port() -> int:
    """A port on loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def akkoord(*words: str) -> Any:
    """One call of the command line; gives the JSON value it printed."""
    from akkoord.cli import main

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main([*words, "--json"])
    if code != 0:
        raise SystemExit(f"akkoord {' '.join(words)} ended with {code}: {out.getvalue()[:2000]}")
    return json.loads(out.getvalue())


def set_up(port: int) -> None:
    """A company with mail, whose letters leave by themselves."""
    from akkoord.cli.frame import start

    start()
    from akkoord.store.models import Creditor

    Creditor.objects.create(
        name="Groothandel De Proef B.V.", street="Kade 1", postcode="1011 AA", city="Amsterdam", email="debiteuren@example.nl",
        phone="020 123 45 67", kvk="12345678", iban="NL91ABNA0417164300", signed_by="A. de Vries", sending_on=True,
        approval="automatic", smtp_host="127.0.0.1", smtp_port=port, smtp_security="none", post="automatic",
    )  # fmt: skip


def play(rows: list[Row], folder: Path, *, sent_days: int, wrong: list[str]) -> list[tuple[date, int]]:
    """Every day from the first invoice to the last settlement; gives the open sum at the end of each."""
    issued, settled = defaultdict(list), defaultdict(list)
    for row in rows:
        issued[row.issued].append(row)
        settled[row.settled].append(row)
    from django.db.models import Sum

    from akkoord.store.models import Creditor, Invoice, StepTaken

    sums: list[tuple[date, int]] = []
    day, last, opening = min(issued), max(settled), 0
    while day <= last:
        files = []
        if issued[day]:
            files.append(folder / f"{day}.csv")
            files[-1].write_text(invoice_file(issued[day]), encoding="utf-8")
        files.append(folder / f"{day}.xml")
        files[-1].write_text(statement(day, settled[day], opening), encoding="utf-8")
        opening += sum(row.cents for row in settled[day])
        report = akkoord("import", *map(str, files), "--on", str(day))
        taken = sum(one["payments"] for one in report["files"])
        if taken != len(settled[day]):
            raise SystemExit(f"{day}: {taken} payments were read, {len(settled[day])} were made")
        akkoord("run", "--on", str(day))
        waiting = StepTaken.objects.filter(withdrawn_on=None, letter__state__in=("draft", "approved"))
        wrong += [f"{day}: a {one.step} waits for an invoice that was paid" for one in waiting.filter(invoice__open__lte=0)]
        if len(sums) + 1 == sent_days:
            Creditor.objects.update(sending_on=False, approval="person")
        sums.append((day, Invoice.objects.aggregate(total=Sum("open"))["total"] or 0))
        day += DAY
    return sums


def reminders(rows: list[Row], last_sent: date) -> list[str]:
    """Reminders that were not decided on their day, or did not leave on it while sending was on."""
    from akkoord.store.models import StepTaken

    by_number = {row.number: row for row in rows}
    wrong: list[str] = []
    decided: dict[str, list[date]] = defaultdict(list)
    left: dict[str, list[date]] = defaultdict(list)
    for number, step, on, gone in StepTaken.objects.values_list("invoice__number", "step", "decided_on", "left_on"):
        if max(on, gone or on) >= by_number[number].settled:
            wrong.append(f"{number}: {step} of {on} left on {gone}, it was settled on {by_number[number].settled}")
        if step == "reminder":
            decided[number].append(on)
            left[number] += [gone] if gone else []
    for row in rows:
        expected = [row.reminder] if row.late else []
        sent = expected if row.reminder <= last_sent else []
        # A draft that waits is written anew when what it mentions changed, so only its first day is fixed.
        if sorted(decided[row.number])[:1] != expected or left[row.number] != sent:
            wrong.append(f"{row.number}: decided on {decided[row.number]}, left on {left[row.number]}; expected {expected}, {sent}")
    return wrong


def differences(rows: list[Row], sums: list[tuple[date, int]], mailbox: Mailbox) -> list[str]:
    """Sums, mails and the chain of events, where they are not as they should be."""
    from akkoord.store.models import Allocation, Creditor, Invoice, Outbox, Payment
    from akkoord.work.record import broken_link

    wrong = []
    by_number = {row.number: row for row in rows}
    for day, total in sums:
        expected_open = sum(row.cents for row in rows if row.issued <= day < row.settled)
        if total != expected_open:
            wrong.append(f"{day}: {total} cents are open, expected {expected_open}")
    booked = sum(Allocation.objects.filter(undone_on=None).values_list("amount", flat=True))
    free = sum(Payment.objects.values_list("free", flat=True))
    if (booked, free) != (sum(row.cents for row in rows), 0):
        wrong.append(f"{booked} cents were booked and {free} left free of {sum(row.cents for row in rows)}")
    for row, cents in ((by_number[number], total) for number, total in Invoice.objects.values_list("number", "total")):
        if row.cents != cents:
            wrong.append(f"{row.number}: {cents} cents, expected {row.cents}")
    sent = Outbox.objects.filter(channel="email", state="sent").count()
    if mailbox.total != sent:
        wrong.append(f"{mailbox.total} mails arrived, {sent} were marked as sent")
    if Outbox.objects.exclude(state="sent").exclude(state="cancelled").exists():
        wrong.append("something is left in the outbox")
    link = broken_link(Creditor.objects.get().id)
    if link is not None:
        wrong.append(f"the chain of events breaks at {link}")
    return wrong


def main() -> int:
    """Play and compare."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--keep", type=Path, default=None, help="the data folder to play in, so that it can be looked at afterwards")
    parser.add_argument("--sent-days", type=int, default=182, help="how many days sending is on")
    args = parser.parse_args()
    rows = rows_of(args.shared / "data" / "receivables.csv")
    mailbox = Mailbox(free_port())
    mailbox.open()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["AKKOORD_DATA"] = str(args.keep or folder / "data")
        os.environ.pop("AKKOORD_DATABASE_URL", None)
        set_up(mailbox.port)
        began = time.perf_counter()
        wrong: list[str] = []
        sums = play(rows, folder, sent_days=args.sent_days, wrong=wrong)
        seconds = time.perf_counter() - began
        wrong += reminders(rows, sums[min(args.sent_days, len(sums)) - 1][0]) + differences(rows, sums, mailbox)
        from akkoord.store.models import Letter

        letters = Letter.objects.count()
    mailbox.close()
    for line in wrong[:40]:
        print(line)
    late = sum(row.late for row in rows)
    print(f"{len(rows)} invoices, {len(sums)} days, {late} reminded, {letters} letters, {mailbox.total} mails in {seconds:.1f} s")
    print(f"{len(rows) - len(wrong)} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
