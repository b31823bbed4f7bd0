"""Goes on with a kept talk: what changed meanwhile first, then the engine, then what follows from its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from akkoord.core.negotiation import speech
from akkoord.core.negotiation.because import TAKEN, plus, stopped
from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.engine import Talk, begin, step
from akkoord.core.negotiation.event import Accept, Answer, Event, Silence
from akkoord.core.negotiation.kept import talk_of
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Bargain
from akkoord.work.arrangement.accept import Acceptance
from akkoord.work.bargain.about import ARRANGED, NOTHING, About, about
from akkoord.work.bargain.agreed import arranged
from akkoord.work.bargain.person import UNREADABLE, to_a_person
from akkoord.work.bargain.policy import bounds_of_table, table_of
from akkoord.work.bargain.turn import add_turn, answered, close, say, wait_until
from akkoord.work.record import Log

CHANGED = Text("Het bedrag is intussen veranderd.", "The sum has changed meanwhile.")
OVER = Refusal(Text("Dit gesprek is afgerond.", "This talk has ended."))
LAPSED = Refusal(Text("Dit voorstel geldt niet meer.", "This proposal does not stand any more."))


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that he says: the event, as it came in, and with what he accepts."""

    event: Event
    said: Mapping[str, Any]
    acceptance: Acceptance | None = None


def catch_up(bargain: Bargain, log: Log) -> bool:
    """What time, money and people did to this talk since it was last looked at: it ends, begins anew over what is open now, or
    its offer lapses. Gives whether another offer lies there now. Call it in the transaction that holds the debtor's row."""
    found = about(bargain.debtor.creditor, bargain.debtor, on=log.on, but=bargain.hold_id, only=[int(one) for one in bargain.basis])
    if isinstance(found, Refusal):
        close(bargain, "ended", {id(NOTHING): "paid", id(ARRANGED): "arrangement"}.get(id(found), "hold"), log)
        return False
    if _table(found) != bargain.basis:
        return _anew(bargain, found, log)
    if bargain.valid_until is not None and log.on > bargain.valid_until:
        _lapse(bargain, log)
    return False


def _anew(bargain: Bargain, found: About, log: Log) -> bool:
    """Money came in, or an invoice is out of it: what was offered does not add up any more, so it begins anew over what is open,
    with the offers that are left."""
    bounds, talk = bounds_of_table(bargain.bounds), talk_of(bargain.talk)
    if isinstance(bounds, Refusal):
        to_a_person(bargain, UNREADABLE, log)
        return False
    made = 1 if isinstance(talk, Refusal) else len(talk.made)
    bounds = replace(bounds, max_offers=max(1, bounds.max_offers - made))
    fresh, answer = begin(found.opened, bounds=bounds, seed=bargain.creditor_id)
    before = bargain.debt
    bargain.basis, bargain.debt, bargain.bounds = _table(found), found.debt, table_of(bounds)
    said = {"type": "changed", "from": before, "to": found.debt}
    answered(bargain, said, replace(answer, because=plus(CHANGED, answer.because)), fresh, bounds=bounds, log=log)
    bargain.words = plus(CHANGED, answer.text)._asdict()
    bargain.save(update_fields=["words"])
    if answer.offer is None:
        close(bargain, "over", "changed", log)
    return True


def _table(found: About) -> dict[str, int]:
    return {str(number): cents for number, cents in found.basis.items()}


def _lapse(bargain: Bargain, log: Log) -> None:
    """Nobody answered in time."""
    talk, bounds = talk_of(bargain.talk), bounds_of_table(bargain.bounds)
    if isinstance(talk, Refusal) or isinstance(bounds, Refusal):
        to_a_person(bargain, UNREADABLE, log)
        return
    assert bargain.valid_until is not None
    days = (log.on - bargain.valid_until).days
    silent = Silence(talk.opened.case, days)
    after, answer = step(replace(talk, silent=bounds.offer_valid_days), silent, bounds=bounds)
    answered(bargain, {"type": "silence", "days": days}, answer, after, bounds=bounds, log=log)
    _follow(bargain, answer, "expired", log)


def respond(bargain: Bargain, moment: Moment, log: Log) -> Refusal | None:
    """What he says is answered. A refusal must be taken back with everything that was written."""
    if isinstance(moment.event, Accept):
        return _accepted(bargain, moment, log)
    talk, bounds = talk_of(bargain.talk), bounds_of_table(bargain.bounds)
    if isinstance(talk, Refusal) or isinstance(bounds, Refusal):
        add_turn(bargain, moment.said, Answer("", "person", None, speech.PERSON, stopped(UNREADABLE)), log)
        to_a_person(bargain, UNREADABLE, log)
        return None
    after, answer = step(_counted(talk, bargain, bounds, log), moment.event, bounds=bounds)
    answered(bargain, moment.said, answer, after, bounds=bounds, log=log)
    if answer.kind == "accept" and answer.offer is not None:
        return _agree(bargain, moment, log)
    _follow(bargain, answer, "refused", log)
    return None


def _counted(talk: Talk, bargain: Bargain, bounds: Bounds, log: Log) -> Talk:
    """The talk with the days of silence that the clock says."""
    left = (bargain.valid_until - log.on).days if bargain.valid_until else 0
    return replace(talk, silent=max(0, bounds.offer_valid_days - left))


def _follow(bargain: Bargain, answer: Answer, because: str, log: Log) -> None:
    if answer.kind == "handover":
        close(bargain, "over", because, log)
    elif answer.kind == "person":
        to_a_person(bargain, "", log)


def _accepted(bargain: Bargain, moment: Moment, log: Log) -> Refusal | None:
    """He takes the offer that lies there. It stands by itself: no engine is asked whether it would make it still."""
    offer = bargain.now
    if offer is None or bargain.valid_until is None or log.on > bargain.valid_until:
        return LAPSED
    answer = Answer(str(bargain.debtor_id), "accept", offer, speech.agreed(offer, debt=bargain.debt), TAKEN)
    say(bargain, answer)
    bounds = bounds_of_table(bargain.bounds)
    if isinstance(bounds, Refusal):
        add_turn(bargain, moment.said, answer, log)
    else:
        answered(bargain, moment.said, answer, None, bounds=bounds, log=log)
    return _agree(bargain, moment, log)


def _agree(bargain: Bargain, moment: Moment, log: Log) -> Refusal | None:
    """What lies there is agreed: it becomes an arrangement, once. What kept the ladder still for the talk ends first, so that the
    arrangement is not held up by it."""
    offer = bargain.now
    if offer is None:
        return OVER
    close(bargain, "agreed", "", log)
    log.write()
    made = arranged(bargain, offer, moment.acceptance, log)
    if isinstance(made, Refusal):
        return made
    bargain.arrangement_id = made.id
    bargain.save(update_fields=["arrangement_id"])
    if made.state == "proposed":
        wait_until(bargain, made.valid_until)
    return None
