"""Compares a day of a story with what was expected of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from akkoord.core.letter_json import unpacked
from akkoord.core.money import plain
from akkoord.core.problem import Refusal
from akkoord.letters.render import plain_text
from akkoord.store.models import Announcement, Letter, OngoingWork
from akkoord.work.letters.make_letter import blocks_of
from akkoord.work.owed import owed
from akkoord.work.story.at_partner import compare_partner
from akkoord.work.story.fields import cents
from akkoord.work.story.outcome import Difference, Played
from akkoord.work.story.read import Expectation
from akkoord.work.story.talked import TALKED


def compare(played: Played, expected: Expectation) -> Iterator[Difference]:
    """Everything that is not as expected."""
    if "step" in expected.said:
        yield from _step(played, expected.said["step"])
    if "because" in expected.said and expected.said["because"] not in played.waits:
        yield Difference(played.on, f"because {expected.said['because']}", ", ".join(played.waits) or "nothing waits")
    if "owed" in expected.said:
        yield from _owed(played, expected.said["owed"])
    if "letter" in expected.said:
        yield from _letter(played, expected.said["letter"])
    if "work" in expected.said:
        yield from _work(played, expected.said["work"])
    if "announced" in expected.said:
        yield from _announced(played, expected.said["announced"])
    if "at_partner" in expected.said:
        yield from compare_partner(played, expected.said["at_partner"])
    for name, look in TALKED.items():
        if name in expected.said:
            yield from look(played, expected.said[name])


def _step(played: Played, step: str) -> Iterator[Difference]:
    got = ", ".join(played.steps) or "none"
    if step not in (played.steps or ["none"]):
        waits = f" ({', '.join(played.waits)})" if played.waits else ""
        yield Difference(played.on, f"step {step}", f"step {got}{waits}")


def _owed(played: Played, said: dict[str, Any]) -> Iterator[Difference]:
    answer = owed(debtor=played.debtor, on=played.on)
    if isinstance(answer, Refusal):
        yield Difference(played.on, f"owed {said}", answer.why.en)
        return
    for name, amount in said.items():
        got = getattr(answer, name, None)
        if got != cents(amount):
            yield Difference(played.on, f"{name} {amount}", "-" if got is None else plain(got))


def _listed(said: Any) -> Any:
    """One text stands for a list of one: its letters are not looked for one by one."""
    return (said,) if isinstance(said, str) else said


def _work(played: Played, said: Any) -> Iterator[Difference]:
    """The state of the work, or of the work of a name: ongoing, stopped, ended, or none."""
    name, state = (said.get("name"), said["state"]) if isinstance(said, dict) else (None, said)
    rows = OngoingWork.objects.filter(creditor=played.creditor, debtor_id=played.debtor.id).order_by("id")
    got = list((rows.filter(name=name) if name else rows).values_list("state", flat=True)) or ["none"]
    if got != [state] * len(got):
        yield Difference(played.on, f"work {name or ''} {state}".replace("  ", " "), ", ".join(got))


def _announced(played: Played, said: Any) -> Iterator[Difference]:
    """What became of the last announcement of a step: running, done, paid, withdrawn, or none."""
    rows = Announcement.objects.filter(creditor=played.creditor, debtor_id=played.debtor.id, step=said["step"]).order_by("id")
    last = rows.last()
    got = last.state if last else "none"
    if got != said["state"]:
        yield Difference(played.on, f"announced {said['step']} {said['state']}", got)
    elif last and said.get("on", last.due_on) != last.due_on:
        yield Difference(played.on, f"announced {said['step']} for {said['on']}", str(last.due_on))


def _letter(played: Played, said: dict[str, Any]) -> Iterator[Difference]:
    mine = Letter.objects.filter(creditor=played.creditor, debtor_id=played.debtor.id, made_on=played.on)
    letter = mine.filter(kind=said["kind"]).exclude(state="withdrawn").first()
    if letter is None:
        there = ", ".join(mine.values_list("kind", flat=True)) or "no letter"
        yield Difference(played.on, f"letter {said['kind']}", there)
        return
    text = plain_text(unpacked(letter.content), blocks=blocks_of(letter), subject=letter.subject).replace("\u00a0", " ")
    for words in _listed(said.get("says", ())):
        if words not in text:
            yield Difference(played.on, f"letter {said['kind']} says {words!r}", text)
    for words in _listed(said.get("says_not", ())):
        if words in text:
            yield Difference(played.on, f"letter {said['kind']} does not say {words!r}", text)
