"""What became of what was announced, in words: for the page, the work list and the lists that leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from akkoord.core.ladder.words import WAIT_WORDS
from akkoord.core.problem import Text
from akkoord.store.models import Announcement, Creditor
from akkoord.store.queries import announcement_list

WHAT = {"handover": Text("Overdracht", "Hand-over"), "suspension": Text("Stilleggen van werk", "Stopping work")}
STATES = {
    "running": Text("Loopt", "Running"),
    "done": Text("Uitgevoerd", "Carried out"),
    "paid": Text("Betaald", "Paid"),
    "withdrawn": Text("Ingetrokken", "Withdrawn"),
}
LATE = Text("Te laat", "Late")
_NO_PARTNER = Text(
    "Er is geen incassopartner meer die uw opdracht heeft. Stel hem in, of trek de aankondiging in.",
    "There is no collection partner with your mandate any more. Set one up, or withdraw the announcement.",
)
_BY_PERSON = Text("Een mens beslist nog.", "A person has still to decide.")
_NOT_YET = Text(
    "De dag ging voorbij en er gebeurde niets. Voer het uit, of trek het in met een reden.",
    "The day went by and nothing happened. Carry it out, or withdraw it with a reason.",
)


@dataclass(frozen=True, slots=True)
class Announced:
    """One announcement as it stands on a day. `waits` says for what it waits, or why it did not happen yet."""

    row: Announcement
    what: Text
    state: Text
    late: bool
    waits: Text
    invoices: tuple[str, ...]


def in_words(creditor: Creditor, rows: Sequence[Announcement], *, on: date) -> list[Announced]:
    """These announcements, told; the rows come from announcement_list, with `held` and `late`."""
    waiting = announcement_list.waiting_for(creditor, rows, on=on)
    late = [one for one in rows if _late(one)]
    refused = announcement_list.refused(creditor, {one.debtor_id for one in late if one.step == "suspension"})
    numbers = announcement_list.invoices_of(creditor, {one.letter_id for one in rows})
    return [
        Announced(
            one,
            WHAT.get(one.step, Text(one.step, one.step)),
            LATE if _late(one) else STATES[one.state],
            _late(one),
            _waits(creditor, one, waiting, refused),
            tuple(numbers.get(one.letter_id, ())),
        )
        for one in rows
    ]


def _late(one: Announcement) -> bool:
    return bool(getattr(one, "late", False))


def _waits(creditor: Creditor, one: Announcement, waiting: Mapping[int, str], refused: Mapping[int, Mapping[str, Any]]) -> Text:
    if one.state != "running":
        return Text("", "")
    if not _late(one):
        return WAIT_WORDS[waiting[one.debtor_id]] if one.debtor_id in waiting and getattr(one, "held", False) else Text("", "")
    if one.step == "handover":
        return _NO_PARTNER if not creditor.has_partner else _BY_PERSON if creditor.handover == "person" else _NOT_YET
    why = refused.get(one.debtor_id)
    return Text(str(why["nl"]), str(why["en"])) if why else _NOT_YET
