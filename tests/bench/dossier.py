"""How long the file of a case with twenty thousand events takes, and its proof, beside setting and hashing the same lines."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from typing import Any

EVENTS = 20_000
ON = date(2026, 11, 16)


def main() -> int:
    """Measure and print one line of JSON."""
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"AKKOORD_DATA": place, "AKKOORD_DATABASE_URL": "sqlite://:memory:"}
        from akkoord.cli.frame import start

        start()
        print(json.dumps(_measured()))
    return 0


def _measured() -> dict[str, Any]:
    from akkoord.core.handover.dossier import EVENTS as TOLD
    from akkoord.core.handover.dossier import opened, problems
    from akkoord.core.problem import Refusal
    from akkoord.work.handover.dossier import Made, make_dossier

    debtor = _case()
    began = time.perf_counter()
    made = make_dossier(debtor=debtor, invoices=None, ref="2026-0001", on=ON, at=None)
    seconds = time.perf_counter() - began
    assert isinstance(made, Made)
    began = time.perf_counter()
    wrong = problems(made.raw)
    proof, whole = time.perf_counter() - began, opened(made.raw)
    assert not isinstance(whole, Refusal)
    floor = _floor(whole.files[TOLD])
    return {
        "events": EVENTS,
        "seconds": round(seconds, 2),
        "floor_seconds": round(floor, 2),
        "ratio": round(seconds / floor, 2),
        "verify_seconds": round(proof, 2),
        "problems": len(wrong),
        "megabytes": round(len(made.raw) / 1e6, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _case() -> Any:
    """A debtor about whom a lot was written down."""
    from django.db import transaction

    from akkoord.work.record import Log
    from tests.factories import make_creditor, make_debtor, make_invoice

    debtor = make_debtor(make_creditor())
    make_invoice(debtor, total=250_000, due_on=ON - timedelta(days=90))
    with transaction.atomic():
        log = Log(debtor.creditor_id, ON)
        for number in range(EVENTS):
            log.add(
                "call",
                debtor_id=debtor.id,
                on=ON - timedelta(days=number // 20),
                outcome="no-answer",
                note=f"Gebeld, geen gehoor ({number})",
            )
        log.write()
    return debtor


def _floor(told: bytes) -> float:
    """The same events read as JSON, set as plain lines of Typst, and hashed."""
    import typst

    lines = [json.loads(line) for line in told.splitlines()]
    text = "\n\n".join(f"{one['on']} {one['data']['note']}" for one in lines)
    began = time.perf_counter()
    typst.compile(f'#set page(paper: "a4")\n{text}'.encode(), format="pdf")
    hashlib.sha256(told).hexdigest()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
