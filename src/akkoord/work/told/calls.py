"""The time line of calls: how each attempt ended, and what followed from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from akkoord.core.problem import Text
from akkoord.work.told.call import CALL_SENTENCES as TALKED
from akkoord.work.told.parts import Data, day_of, join, with_lead

_OUTCOMES = {
    "reached": Text("Gesproken aan de telefoon", "Spoken to on the phone"),
    "no-answer": Text("Gebeld, geen gehoor", "Called, no answer"),
    "voicemail": Text("Gebeld, voicemail", "Called, voicemail"),
    "third-person": Text("Gebeld, iemand anders aan de lijn", "Called, somebody else answered"),
    "wrong-number": Text("Gebeld, verkeerd nummer", "Called, wrong number"),
    "call-back": Text("Gebeld; wij bellen terug", "Called; we call back"),
}


def _call(data: Data) -> Text:
    outcome = str(data.get("outcome") or "")
    said = _OUTCOMES.get(outcome, Text("Gebeld", "Called"))
    if outcome == "reached":
        return said
    again = day_of(data, "next")
    lead = Text("op", "on") if outcome == "call-back" else Text("· opnieuw op", "· again on")
    return join(said, with_lead(lead, again))


def _wrong_number(data: Data) -> Text:
    phone = str(data.get("phone") or "")
    return Text(f"{phone} is niet zijn nummer", f"{phone} is not his number")


def _number_judged(data: Data) -> Text:
    if data.get("outcome") == "number-right":
        return Text("Het nummer klopt toch", "The number is right after all")
    return Text("Er is geen beter nummer", "There is no better number")


def _decided(data: Data) -> Text:
    if data.get("go_on"):
        return Text("Beslist: Akkoord gaat verder", "Decided: Akkoord goes on")
    return Text("Beslist: het blijft wachten", "Decided: it goes on waiting")


CALL_SENTENCES: Mapping[str, Callable[[Data], Text]] = {
    **TALKED,
    "call": _call,
    "wrong-number": _wrong_number,
    "number-judged": _number_judged,
    "decided": _decided,
}
