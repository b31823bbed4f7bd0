"""Who does what by when: the kinds of things that two people agree on the phone."""

from __future__ import annotations

from enum import StrEnum


class Agree(StrEnum):
    """A kind of agreement. Each has an owner, a day and a watch."""

    PROMISE = "promise"  # he pays a sum, at the latest on a day
    ARRANGEMENT = "arrangement"  # he pays in parts, as we propose to him
    CALLBACK = "callback"  # we call again, on a day and at a minute
    PROOF = "proof"  # he sends something that shows it
    COMPLAINT = "complaint"  # we answer what he complains of
    COPY = "copy"  # we send the invoice again
    MEETING = "meeting"  # we meet, in a place
    STOP_WORK = "stop-work"  # work waits until the money is in
    RESUME_WORK = "resume-work"  # work goes on


OURS = frozenset({Agree.ARRANGEMENT, Agree.CALLBACK, Agree.COMPLAINT, Agree.COPY, Agree.STOP_WORK, Agree.RESUME_WORK})
