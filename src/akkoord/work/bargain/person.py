"""A talk that a person must go on with: nothing more is asked of the debtor until he decided, and he is asked to."""

from __future__ import annotations

from typing import Any

from akkoord.store.models import Bargain, Hold, Task
from akkoord.work.bargain.hearing import DISPUTE, INSOLVENCY, PAID, THREAT, VULNERABLE
from akkoord.work.bargain.turn import close
from akkoord.work.ongoing.resume_work import look_for_hold
from akkoord.work.record import Log
from akkoord.work.watch.heard import REGISTER, TASK

UNREADABLE = "onleesbaar"
CARE = "Tijdens het onderhandelen"  # nothing more: what he told is nobody's business
_NOTES = {
    DISPUTE: "Maakte bij het onderhandelen bezwaar. Lees wat hij schreef en antwoord hem.",
    THREAT: "Dreigde bij het onderhandelen, of noemde een advocaat of de rechter. Lees wat hij schreef.",
    INSOLVENCY: REGISTER,
    PAID: "Zei bij het onderhandelen dat hij al betaald heeft. Kijk bij uw bank.",
    UNREADABLE: "Het bewaarde gesprek is niet meer te lezen. Praat zelf met hem verder; wat er aangeboden was, geldt nog.",
}
_OTHER = "De onderhandeling liep vast. Praat zelf met hem verder."


def to_a_person(bargain: Bargain, why: str, log: Log) -> None:
    """A person goes on with it. Call it in the transaction of the turn."""
    close(bargain, "person", why, log)
    care = why == VULNERABLE
    own: dict[str, Any] = {"creditor_id": bargain.creditor_id, "debtor_id": bargain.debtor_id}
    kind, note = ("vulnerable", CARE) if care else ("hold", _NOTES.get(why, _OTHER))
    if not Hold.objects.filter(kind=kind, invoice_id=None, until=None, ended_on=None, **own).exists():
        hold = Hold.objects.create(kind=kind, since=log.on, note=note, by=log.by, **own)
        said: dict[str, Any] = {"hold": hold.id, "until": "", "amount": None, "note": hold.note}
        log.add(hold.kind, debtor_id=hold.debtor_id, **said)
        look_for_hold(hold.creditor_id, hold.debtor_id, hold.kind)
    if not Task.objects.filter(kind=TASK, done_on=None, **own).exists():
        Task.objects.create(kind=TASK, made_on=log.on, due_on=log.on, note="" if care else note, **own)
        log.add("task-made", debtor_id=bargain.debtor_id, task=TASK)
