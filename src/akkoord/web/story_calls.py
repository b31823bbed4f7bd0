"""The time line of calls: how each attempt ended, and what became of what was agreed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from akkoord.core.problem import Text
from akkoord.web.story_parts import Data, day_of, join, sum_of, with_lead
from akkoord.work.watch.words import KINDS

_OUTCOMES = {
    "reached": Text("Gesproken aan de telefoon", "Spoken to on the phone"),
    "no-answer": Text("Gebeld, geen gehoor", "Called, no answer"),
    "voicemail": Text("Gebeld, voicemail", "Called, voicemail"),
    "third-person": Text("Gebeld, iemand anders aan de lijn", "Called, somebody else answered"),
    "wrong-number": Text("Gebeld, verkeerd nummer", "Called, wrong number"),
    "call-back": Text("Gebeld; wij bellen terug", "Called; we call back"),
}
_ENDED = {
    "done": Text("gedaan", "done"),
    "broken": Text("niet gekomen", "did not come"),
    "withdrawn": Text("vervallen", "withdrawn"),
}


def _call(data: Data) -> Text:
    outcome = str(data.get("outcome") or "")
    said = _OUTCOMES.get(outcome, Text("Gebeld", "Called"))
    if outcome == "reached":
        return said
    again = day_of(data, "next")
    lead = Text("op", "on") if outcome == "call-back" else Text("· opnieuw op", "· again on")
    return join(said, with_lead(lead, again))


def _kind(data: Data) -> Text:
    return KINDS.get(str(data.get("agreement") or ""), Text("Afspraak", "Agreement"))


def _agreed(data: Data) -> Text:
    lead = Text("Afgesproken:", "Agreed:")
    kind, what = _kind(data), str(data.get("what") or "")
    lower = Text(kind.nl[:1].lower() + kind.nl[1:], kind.en[:1].lower() + kind.en[1:])
    return join(lead, lower, sum_of(data), with_lead(Text("·", "·"), what), with_lead(Text("uiterlijk", "by"), day_of(data, "day")))


def _agreed_ended(data: Data) -> Text:
    state = str(data.get("state") or "")
    return join(_kind(data), with_lead(Text("·", "·"), str(data.get("what") or "")), Text(":", ":"), _ENDED.get(state, Text(state, state)))


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
    "call": _call,
    "agreed": _agreed,
    "agreed-ended": _agreed_ended,
    "wrong-number": _wrong_number,
    "number-judged": _number_judged,
    "decided": _decided,
}
