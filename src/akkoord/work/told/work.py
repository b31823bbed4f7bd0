"""Sentences about work that goes on, who was told of it, and what was announced."""

from __future__ import annotations

from collections.abc import Callable

from akkoord.core.problem import Text
from akkoord.work.told.parts import Data, day_of, join, with_lead

_NOTICES = {
    "work.warned": Text("Bericht dat werk kan stoppen", "Word that work may stop"),
    "work.stopped": Text("Bericht dat werk stopt", "Word that work stops"),
    "work.resumed": Text("Bericht dat werk verdergaat", "Word that work goes on"),
}
_RESUMED = {
    "paid": Text("want er is betaald", "because it was paid"),
    "arrangement": Text("want er is een regeling", "because there is an arrangement"),
}


def work_told(nl: str, en: str, *, until: str = "") -> Callable[[Data], Text]:
    """A sentence about work: its name, and what became of it."""

    def told(data: Data) -> Text:
        day = with_lead(Text("vanaf", "from"), day_of(data, until)) if until else Text("", "")
        why = _RESUMED.get(str(data.get("why") or ""), Text("", ""))
        name = str(data.get("name") or "")
        return join(name[:1].upper() + name[1:], Text(nl, en), day, with_lead(Text("·", "·"), why))

    return told


def people_told(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        word = _NOTICES.get(str(data.get("event") or ""), Text("Bericht", "Word"))
        to = with_lead(Text("aan", "to"), str(data.get("recipient") or ""))
        return join(word, to, Text(nl, en), with_lead(Text("·", "·"), str(data.get("error") or "")))

    return told


def _announcement(data: Data) -> Text:
    what = {"handover": Text("overdracht", "hand-over"), "suspension": Text("stilleggen van werk", "stopping work")}
    return what.get(str(data.get("step") or ""), Text("", ""))


def announced(data: Data) -> Text:
    return join(Text("Aangekondigd:", "Announced:"), _announcement(data), with_lead(Text("voor", "for"), day_of(data, "until")))


def announcement_ended(data: Data) -> Text:
    ends = {
        "done": Text("is uitgevoerd", "was carried out"),
        "paid": Text("hoeft niet meer: er is betaald", "is not needed any more: it was paid"),
        "withdrawn": Text("is ingetrokken", "was withdrawn"),
        "running": Text("geldt weer: het geld ging terug", "stands again: the money went back"),
    }
    return join(Text("Aankondiging van", "Announcement of"), _announcement(data), ends.get(str(data.get("state") or ""), Text("", "")))
