"""How many letters a second leave by e-mail, from the outbox to a mail server on this machine, beside the least that takes.

`python -m tests.bench.sending [--letters N]`: N approved reminders in an embedded database of their own. Each is claimed,
looked at once more (what that rests on is read for some at once), set as PDF, handed over and marked. The floor is a bare page
of one line set by Typst and handed over by a bare smtplib, over one line, without any record of it.

Pages are set in a thread beside the rest (decision 0067). `letters_per_second` is by the clock, with the mail server of this bench
and whatever else the machine does on the same processors; `two_free_processors_send` is what the time of the processors comes to
where they have nothing else to do: neither thread can be faster than its own work.
"""

from __future__ import annotations

import argparse
import json
import os
import smtplib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typst

ON = date(2026, 6, 10)
AT = datetime(2026, 6, 10, 11, tzinfo=ZoneInfo("Europe/Amsterdam"))
WANTED = 100  # letters a second on two processors


def fill(letters: int, port: int) -> Any:
    """A company with so many debtors, each a reminder late, and every letter of that day approved; gives the company."""
    from akkoord.store.access import Desk
    from akkoord.store.ids import new_ids
    from akkoord.store.models import Creditor, Debtor, Invoice, Letter, User
    from akkoord.work.letters.edit_letter import approve_letter
    from akkoord.work.run_day import run_day

    own: dict[str, Any] = {
        "street": "Kade 1",
        "postcode": "8161 AA",
        "city": "Epe",
        "email": "wij@bench.example",
        "iban": "NL91ABNA0417164300",
    }
    mail: dict[str, Any] = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none", "hourly_limit": 10 * letters}
    creditor = Creditor.objects.create(name="Bench B.V.", bank_until=ON, sending_on=True, signed_by="A. Bench", **own, **mail)
    numbers, due = new_ids(letters), ON - timedelta(days=1)
    Debtor.objects.bulk_create(
        Debtor(creditor=creditor, id=number, number=str(place), name=f"Debiteur {place} B.V.", email=f"d{place}@example.nl")
        for place, number in enumerate(numbers)
    )
    dated: dict[str, Any] = {"issued_on": due - timedelta(days=30), "due_on": due, "term_source": "terms"}
    Invoice.objects.bulk_create(
        Invoice(creditor=creditor, debtor_id=number, number=f"F{place}", total=10000 + place, open=10000 + place, **dated)
        for place, number in enumerate(numbers)
    )
    run_day(creditor=creditor, on=ON, at=AT)
    desk = Desk(creditor, User.objects.create(email="bench@bench.example"), "owner")
    for letter in Letter.objects.filter(state="draft").values_list("id", flat=True):
        if refusals := approve_letter(desk=desk, letter_id=letter, on=ON, at=AT):
            raise ValueError(refusals)
    return creditor


def took(work: Callable[[], int]) -> tuple[int, float, float, float]:
    """What it gave, its seconds of the clock, those of the processors in all its threads, and in this one."""
    began, cpu, own = time.perf_counter(), time.process_time(), time.thread_time()
    many = work()
    return many, time.perf_counter() - began, time.process_time() - cpu, time.thread_time() - own


def floor(letters: int, port: int) -> int:
    """A bare page and a bare mail for each letter."""
    bare = typst.Compiler()
    with smtplib.SMTP("127.0.0.1", port) as link:
        for place in range(letters):
            mail = EmailMessage()
            mail["From"], mail["To"], mail["Subject"] = "wij@bench.example", f"d{place}@example.nl", "Brief"
            mail.set_content("Brief")
            page = bare.compile(f"Brief {place}".encode())
            mail.add_attachment(page if isinstance(page, bytes) else b"", maintype="application", subtype="pdf", filename="brief.pdf")
            link.send_message(mail)
    return letters


def measured(letters: int, port: int) -> dict[str, Any]:
    """Send everything, then the floor."""
    from akkoord.work.mail.send_outbox import send_outbox

    creditor = fill(letters, port)
    send_outbox(creditor=creditor, at=AT, most=1)  # what is loaded only once is not counted
    sent, seconds, cpu, own = took(lambda: send_outbox(creditor=creditor, at=AT, most=letters))
    least, bare, bare_cpu, _ = took(lambda: floor(letters, port))
    if sent != letters - 1:
        raise ValueError(f"{sent} of {letters} letters left")
    return {
        "letters": sent,
        "letters_per_second": round(sent / seconds, 1),
        "cpu_ms_per_letter": round(1000 * cpu / sent, 2),
        "of_which_setting_pages": round(1000 * (cpu - own) / sent, 2),
        "wanted_per_second_on_two": WANTED,
        "two_free_processors_send": round(sent / max(cpu / 2, own, cpu - own), 1),
        "floor_per_second": round(least / bare, 1),
        "floor_cpu_ms_per_letter": round(1000 * bare_cpu / least, 2),
        "ratio_of_cpu": round(cpu / sent / (bare_cpu / least), 1),
    }


def main() -> int:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--letters", type=int, default=300)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AKKOORD_DATA"] = folder
        os.environ.pop("AKKOORD_DATABASE_URL", None)
        from akkoord.cli.frame import start

        start()
        words = [sys.executable, "-m", "tests.work.counting_mail", str(Path(folder) / "taken")]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
            try:
                print(json.dumps(measured(args.letters, int(server.stdout.readline() if server.stdout else 0))))
            finally:
                server.terminate()
    return 0


if __name__ == "__main__":
    sys.exit(main())
