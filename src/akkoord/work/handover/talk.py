"""What was said and agreed in a case, for its dossier: calls, answers, promises, arrangements, defences and our answers."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from akkoord.store.models import Arrangement, Call, Hold, Said
from akkoord.work.handover.rows import Rows

Data = dict[str, Any]
AGAINST = frozenset({"quality-dispute", "invoice-incorrect", "never-ordered", "set-off", "other-term", "not-received"})
"""Reasons that are a defence when he says them."""


def talk_of(rows: Rows, paths: dict[tuple[str, int], str]) -> Data:
    """The parts of a manifest that tell what passed between people."""
    return {
        "calls": _calls(rows),
        "mails": [{"on": one.on.isoformat(), "sender": one.sender, "subject": one.subject, "text": one.text} for one in rows.mails],
        "agreed": [_agreed(one) for one in rows.agreed],
        "promises": [_promise(one) for one in rows.holds if one.kind == "promise"],
        "arrangements": [_arrangement(one, rows, paths) for one in rows.arrangements],
        "defences": defences_of(rows),
        "interruptions": [
            {"invoice": one.invoice.number, "on": one.on.isoformat(), "how": one.how, "note": one.note} for one in rows.interruptions
        ],
        "work": [{"name": one.name, "state": one.state, "stopped_on": _day(one.stopped_on)} for one in rows.work],
    }


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None


def _calls(rows: Rows) -> list[Data]:
    said: dict[int, list[Said]] = defaultdict(list)
    for one in rows.said:
        said[one.call_id].append(one)
    return [_call(one, said[one.id]) for one in rows.calls]


def _call(one: Call, said: list[Said]) -> Data:
    reasons = [{"reason": row.reason, "words": row.words} for row in said]
    at = one.started_at.isoformat(timespec="seconds")
    whom = {"by": one.by, "spoke_with": one.spoke_with, "outcome": one.outcome, "note": one.note}
    return {"on": one.on.isoformat(), "at": at, **whom, "said": reasons}


def _agreed(one: Any) -> Data:
    when = {"made_on": one.made_on.isoformat(), "day": _day(one.day)}
    return {"kind": one.kind, "what": one.what, "amount": one.amount, **when, "state": one.state, "ours": one.ours}


def _promise(one: Hold) -> Data:
    outcome = one.ended_because if one.ended_on else "open"
    return {"made_on": one.since.isoformat(), "until": _day(one.until), "amount": one.amount, "outcome": outcome, "note": one.note}


def _arrangement(one: Arrangement, rows: Rows, paths: dict[tuple[str, int], str]) -> Data:
    parts = [{"due_on": part.due_on.isoformat(), "amount": part.amount} for part in rows.instalments[one.id]]
    accepted = {"accepted_how": one.accepted_how, "accepted_by": one.accepted_by, "text_sha256": one.text_sha256}
    days = {"agreed_on": _day(one.agreed_on), "ended_on": _day(one.ended_on)}
    return {
        "state": one.state,
        "total": one.total,
        **days,
        **accepted,
        "file": paths.get(("arrangement", one.id), ""),
        "instalments": parts,
    }


def defences_of(rows: Rows) -> list[Data]:
    """What he has against it, written down or said in a call, each with our answer where it was written down."""
    written = [
        {
            "on": one.since.isoformat(),
            "invoice": one.invoice.number if one.invoice else "",
            "about": one.note,
            "answer": one.answer,
            "ended_on": _day(one.ended_on),
        }
        for one in rows.holds
        if one.kind == "dispute"
    ]
    said = [
        {"on": one.on.isoformat(), "invoice": "", "about": one.words or one.reason, "answer": "", "ended_on": None}
        for one in rows.said
        if one.reason in AGAINST
    ]
    return written + said
