"""Keeps a ladder that an owner wrote: another version of one there is, or a new one under a title of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.ladder.ladder import Ladder
from akkoord.core.ladder.mistake import Mistake
from akkoord.core.ladder.toml import read_toml
from akkoord.core.problem import Text
from akkoord.ladders import ladder, names
from akkoord.steps import all_steps
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, LadderVersion
from akkoord.work.ladders.pin_cases import pin, pin_unsaid, walkers
from akkoord.work.ladders.which import Rulebook
from akkoord.work.record import record
from akkoord.work.settings import NOT_YOURS

LONGEST_TITLE, LONGEST_TEXT = 100, 50_000
OWN = "eigen"  # a ladder that a company made is called so, with its title behind it


@dataclass(frozen=True, slots=True)
class Wish:
    """A ladder as somebody wants it: the name of one there is, or none and a title; its text; and whether cases that run go
    along."""

    text: str
    name: str = ""
    title: str = ""
    running: bool = False


def keep_ladder(*, desk: Desk, wish: Wish, on: date, at: datetime | None = None) -> LadderVersion | tuple[Mistake, ...]:
    """The version that is kept, or everything that is wrong. Nothing is written where it is what was kept last."""
    if not desk.may_manage:
        return (Mistake(NOT_YOURS.why, where=wish.name),)
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(id=desk.creditor.id)
        book = Rulebook.of(creditor)
        wrong = wrong_with(wish, book=book)
        if wrong:
            return wrong
        last = _last(book, wish.name, on)
        title = " ".join(wish.title.split()) or (last.title if last else "")
        fresh = last is None or (last.text, last.title) != (wish.text, title)
        kept = _new(book, wish, title, last, desk, on) if last is None or fresh else last
        moved = _go_along(book, kept) if wish.running else 0
        if fresh or moved:
            said: dict[str, Any] = {"ladder": kept.name, "title": title, "version": kept.version, "moved": moved}
            record("ladder-changed", creditor_id=creditor.id, on=on, at=at, by=desk.user.email, **said)
    return kept


def wrong_with(wish: Wish, *, book: Rulebook) -> tuple[Mistake, ...]:
    """What keeps this ladder from being kept; nothing where it can."""
    if len(wish.text) > LONGEST_TEXT:
        why = Text(f"De tekst is langer dan {LONGEST_TEXT} tekens", f"the text is longer than {LONGEST_TEXT} characters")
        return (Mistake(why, where=wish.name),)
    read = read_toml(wish.text, name=wish.name or wish.title, steps=all_steps())
    wrong = list(read) if isinstance(read, tuple) else list(_for_others(read, wish.name))
    return (*_wrong_title(wish, book), *wrong)


def _for_others(read: Ladder, name: str) -> list[Mistake]:
    """A shipped ladder stays the one of its kinds: who has no ladder of his own falls back on it."""
    if name not in names() or read.kinds == ladder(name, steps=all_steps()).kinds:
        return []
    why = Text(
        "Deze ladder blijft voor wie hij was; maak voor anderen een nieuwe",
        "this ladder stays for whom it was; make a new one for others",
    )
    return [Mistake(why, where=name)]


def _wrong_title(wish: Wish, book: Rulebook) -> list[Mistake]:
    title = " ".join(wish.title.split())
    if not wish.name and not title:
        return [Mistake(Text("Geef de ladder een naam", "give the ladder a name"), where="")]
    if len(title) > LONGEST_TITLE:
        return [
            Mistake(Text(f"De naam heeft hoogstens {LONGEST_TITLE} tekens", f"a name has at most {LONGEST_TITLE} characters"), where=title)
        ]
    if wish.name and not book.known(wish.name):
        return [Mistake(Text("Deze ladder is er niet", "there is no such ladder"), where=wish.name)]
    return []


def _last(book: Rulebook, name: str, on: date) -> LadderVersion | None:
    """The newest version; a shipped one that nobody walked yet is written down first. Cases without a version stay on it."""
    if not name:
        return None
    newest = book.keep(name, on=on)
    pin_unsaid(book, walkers(book), name=name)
    return LadderVersion.objects.get(creditor=book.creditor, id=newest)


def _new(book: Rulebook, wish: Wish, title: str, last: LadderVersion | None, desk: Desk, on: date) -> LadderVersion:
    row = LadderVersion(
        creditor=book.creditor,
        name=last.name if last else new_name(title, taken=book.newest),
        version=last.version + 1 if last else 1,
        title=title,
        text=wish.text,
        made_on=on,
        by=desk.user.email,
    )
    row.save(force_insert=True)
    book.add(row)
    return row


def _go_along(book: Rulebook, kept: LadderVersion) -> int:
    """Open cases on this ladder go on along this version; gives how many did not already."""
    cases = [one.case for one in walkers(book) if one.ladder == kept.name and one.says != kept.id]
    pin(book.creditor, cases, version=kept.id)
    return len(cases)


def new_name(title: str, *, taken: Collection[str]) -> str:
    """A name for addresses, from a title, that no other ladder has.

    >>> new_name("Scholen & crèches", taken=()), new_name("!", taken=("eigen",))
    ('eigen-scholen-creches', 'eigen-2')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = "-".join([OWN, *re.findall(r"[a-z0-9]+", plain)])[:50].rstrip("-")
    wanted, number = name, 1
    while wanted in taken:
        number += 1
        wanted = f"{name}-{number}"
    return wanted
