"""What the owner of the example once tried: calmer steps for businesses, and what they would have done over her year."""

from __future__ import annotations

from datetime import date, datetime

from akkoord.ladders import text_of
from akkoord.store.access import Desk
from akkoord.store.models import LadderVersion
from akkoord.work.ladders.keep_ladder import Wish, keep_ladder
from akkoord.work.replay.ask import REPLAYS, ask_replay, usual_days
from akkoord.work.replay.question import Question, side_of

TITLE = "Rustig aan"
_CALMER = (
    ('step = "reminder"\nafter = [{ step = "due-day", days = 1 }]', 'step = "reminder"\nafter = [{ step = "due-day", days = 4 }]'),
    ('"reminder", days = 7 }', '"reminder", days = 10 }'),
)


def second_thoughts(desk: Desk, *, on: date, at: datetime) -> None:
    """The ladder is kept and nobody walks it; beside the usual one it is played over the year."""
    text = text_of("nl_business")
    for before, after in _CALMER:
        text = text.replace(before, after, 1)
    kept = keep_ladder(desk=desk, wish=Wish(text, title=TITLE), on=on, at=at)
    now = side_of(desk, desk.creditor.ladder_business)
    if isinstance(kept, LadderVersion) and now is not None:
        then = side_of(desk, kept.name)
        if then is not None:
            ask_replay(desk=desk, question=Question(now, then, *usual_days(desk.creditor, on=on)), on=on, at=at)
            REPLAYS.work_off()
