"""Compares what a day of a story expects of the talking: what was heard, what was agreed, what was promised, whom to call when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import time
from typing import Any

from akkoord.store.models import Agreed, Hold, Said
from akkoord.work.story.outcome import Difference, Played
from akkoord.work.today import today


def _heard(played: Played, said: Any) -> Iterator[Difference]:
    """The reason that was heard last; nothing where none was."""
    rows = Said.objects.filter(creditor=played.creditor, debtor_id=played.debtor.id).order_by("id")
    got = rows.values_list("reason", flat=True).last() or "nothing"
    if got != said:
        yield Difference(played.on, f"heard {said}", got)


def _agreed(played: Played, said: dict[str, Any]) -> Iterator[Difference]:
    """The state of the last thing of a kind that was agreed: open, done, kept, broken, withdrawn, or none."""
    rows = Agreed.objects.filter(creditor=played.creditor, debtor_id=played.debtor.id, kind=said["kind"]).order_by("id")
    last = rows.last()
    got = last.state if last else "none"
    if got != said["state"]:
        yield Difference(played.on, f"agreed {said['kind']} {said['state']}", got)


def _promise(played: Played, said: Any) -> Iterator[Difference]:
    """What became of the last promise: open, kept, broken, or none."""
    last = Hold.objects.filter(creditor=played.creditor, debtor_id=played.debtor.id, kind="promise").order_by("id").last()
    got = "none" if last is None else last.ended_because or "open"
    if got != said:
        yield Difference(played.on, f"promise {said}", got)


def _list(played: Played, said: dict[str, Any]) -> Iterator[Difference]:
    """What stands first on the work list at a time, or that something does not stand on it."""
    at = time.fromisoformat(str(said["at"])) if "at" in said else None
    items = today(creditor=played.creditor, on=played.on, at=at)
    got = ", ".join(item.step for item in items) or "nothing"
    if "first" in said and (not items or items[0].step != said["first"]):
        yield Difference(played.on, f"first on the list {said['first']}", got)
    if "without" in said and any(item.step == said["without"] for item in items):
        yield Difference(played.on, f"a list without {said['without']}", got)
    words = " ".join(item.because.nl for item in items)
    if said.get("says", "") not in words:
        yield Difference(played.on, f"the list says {said['says']!r}", words or "nothing")
    times = [item.suggested_time for item in items if item.step == "call"]
    if "time" in said and said["time"] not in times:
        yield Difference(played.on, f"a call at {said['time']}", ", ".join(times) or "no call")


TALKED: Mapping[str, Callable[[Played, Any], Iterator[Difference]]] = {
    "heard": _heard,
    "agreed": _agreed,
    "promise": _promise,
    "list": _list,
}
"""By the name of what is expected."""
