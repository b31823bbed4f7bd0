"""What a debtor says when he does not pay: what lies behind it, what to ask, how to show understanding, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from akkoord.core.conversation.agreement import Agree
from akkoord.core.problem import Text


class Cause(StrEnum):
    """What lies behind what he says."""

    FORGOTTEN = "forgotten"
    PROCESS = "process"
    NO_MONEY = "no-money"
    STALLING = "stalling"
    DISPUTE = "dispute"
    ANGER = "anger"
    CANNOT = "cannot"
    UNKNOWN = "unknown"  # only of the reason that is none


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. Sentences are in its own language, as one says them; of each kind the first is the one to say first."""

    id: str
    name: Text
    cause: Cause
    behind: str  # what may lie behind it, for the one who calls
    opening: tuple[str, ...]  # a way in, where it is the first thing he says
    ask: tuple[str, ...]  # the question that finds out
    empathy: tuple[str, ...]
    back_to_arrears: tuple[str, ...]
    proof: tuple[str, ...]  # what to ask for; empty where there is nothing to prove
    avoid: tuple[str, ...]  # what not to do
    again: tuple[str, ...]  # what to say where he said so before
    then: tuple[Agree, ...]  # what is likely agreed, the likeliest first
    sounds_like: tuple[str, ...]  # how it sounds, as people say and write it
    source: str


_SPOKEN = ("opening", "ask", "empathy", "back_to_arrears", "proof", "avoid", "again", "sounds_like")


def reason_of(said: Mapping[str, Any]) -> Reason:
    """The reason that a TOML file tells of. Raises ValueError that names what is missing or cannot be."""
    missing = sorted(set(Reason.__slots__) - said.keys())
    if missing or said.keys() - set(Reason.__slots__):
        raise ValueError(f"reason {said.get('id', '?')}: missing {missing}, unknown {sorted(said.keys() - set(Reason.__slots__))}")
    return Reason(
        id=said["id"],
        name=Text(said["name"]["nl"], said["name"]["en"]),
        cause=Cause(said["cause"]),
        behind=said["behind"],
        then=tuple(Agree(one) for one in said["then"]),
        source=said["source"],
        **{part: tuple(said[part]) for part in _SPOKEN},
    )
