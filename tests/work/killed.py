"""Two workers at once that are killed at random moments, day after day: `python -m tests.work.killed FOLDER DAYS SEED`.

Every day an invoice falls due; two processes both run the day and send what may be sent, and each gets SIGKILL at a moment of
its own: two random moments a day. At the end three undisturbed days follow, and what is in the database and what arrived at the
mail server is printed as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
EACH_DAY = 1  # invoices that fall due
PAID_AFTER = 8 * DAY


def main(folder: Path, days: int, seed: int) -> None:
    """Fill, kill, look."""
    os.environ["AKKOORD_DATA"] = str(folder)
    from akkoord.cli.frame import start

    start()
    arrived = folder / "arrived"
    arrived.touch()
    mail = subprocess.Popen([sys.executable, "-m", "tests.work.counting_mail", str(arrived)], stdout=subprocess.PIPE, text=True)
    try:
        port = int(mail.stdout.readline()) if mail.stdout else 0
        json.dump(_torment(port, days, random.Random(seed), arrived), sys.stdout)
    finally:
        mail.kill()


def _torment(port: int, days: int, chance: random.Random, arrived: Path) -> dict[str, Any]:
    from tests.factories import make_creditor

    warm()
    creditor = make_creditor(
        sending_on=True, approval="automatic", post="automatic", smtp_host="127.0.0.1", smtp_port=port, smtp_security="none"
    )
    day, caught, whole = MONDAY, 0, 0.3
    for number in range(days):
        fall_due(creditor.id, number, day)
        if number % 25 == 0:
            began = time.monotonic()
            _two_workers(creditor.id, day, None)
            whole = time.monotonic() - began
            fall_due(creditor.id, 10_000 + number, day)
        caught += _two_workers(creditor.id, day, sorted(chance.uniform(0, whole) for _ in range(2)))
        day += DAY
    for _ in range(3):
        _two_workers(creditor.id, day, None)
        day += DAY
    return {"caught": caught, "days": (day - MONDAY).days, **found_wrong(creditor.id, day, arrived)}


def warm() -> None:
    """Load what a worker needs, so that its time goes into work and not into reading modules."""
    from akkoord import channels, steps
    from akkoord.core.shelf import modules
    from akkoord.jurisdictions import jurisdiction

    for name in ("letters.render", "work.owed", "work.run_day", "work.mail.send_outbox"):
        import_module(f"akkoord.{name}")
    modules(channels), steps.all_steps(), steps.beside_ladder()
    jurisdiction().calendar.is_holiday(MONDAY)  # the holidays of all countries are read for those of one


def fall_due(creditor_id: int, number: int, day: date) -> None:
    """The bank is read, some invoices are a day late, and what is long late was paid, as an import would tell it."""
    from django.db import transaction

    from akkoord.store.models import Creditor, Invoice
    from akkoord.work.record import Log
    from tests.factories import make_debtor, make_invoice

    creditor = Creditor.objects.get(id=creditor_id)
    Creditor.objects.filter(id=creditor_id).update(bank_until=day)
    log = Log(creditor_id, day)
    for place in range(EACH_DAY):
        name = f"{number}-{place}"
        debtor = make_debtor(creditor, number=name, name=f"Bedrijf {name} B.V.", email=f"k{name}@example.nl")
        invoice = make_invoice(debtor, due_on=day - DAY, number=f"K{name}")
        log.add("invoice-imported", debtor_id=debtor.id, invoice_id=invoice.id)
    for invoice in Invoice.objects.filter(creditor_id=creditor_id, open__gt=0, due_on__lt=day - PAID_AFTER):
        Invoice.objects.filter(creditor_id=creditor_id, id=invoice.id).update(open=0, settled_on=day)
        log.add("payment-placed", debtor_id=invoice.debtor_id, invoice_id=invoice.id, amount=invoice.total)
    with transaction.atomic():
        log.write()


def _two_workers(creditor_id: int, day: date, after: list[float] | None) -> int:
    """Both run the day and send; gives how many of them were caught at it when they were killed, each after so many seconds.
    None: they may finish."""
    from django.db import connections

    connections.close_all()
    workers = [_fork(creditor_id, day) for _ in range(2)]
    if after is None:
        codes = [os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in workers]
        assert codes == [0, 0], f"a worker that nobody killed ended with {codes}"
        return 0
    caught, slept = 0, 0.0
    for one, moment in zip(workers, after, strict=True):
        time.sleep(moment - slept)
        slept = moment
        os.kill(one, signal.SIGKILL)
        caught += os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) == -signal.SIGKILL
    return caught


def _fork(creditor_id: int, day: date) -> int:
    child = os.fork()
    if child:
        return child
    from akkoord.store.models import Creditor
    from akkoord.work.mail.send_outbox import send_outbox
    from akkoord.work.run_day import run_day
    from tests.factories import at_hour

    code = 1
    try:
        run_day(creditor=Creditor.objects.get(id=creditor_id), on=day, at=at_hour(day))
        send_outbox(creditor=Creditor.objects.get(id=creditor_id), at=at_hour(day))
        code = 0
    finally:
        os._exit(code)


def found_wrong(creditor_id: int, day: date, arrived: Path) -> dict[str, Any]:
    """What must hold afterwards, each as what is wrong with it."""
    from akkoord.store.models import Invoice, Letter, Outbox, StepTaken
    from akkoord.work.record import broken_link

    steps = Counter(StepTaken.objects.filter(withdrawn_on=None).values_list("invoice_id", "step"))
    mails = Counter(arrived.read_text(encoding="ascii").split())
    sent = Outbox.objects.filter(channel="email", state="sent").values_list("letter_id", flat=True)
    doubtful = Outbox.objects.filter(error__contains="may have left").values_list("letter_id", flat=True)
    known = {f"<letter-{creditor_id}-{letter}@" for letter in (*sent, *doubtful)}
    reminded = {invoice for (invoice, step) in steps if step == "reminder"}
    return {
        "letters": Letter.objects.count(),
        "mails": len(mails),
        "doubtful": len(doubtful),
        "steps_twice": [key for key, count in steps.items() if count > 1],
        "mails_twice": [key for key, count in mails.items() if count > 1],
        "mails_unknown": [one for one in mails if f"{one.partition('@')[0]}@" not in known],
        "sent_and_not_arrived": [one for one in sent if not any(mail.startswith(f"<letter-{creditor_id}-{one}@") for mail in mails)],
        "stuck": list(Outbox.objects.filter(state__in=("queued", "sending")).values_list("id", flat=True)),
        "never_reminded": [one.number for one in Invoice.objects.filter(open__gt=0, due_on__lt=day - DAY) if one.id not in reminded],
        "broken_link": broken_link(creditor_id),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
