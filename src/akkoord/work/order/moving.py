"""Moves everything that belongs to one debtor to another: each table that names a debtor, and where two rows would be one, how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Model, Q

from akkoord.store.models import (
    Agreed,
    Announcement,
    Answer,
    Arrangement,
    Bargain,
    Call,
    Case,
    CaseCheck,
    Contact,
    DebtorAccount,
    DebtorFile,
    DeskCase,
    Double,
    Ending,
    HandOver,
    Hold,
    InboundMail,
    Invoice,
    Letter,
    MergedDebtor,
    OngoingWork,
    PayLink,
    Payment,
    PortalLink,
    PortalMessage,
    Said,
    StepTaken,
    Task,
)

MERGED = "merged"  # why a case or a task ended


@dataclass(frozen=True, slots=True)
class Move:
    """From one debtor to another of the same company, on a day."""

    creditor_id: int
    old: int
    into: int
    on: date


def _moved(table: type[Model], column: str, move: Move) -> int:
    """Rows that only change whose they are."""
    rows = table._default_manager.filter(creditor_id=move.creditor_id, **{column: move.old})
    return rows.update(**{column: move.into})


def _answers(move: Move) -> int:
    """What was answered stays for the days it was answered for; the next run answers for both together."""
    own = Answer.objects.filter(creditor_id=move.creditor_id, debtor_id=move.old)
    own.filter(until=None).update(until=move.on)
    return own.update(debtor_id=move.into)


def _cases(move: Move) -> int:
    """Two open cases become one: what was done in the other is done in it."""
    open_ones = Case.objects.filter(creditor_id=move.creditor_id, closed_on=None)
    gone, kept = open_ones.filter(debtor_id=move.old).first(), open_ones.filter(debtor_id=move.into).first()
    if gone is not None and kept is not None:
        for table in IN_A_CASE:
            table._default_manager.filter(creditor_id=move.creditor_id, case_id=gone.id).update(case_id=kept.id)
        kept.opened_on = min(kept.opened_on, gone.opened_on)
        kept.save(update_fields=["opened_on"])
        gone.closed_on, gone.closed_because = move.on, MERGED
        gone.save(update_fields=["closed_on", "closed_because"])
    return _moved(Case, "debtor_id", move)


def _tasks(move: Move) -> int:
    """Nobody is called twice: of two open tasks of a kind one stays, with what was tried for both. Each case at a desk keeps its own."""
    own = Task.objects.filter(creditor_id=move.creditor_id, done_on=None, desk_case_id=None)
    kept = {one.kind: one for one in own.filter(debtor_id=move.into).order_by("-id")}
    for gone in own.filter(debtor_id=move.old):
        if gone.kind in kept:
            _one_task(kept[gone.kind], gone, move.on)
    return _moved(Task, "debtor_id", move)


def _one_task(kept: Task, gone: Task, on: date) -> None:
    StepTaken.objects.filter(creditor_id=gone.creditor_id, task_id=gone.id).update(task_id=kept.id)
    kept.attempts, kept.failed = max(kept.attempts, gone.attempts), max(kept.failed, gone.failed)
    kept.cannot_pay, kept.due_on = kept.cannot_pay or gone.cannot_pay, min(kept.due_on, gone.due_on)
    kept.note = "\n".join(dict.fromkeys(note for note in (kept.note, gone.note) if note))
    kept.save(update_fields=["attempts", "failed", "cannot_pay", "due_on", "note"])
    gone.done_on, gone.outcome = on, MERGED
    gone.save(update_fields=["done_on", "outcome"])


def _accounts(move: Move) -> int:
    """Of an account that both pay from it is counted together how often."""
    rows = DebtorAccount.objects.filter(creditor_id=move.creditor_id)
    known = {one.iban: one for one in rows.filter(debtor_id=move.into)}
    count = 0
    for gone in rows.filter(debtor_id=move.old):
        count += 1
        if gone.iban in known:
            known[gone.iban].times += gone.times
            known[gone.iban].save(update_fields=["times"])
            gone.delete()
    _moved(DebtorAccount, "debtor_id", move)
    return count


def _arrangements(move: Move) -> int:
    """Of two proposals the one that came last stays; two that run are refused before anything moves."""
    both = Arrangement.objects.filter(creditor_id=move.creditor_id, state="proposed", debtor_id__in=(move.old, move.into))
    for late in list(both.order_by("-proposed_on", "-id"))[1:]:
        late.state, late.ended_on = "withdrawn", move.on
        late.save(update_fields=["state", "ended_on"])
    return _moved(Arrangement, "debtor_id", move)


def _files(move: Move) -> int:
    """A file that both sent is kept once."""
    rows = DebtorFile.objects.filter(creditor_id=move.creditor_id)
    known = set(rows.filter(debtor_id=move.into).values_list("kind", "sha256"))
    for number, kind, digest in rows.filter(debtor_id=move.old).values_list("id", "kind", "sha256"):
        if (kind, digest) in known:
            rows.filter(id=number).delete()
    return _moved(DebtorFile, "debtor_id", move)


def _bargains(move: Move) -> int:
    """What was negotiated with one of them was about his debt alone: it ends, and can begin anew about both."""
    open_ones = Bargain.objects.filter(creditor_id=move.creditor_id, debtor_id__in=(move.old, move.into), state="open")
    holds = Hold.objects.filter(creditor_id=move.creditor_id, bargains__in=open_ones, ended_on=None)
    Hold.objects.filter(creditor_id=move.creditor_id, id__in=list(holds.values_list("id", flat=True))).update(
        ended_on=move.on, ended_because=MERGED
    )
    open_ones.update(state="ended", ended_on=move.on, ended_because=MERGED)
    return _moved(Bargain, "debtor_id", move)


def _endings(move: Move) -> int:
    """Of two offers to settle neither adds up for both: the one of who goes lapses."""
    offered = Ending.objects.filter(creditor_id=move.creditor_id, debtor_id=move.old, state="offered")
    holds = list(offered.exclude(hold_id=None).values_list("hold_id", flat=True))
    rows = Hold.objects.filter(creditor_id=move.creditor_id, id__in=[one for one in holds if one is not None], ended_on=None)
    rows.update(ended_on=move.on, ended_because=MERGED)
    offered.update(state="lapsed", ended_on=move.on)
    Ending.objects.filter(creditor_id=move.creditor_id, debtor_id=move.old).exclude(letter_id=None).update(case_id=None)  # one a case
    return _moved(Ending, "debtor_id", move)


def _doubles(move: Move) -> int:
    """Proposals about either are made anew afterwards."""
    about = (Q(**{column: number}) for column in ("first_id", "second_id") for number in (move.old, move.into))
    for one in about:
        Double.objects.filter(one, creditor_id=move.creditor_id).delete()
    return 0


IN_A_CASE: tuple[type[Any], ...] = (StepTaken, Letter, Task, Ending, HandOver)
"""The tables that name a case."""
MOVES: Mapping[str, Callable[[Move], int]] = {
    **{
        f"{table.__name__}.debtor_id": partial(_moved, table, "debtor_id")
        for table in (Agreed, Announcement, Call, Contact, DeskCase, Hold, InboundMail, Invoice, Letter, MergedDebtor, OngoingWork, Said)
    },
    **{
        f"{table.__name__}.debtor_id": partial(_moved, table, "debtor_id")
        for table in (CaseCheck, HandOver, PayLink, PortalLink, PortalMessage)
    },
    "Arrangement.debtor_id": _arrangements,
    "DebtorFile.debtor_id": _files,
    "Payment.likely_debtor_id": partial(_moved, Payment, "likely_debtor_id"),
    "Answer.debtor_id": _answers,
    "Bargain.debtor_id": _bargains,
    "Ending.debtor_id": _endings,
    "Case.debtor_id": _cases,
    "Task.debtor_id": _tasks,
    "DebtorAccount.debtor_id": _accounts,
    "Double.first_id": _doubles,
    "Double.second_id": _doubles,
}
"""Every column that names a debtor, and how it is moved; each gives how many rows it moved. Events stay as they were written."""


def move_all(move: Move) -> dict[str, int]:
    """Move everything, in the transaction of the caller; gives how many rows of each table."""
    moved = {name.partition(".")[0]: how(move) for name, how in MOVES.items()}
    return {name: count for name, count in sorted(moved.items()) if count}
