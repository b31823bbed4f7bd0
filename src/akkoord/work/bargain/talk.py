"""Begins a negotiation with a debtor, and answers what he says in it: the engine decides, here it is kept and carried out.

A talk is one row, and the debtor's row is held while it is answered, so that two tabs or two colleagues never get two answers to
one moment. What was offered stands in plain columns, whatever version of the engine made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from akkoord import __version__
from akkoord.core.negotiation import speech
from akkoord.core.negotiation.because import stopped
from akkoord.core.negotiation.engine import begin
from akkoord.core.negotiation.event import Accept, Answer, Event, Say, event_of
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Bargain, Creditor, Debtor
from akkoord.work.arrangement.accept import Acceptance
from akkoord.work.bargain.about import About, about, open_bargain
from akkoord.work.bargain.agreed import terms_of
from akkoord.work.bargain.go_on import OVER, Moment, catch_up, respond
from akkoord.work.bargain.hearing import LONGEST, VULNERABLE, stops
from akkoord.work.bargain.person import to_a_person
from akkoord.work.bargain.policy import bounds_for, kind_for, table_of
from akkoord.work.bargain.turn import add_turn, answered, say
from akkoord.work.record import Log

__all__ = ["answer_bargain", "begin_bargain", "terms_of"]

PORTAL, CALL = "portal", "call"
AGAIN = timedelta(days=90)  # after a talk that ended without an agreement it begins again only so much later, or by a person
SAID = ("accept", "reject", "counter", "say")  # what may come in; silence is counted by the clock
OFF = Refusal(Text("Onderhandelen via deze pagina staat uit.", "Negotiating on this page is off."))
NO_OFFER = Refusal(
    Text(
        "Voor dit bedrag kunnen wij hier geen regeling voorstellen. Neem contact met ons op.",
        "We cannot propose an arrangement for this sum here. Please contact us.",
    )
)
SOON = Refusal(
    Text(
        "We hebben hier kort geleden over gesproken. Neem contact met ons op als er iets veranderd is.",
        "We spoke about this a short while ago. Contact us if something has changed.",
    )
)
STALE = Refusal(Text("Er is intussen al geantwoord. Kijk wat er nu staat.", "It was answered meanwhile. See what stands there now."))
NOT_THIS = Refusal(Text("Kies wat u wilt zeggen.", "Choose what you want to say."))


def begin_bargain(*, creditor: Creditor, debtor_id: int, where: str, on: date, at: datetime | None, by: str) -> Bargain | Refusal:
    """The talk with this debtor: the one that goes on, or a new one with its first offer. `where` is portal or call. Raises
    Debtor.DoesNotExist for a debtor of another company."""
    with transaction.atomic():
        debtor, log = _locked(creditor, debtor_id), Log(creditor.id, on, at, by)
        there = open_bargain(creditor, debtor.id)
        if there is not None:
            catch_up(there, log)
            log.write()
            if there.state == "open":
                return there
        found = _may_not(debtor, where, on) or about(debtor.creditor, debtor, on=on)
        return found if isinstance(found, Refusal) else _begun(debtor, found, where, log)


def _locked(creditor: Creditor, debtor_id: int) -> Debtor:
    """The debtor, held until the transaction ends: there is one talk with him at a time."""
    return Debtor.objects.select_for_update(of=("self",)).select_related("creditor").get(creditor=creditor, id=debtor_id)


def _may_not(debtor: Debtor, where: str, on: date) -> Refusal | None:
    if where != PORTAL:
        return None
    if not debtor.creditor.negotiate_on:
        return OFF
    lately = Bargain.objects.filter(creditor_id=debtor.creditor_id, debtor_id=debtor.id, ended_on__gt=on - AGAIN)
    return SOON if lately.filter(state__in=("over", "person")).exists() else None


def _begun(debtor: Debtor, found: About, where: str, log: Log) -> Bargain | Refusal:
    bounds = bounds_for(debtor.creditor, kind_for(debtor))
    talk, answer = begin(found.opened, bounds=bounds, seed=debtor.creditor_id)
    if answer.offer is None:
        return NO_OFFER
    made = Bargain(creditor=debtor.creditor, debtor_id=debtor.id, place=where, begun_on=log.on, begun_at=log.at, by=log.by)
    made.debt, made.engine, made.kind, made.bounds = found.debt, __version__, answer.kind, table_of(bounds)
    made.basis = {str(number): cents for number, cents in found.basis.items()}
    made.offered_on = log.on
    made.save(force_insert=True)
    made.debtor = debtor
    log.add("bargain-begun", debtor_id=debtor.id, bargain=made.id, place=where, debt=made.debt)
    answered(made, {"type": "open"}, answer, talk, bounds=bounds, log=log)
    log.write()
    return made


def answer_bargain(
    *,
    creditor: Creditor, bargain_id: int, said: Mapping[str, Any], on: date, at: datetime | None, by: str,
    acceptance: Acceptance | None = None, seen: int | None = None,
) -> Bargain | Refusal:  # fmt: skip
    """The answer to what he says: an event of core.negotiation without its case, one of SAID. `seen` is the number of turns of
    the page he answers from; where it was answered meanwhile, nothing happens. Where he accepts, the arrangement is made and
    accepted with it (`acceptance`; without one, spoken). A refusal changes nothing. Raises Bargain.DoesNotExist for another's."""
    with transaction.atomic():
        bargain = _held(creditor, bargain_id)
        event = _event(bargain, said)
        if isinstance(event, Refusal):
            return event
        if bargain.state != "open" or seen not in (None, bargain.turns):
            return _past(bargain, event)
        log = Log(creditor.id, on, at, by)
        refused = _heard(bargain, Moment(event, said, acceptance), log)
        if refused:
            transaction.set_rollback(True)
            return refused
        log.write()
        return bargain


def _past(bargain: Bargain, event: Event) -> Bargain | Refusal:
    """The answer to what comes too late: what was agreed stands when he says yes once more."""
    if bargain.state == "open":
        return STALE
    return bargain if bargain.state == "agreed" and isinstance(event, Accept) else OVER


def _held(creditor: Creditor, bargain_id: int) -> Bargain:
    """The talk as it stands, while its debtor is held. Raises Bargain.DoesNotExist for another company's."""
    debtor_id = Bargain.objects.only("creditor_id", "id", "debtor_id").get(creditor=creditor, id=bargain_id).debtor_id
    debtor = _locked(creditor, debtor_id)
    bargain = Bargain.objects.get(creditor=creditor, id=bargain_id)
    bargain.debtor = debtor
    return bargain


def _event(bargain: Bargain, said: Mapping[str, Any]) -> Event | Refusal:
    if said.get("type") not in SAID:
        return NOT_THIS
    cut = {"text": str(said.get("text", ""))[:LONGEST]} if said["type"] == "say" else {}
    return event_of({**said, **cut, "case": str(bargain.debtor_id)})


def _heard(bargain: Bargain, moment: Moment, log: Log) -> Refusal | None:
    """His words first: what asks for a person does so before anything else."""
    event = moment.event
    if isinstance(event, Say) and (why := stops(event.text)):
        kept = {"type": "say"} if why == VULNERABLE else {"type": "say", "text": event.text}
        answer = Answer(event.case, "person", None, speech.PERSON, stopped(why))
        say(bargain, answer)
        add_turn(bargain, kept, answer, log)
        to_a_person(bargain, why, log)
        return None
    another = catch_up(bargain, log)
    if bargain.state != "open" or another and not isinstance(event, Say):
        return None
    return respond(bargain, moment, log)
