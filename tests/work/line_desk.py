"""A desk in an installation of its own: `python -m tests.work.line_desk`, with AKKOORD_DATA and AKKOORD_PUBLIC_URL.

It serves its door on a free port and obeys one JSON command a line (COMMANDS). What it hears it keeps in its
database as events, in the transaction in which it hears it.
"""

from __future__ import annotations

import json
import sys
import threading
from datetime import date, datetime
from typing import Any

BODIES: dict[str, dict[str, Any]] = {
    "question": {"text": "Is er een contract?"},
    "statement": {"month": "2026-03", "received": 1, "costs": 0, "fee": 0, "vat": 0, "pay_out": 1, "lines": []},
}
BROKEN: set[int] = set()


def main() -> None:
    """Serve, and do what is said on standard input until it ends."""
    from akkoord.cli.frame import start

    start()
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # as in tests/conftest.py: nobody signs in here
    from django.core.wsgi import get_wsgi_application
    from waitress import create_server

    from akkoord.work.line.hearing import HEARD

    HEARD["desk"] = hear
    server = create_server(get_wsgi_application(), host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    tell(server.effective_port)
    for line in sys.stdin:
        command = json.loads(line)
        tell(COMMANDS[command.pop("do")](**command))


def tell(what: Any) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def hear(line: Any, message: Any, *, on: date, at: datetime) -> None:
    """Write down what was heard; break down where that was asked for."""
    from akkoord.work.record import record

    record("tested", creditor_id=line.creditor_id, on=on, at=at, uid=message.uid, size=len(message.attachment or b""))
    if message.seq in BROKEN:
        raise RuntimeError("the handler broke down")


def fresh() -> None:
    """Nobody was here yet, and what comes in is written down."""
    from django.core.management import call_command

    from akkoord.work.line.hearing import HEARD

    call_command("flush", interactive=False, verbosity=0)
    HEARD["desk"] = hear
    BROKEN.clear()


def code() -> str:
    """A fresh invitation."""
    from akkoord.work.line.invite import Invitation, invite
    from tests.cast import MONDAY
    from tests.factories import make_creditor, make_desk
    from tests.work.lines import AT, BUREAU

    made = invite(desk=make_desk(make_creditor(BUREAU)), name="De Linde", email="", terms={}, on=MONDAY, at=AT)
    assert isinstance(made, Invitation)
    return made.code


def say(kind: str, file: int = 0) -> str:
    """The desk says something."""
    from django.db import transaction

    from akkoord.store.models import Line
    from akkoord.work.line.say import say as said
    from tests.cast import MONDAY

    with transaction.atomic():
        ref = "" if kind == "statement" else "Z-1"
        return said(Line.objects.get(), kind=kind, ref=ref, body=BODIES[kind], on=MONDAY, attachment=b"x" * file if file else None).uid


def breaks(seqs: list[int]) -> None:
    """From now on these messages cannot be heard; what waited is tried again."""
    from akkoord.store.models import Line
    from akkoord.work.line.carry import carry
    from tests.cast import MONDAY
    from tests.work.lines import AT

    BROKEN.clear()
    BROKEN.update(seqs)
    carry(Line.objects.get(), on=MONDAY, at=AT)


def close() -> None:
    """The desk closes the line."""
    from akkoord.store.models import Line
    from akkoord.work.line.close import close_line
    from tests.cast import MONDAY
    from tests.factories import make_desk
    from tests.work.lines import AT

    line = Line.objects.select_related("creditor").get()
    assert close_line(desk=make_desk(line.creditor), line_id=line.id, on=MONDAY, at=AT, anyway=True) is None


def really() -> None:
    """From now on the desk does with what it hears what a desk does."""
    from akkoord.work.line.hearing import HEARD

    HEARD["desk"] = "akkoord.work.desk.heard"


def handles(how: str, **more: Any) -> str:
    """One thing that the desk does with its case; why it was refused."""
    from akkoord.store.models import DeskCase
    from akkoord.work.desk import act, decide
    from tests.cast import MONDAY, OWNER
    from tests.factories import make_desk
    from tests.work.lines import AT

    case = DeskCase.objects.select_related("creditor").get()
    verbs: dict[str, Any] = {"accept": decide.accept_case, "close": decide.close_case, "pay": act.take_payment, "ask": act.ask_client}
    more |= {"handler": OWNER} if how == "accept" else {"day": MONDAY} if how == "pay" else {}
    refused = verbs[how](desk=make_desk(case.creditor), case_id=case.id, on=MONDAY, at=AT, **more)
    return refused.why.en if refused else ""


def stands() -> list[Any]:
    """How the case stands here: its reference, state, debtor, and what is open."""
    from akkoord.store.models import DeskCase, LineMessage
    from akkoord.work.desk.case import owing
    from tests.cast import MONDAY

    case = DeskCase.objects.select_related("debtor", "creditor", "line").get()
    return [case.ref, case.state, case.debtor.name, owing(case, on=MONDAY).open, LineMessage.objects.filter(state="refused").count()]


def state() -> dict[str, Any]:
    """The line as it is here, and everything heard, in order."""
    from akkoord.store.models import Event, Line, LineMessage
    from akkoord.work.record import broken_link

    line = Line.objects.get()
    states = sorted(set(LineMessage.objects.values_list("ours", "state")))
    heard = [(event.data["uid"], event.data["size"]) for event in Event.objects.filter(kind="tested").order_by("seq")]
    whole = {"state": line.state, "fetched": line.fetched, "taken": line.taken, "name": line.name}
    return {**whole, "states": states, "heard": heard, "broken_link": broken_link(line.creditor_id)}


COMMANDS: dict[str, Any] = {
    "fresh": fresh,
    "code": code,
    "say": say,
    "breaks": breaks,
    "close": close,
    "really": really,
    "handles": handles,
    "stands": stands,
    "state": state,
}

if __name__ == "__main__":
    main()
