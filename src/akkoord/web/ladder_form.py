"""The editor of a ladder: what its form says, as the table that the reader of ladders takes, and as cards to show again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from akkoord.core.ladder.ladder import CHANNELS, DUE_DAY, TONES, Ladder, Rung
from akkoord.core.ladder.mistake import Mistake
from akkoord.core.ladder.step import Step
from akkoord.core.ladder.toml import KINDS
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.money import cents_of, plain, shown
from akkoord.core.problem import Text
from akkoord.steps import all_steps
from akkoord.web.ladder_words import either, how_words, since_words, way_words

WAYS = 6  # ways to count, for one step: more than anybody needs


@dataclass(slots=True)
class Way:
    """One way to count, as typed: so many days since something, for some payers."""

    days: str
    base: str = f"{DUE_DAY}|left"
    payers: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Card:
    """One step as it stands in the form, with what is wrong in it. `fresh`: somebody just asked for it, so it stands open."""

    step: str
    ways: list[Way]
    on: bool = True
    payers: list[str] = field(default_factory=list)
    at_least: str = ""
    at_most: str = ""
    tone: str = "businesslike"
    channels: str = ""
    wrong: list[Text] = field(default_factory=list)
    fresh: bool = False
    bases: list[tuple[str, str]] = field(default_factory=list)

    @property
    def shelf(self) -> Step | None:
        """What kind of step it is; None where there is no such step."""
        return all_steps().get(self.step)

    @property
    def early(self) -> bool:
        """Whether it is taken before the due day."""
        return bool(self.shelf and self.shelf.BEFORE_DUE)

    @property
    def letter(self) -> bool:
        """Whether it is a letter, which has a channel and a tone."""
        return bool(self.shelf and self.shelf.CHANNELS)

    @property
    def formal(self) -> bool:
        """Whether it must go by post."""
        return bool(self.shelf and self.shelf.FORMAL)

    @property
    def said(self) -> list[str]:
        """What it says in words, as far as it can be read; of what is as usual nothing is said."""
        how = [way_words(one.days, one.base, one.payers, early=self.early) for one in self.ways if one.days]
        channels = tuple(one for one in CHANNELS if one in self.channels.split("+"))
        return [either(how)] * bool(how) + how_words(tuple(self.payers), self.at_least, self.at_most, self.tone, channels)

    @property
    def name(self) -> Text:
        """The step in words."""
        return STEP_WORDS.get(self.step, Text(self.step, self.step))


@dataclass(slots=True)
class Sheet:
    """The whole form."""

    kinds: list[str]
    cards: list[Card]
    title: str = ""
    running: bool = False
    wrong: list[Text] = field(default_factory=list)

    @property
    def absent(self) -> list[tuple[str, Text]]:
        """Steps that could still be added."""
        there = {one.step for one in self.cards}
        return [(step, word) for step, word in STEP_WORDS.items() if step not in there and step in all_steps()]

    def table(self) -> dict[str, Any]:
        """As the file would have it; what cannot be read stays as it was typed, so that it is told."""
        return {"for": self.kinds, "step": [_row(one) for one in self.cards]}

    def mark(self, wrong: Iterable[Mistake]) -> Sheet:
        """The same with each mistake at its step."""
        for one in wrong:
            (self.cards[one.row].wrong if one.row is not None and one.row < len(self.cards) else self.wrong).append(one.why)
        return self

    def ready(self) -> Sheet:
        """The same with what each step can count from."""
        for card in self.cards:
            card.bases = list(_bases(card, self.cards))
        return self


def sheet_of(ladder: Ladder, *, title: str = "") -> Sheet:
    """The form as it stands for a ladder that was kept."""
    return Sheet(list(ladder.kinds), [_card(one) for one in ladder.rungs], title)


def _card(rung: Rung) -> Card:
    ways = [Way(str(abs(one.days)), f"{one.step}|{one.since}", list(one.payers)) for one in rung.after]
    least, most = ("" if one is None else shown(one, sign=False) for one in (rung.at_least, rung.at_most))
    channels = "+".join(rung.channels)
    return Card(rung.step, ways, rung.on, list(rung.payers), least, most, rung.tone, channels)


def sheet_posted(posted: QueryDict) -> Sheet:
    """The form as somebody filled it in."""
    cards = [_posted(step, posted) for step in dict.fromkeys(posted.getlist("step")) if step in all_steps()]
    kinds = [one for one in KINDS if one in posted.getlist("for")]
    return Sheet(kinds, cards, posted.get("title", ""), posted.get("running") == "on")


def _posted(step: str, posted: QueryDict) -> Card:
    def said(name: str, default: str = "") -> str:
        return posted.get(f"{step}.{name}", default).strip()

    ways = [
        Way(said(f"days.{n}"), said(f"base.{n}", f"{DUE_DAY}|left"), posted.getlist(f"{step}.for.{n}"))
        for n in range(WAYS)
        if f"{step}.days.{n}" in posted
    ]
    filled = [one for one in ways if one.days] or ways[:1] or [Way("")]
    payers, on = posted.getlist(f"{step}.payers"), said("on") == "on"
    return Card(step, filled, on, payers, said("at_least"), said("at_most"), said("tone", TONES[1]), said("channels"))


def _row(card: Card) -> dict[str, Any]:
    row: dict[str, Any] = {"step": card.step, "on": card.on, "payers": card.payers, "tone": card.tone or TONES[1]}
    row["after"] = [_after(one, early=card.early) for one in card.ways]
    row["channels"] = [one for one in card.channels.split("+") if one] if card.letter else []
    for name, typed in (("at_least", card.at_least), ("at_most", card.at_most)):
        if typed:
            cents = cents_of(typed, decimal=",") if cents_of(typed) is None else cents_of(typed)
            row[name] = typed if cents is None else plain(cents)
    return row


def _after(way: Way, *, early: bool) -> dict[str, Any]:
    base, _, since = way.base.partition("|")
    number = int(way.days) if way.days.isascii() and way.days.isdecimal() and len(way.days) < 6 else None
    days: Any = way.days if number is None else -number if early else number
    return {"step": DUE_DAY if early else base, "days": days, "since": since or "left", "payers": way.payers}


def _bases(card: Card, cards: Sequence[Card]) -> Iterable[tuple[str, str]]:
    """What this step can count from, by the value in the form; what it counts from now is always among them."""
    values = [f"{DUE_DAY}|left"]
    for other in cards:
        if other.step != card.step and not other.early:
            values.append(f"{other.step}|left")
            values += [f"{other.step}|receipt"] if other.letter else []
            values += [f"{other.step}|last-day"] if other.formal else []
    values += [one.base for one in card.ways if one.base not in values and "|" in one.base]
    return [(value, since_words(*value.split("|", 1))) for value in values if value.split("|", 1)[1] in ("left", "receipt", "last-day")]


def reorder(sheet: Sheet, do: str) -> Sheet:
    """The form after one of its buttons: a step up or down, in or out, or one more way to count."""
    what, _, step = do.partition(":")
    place = next((n for n, one in enumerate(sheet.cards) if one.step == step), -1)
    if what == "add" and any(step == name for name, _ in sheet.absent):
        sheet.cards.append(Card(step, [Way("3" if all_steps()[step].BEFORE_DUE else "")], fresh=True))
    elif place < 0:
        return sheet
    elif what == "out":
        del sheet.cards[place]
    elif what == "way" and len(sheet.cards[place].ways) < WAYS:
        sheet.cards[place].ways.append(Way(""))
        sheet.cards[place].fresh = True
    elif what in ("up", "down"):
        card, to = sheet.cards.pop(place), place + (-1 if what == "up" else 1)
        sheet.cards.insert(max(to, 0), card)
    return sheet
