"""Keeps how a way in or out is doing: trouble with a server is no fault of a letter, so it is the way that waits and tries again."""

from __future__ import annotations

from datetime import datetime, timedelta

from akkoord.store.models import ChannelState, Creditor
from akkoord.work.record import record

LONGEST = timedelta(hours=1)  # between two tries, however long the trouble lasts


def state_of(creditor: Creditor, channel: str) -> ChannelState:
    """How it is doing; made where nobody asked before."""
    return ChannelState.objects.get_or_create(creditor=creditor, channel=channel)[0]


def may_try(state: ChannelState, *, at: datetime) -> bool:
    """Whether it is time to try, or try again."""
    return state.not_before is None or state.not_before <= at


def in_trouble(state: ChannelState, *, why: str, at: datetime) -> None:
    """It failed: wait two minutes, then four, eight … up to an hour. The first time is written down. Call it in a transaction."""
    if state.since is None:
        state.since, state.tries = at, 0
        record("channel-trouble", creditor_id=state.creditor_id, on=at.date(), at=at, channel=state.channel, error=why[:300])
    state.tries += 1
    state.error = why[:500]
    state.not_before = at + min(LONGEST, timedelta(minutes=2 ** min(state.tries, 10)))
    state.save()


def works(state: ChannelState, *, at: datetime) -> None:
    """It works, again or still. Call it in a transaction."""
    if state.since is not None:
        record("channel-works", creditor_id=state.creditor_id, on=at.date(), at=at, channel=state.channel, since=state.since.isoformat())
    state.since, state.tries, state.not_before, state.error, state.worked_at = None, 0, None, "", at
    state.save()


def try_now(creditor: Creditor, channel: str) -> None:
    """Something was set right by hand: do not wait any longer."""
    ChannelState.objects.filter(creditor=creditor, channel=channel).update(not_before=None)
