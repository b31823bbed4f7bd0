"""Writes down one turn of a negotiation: what came in, what was answered, and what the debtor's ladder does meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from akkoord import __version__
from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.engine import Talk
from akkoord.core.negotiation.event import Answer
from akkoord.core.negotiation.kept import table_of
from akkoord.core.negotiation.offer import as_json
from akkoord.store.models import Bargain, BargainTurn, Hold
from akkoord.work.record import Log

WAITS = "Er ligt een voorstel; zolang dat geldt, gaat er niets uit."


def answered(bargain: Bargain, said: Mapping[str, Any], answer: Answer, talk: Talk | None, *, bounds: Bounds, log: Log) -> None:
    """The engine answered: the turn is added, and the bargain says what lies there now. `talk` is what it remembers; without one
    what it remembered stays. Call it in the transaction that holds the debtor's row."""
    before = bargain.now
    left = max(0, bounds.offer_valid_days - (0 if talk is None else talk.silent))
    if talk is not None:
        bargain.talk, bargain.engine = table_of(talk), __version__
    say(bargain, answer)
    if answer.offer is not None:
        bargain.offered_on = bargain.offered_on if answer.offer == before else log.on
        bargain.offer = as_json(answer.offer)
    standing = answer.kind in ("offer", "final")
    bargain.valid_until = log.on + timedelta(days=left) if standing else None
    add_turn(bargain, said, answer, log)
    if standing:
        wait(bargain, log)


def say(bargain: Bargain, answer: Answer) -> None:
    """What the debtor reads now, and why, in both languages."""
    bargain.kind, bargain.words = answer.kind, answer.text._asdict()
    bargain.because, bargain.because_en = answer.because


def add_turn(bargain: Bargain, said: Mapping[str, Any], answer: Answer, log: Log) -> None:
    """One more row of what was said; and the bargain as it stands is saved."""
    bargain.turns += 1
    row: dict[str, Any] = {"creditor_id": bargain.creditor_id, "bargain_id": bargain.id, "number": bargain.turns, "engine": __version__}
    row |= {"kind": answer.kind, "text": answer.text.nl, "text_en": answer.text.en, "said": dict(said)}
    row |= {"because": answer.because.nl, "because_en": answer.because.en}
    row["offer"] = None if answer.offer is None else as_json(answer.offer)
    BargainTurn.objects.create(on=log.on, at=log.at, by=log.by, **row)
    bargain.save()
    told: dict[str, Any] = {"bargain": bargain.id, "said": str(said.get("type", "")), "answer": answer.kind, "offer": row["offer"]}
    log.add("bargain-turn", debtor_id=bargain.debtor_id, debt=bargain.debt, **told)


def wait(bargain: Bargain, log: Log) -> None:
    """While an offer lies there nothing leaves to this debtor: who is talking is not sent a letter about the same money."""
    if bargain.hold_id is not None:
        Hold.objects.filter(creditor_id=bargain.creditor_id, id=bargain.hold_id).update(until=bargain.valid_until, ended_on=None)
        return
    own: dict[str, Any] = {"creditor_id": bargain.creditor_id, "debtor_id": bargain.debtor_id, "note": WAITS, "by": log.by}
    hold = Hold.objects.create(kind="hold", since=log.on, until=bargain.valid_until, **own)
    bargain.hold_id = hold.id
    bargain.save(update_fields=["hold_id"])


def wait_until(bargain: Bargain, day: date | None) -> None:
    """What was agreed lies there to be read: until this day the ladder stands still for it."""
    Hold.objects.filter(creditor_id=bargain.creditor_id, id=bargain.hold_id or 0).update(until=day, ended_on=None, ended_because="")


def close(bargain: Bargain, state: str, because: str, log: Log) -> None:
    """The talk is over, and what waited for it goes on. What lay there is no offer any more, but what was agreed stays."""
    bargain.state, bargain.ended_on, bargain.ended_because = state, log.on, because
    bargain.valid_until = None
    bargain.save(update_fields=["state", "ended_on", "ended_because", "valid_until"])
    Hold.objects.filter(creditor_id=bargain.creditor_id, id=bargain.hold_id or 0, ended_on=None).update(
        ended_on=log.on, ended_because="settled" if state == "agreed" else "released"
    )
    log.add("bargain-ended", debtor_id=bargain.debtor_id, bargain=bargain.id, state=state, because=because)
