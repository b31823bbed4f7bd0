"""Takes an older version of a ladder back, or the one that is shipped: as a new version, so that nothing is rewritten."""

from __future__ import annotations

from datetime import date, datetime

from akkoord.core.ladder.mistake import Mistake
from akkoord.core.problem import Text
from akkoord.ladders import names, text_of
from akkoord.store.access import Desk
from akkoord.store.models import LadderVersion
from akkoord.work.ladders.keep_ladder import Wish, keep_ladder

Kept = LadderVersion | tuple[Mistake, ...]


def restore_ladder(*, desk: Desk, version_id: int, running: bool, on: date, at: datetime | None = None) -> Kept:
    """The text of that version once more as the newest. Raises LadderVersion.DoesNotExist for another company's."""
    older = desk.ladders().get(id=version_id)
    return keep_ladder(desk=desk, wish=Wish(older.text, older.name, running=running), on=on, at=at)


def take_shipped(*, desk: Desk, name: str, running: bool, on: date, at: datetime | None = None) -> Kept:
    """The ladder as this release of Akkoord ships it."""
    if name not in names():
        return (Mistake(Text("Deze ladder is niet meegeleverd", "this ladder is not shipped"), where=name),)
    return keep_ladder(desk=desk, wish=Wish(text_of(name), name, running=running), on=on, at=at)
