"""What happened in a call, told: that it began, and what was agreed in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from akkoord.core.problem import Text
from akkoord.work.told.parts import Data, day_of, join, sum_of, with_lead

AGREED: Mapping[str, Text] = {
    "promise": Text("betaalt", "pays"),
    "arrangement": Text("wil in delen betalen", "would like to pay in parts"),
    "callback": Text("wij bellen terug", "we call back"),
    "proof": Text("stuurt bewijs", "sends proof"),
    "complaint": Text("wij beantwoorden zijn klacht", "we answer his complaint"),
    "copy": Text("kopie van een factuur", "copy of an invoice"),
    "meeting": Text("ontmoeting", "meeting"),
    "stop-work": Text("werk wacht op betaling", "work waits for payment"),
    "resume-work": Text("werk gaat verder", "work goes on"),
}
_ENDS: Mapping[str, Text] = {
    "done": Text("gedaan", "done"),
    "withdrawn": Text("hoeft niet meer", "no longer needed"),
    "kept": Text("nagekomen", "kept"),
    "broken": Text("niet nagekomen", "not kept"),
}


def _kind(data: Data) -> Text:
    name = str(data.get("agreement") or "")
    return AGREED.get(name, Text(name, name))


def _agreed(data: Data) -> Text:
    return join(Text("Afgesproken:", "Agreed:"), _kind(data), sum_of(data), with_lead(Text("voor", "by"), day_of(data, "day")))


def _ended(data: Data) -> Text:
    return join(Text("Afspraak:", "Agreement:"), _kind(data), "·", _ENDS.get(str(data.get("state") or ""), Text("", "")))


CALL_SENTENCES: Mapping[str, Callable[[Data], Text]] = {
    "call-started": lambda data: Text("Gesprek begonnen", "A call began"),
    "call-dropped": lambda data: Text("Toch niet gebeld", "Not called after all"),
    "agreed": _agreed,
    "agreed-ended": _ended,
}
