"""The most important of a replay: the ladder that was really walked, walked again, takes the very steps that were really taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from akkoord.core.replay.walk import walk
from akkoord.store.models import Creditor, Debtor
from akkoord.work.ladders.which import Rulebook
from akkoord.work.replay.past import Reader
from akkoord.work.replay.play import office_of
from akkoord.work.replay.question import Question, Side
from akkoord.work.story.play import play_story
from akkoord.work.story.read import Story, story_of

pytestmark = pytest.mark.django_db
# What a replay cannot know, as docs/algorithms/replay.md says.
BEYOND = {
    "bank-not-up-to-date": "how far the bank was read on a day is not kept",
    "no-call-on-an-old-statement": "likewise",
    "bank-takes-a-payment-back": "money that went back counts as never come",
    "work-stopped-again-after-the-bank-took-back": "likewise",
    "partner-gone-after-the-warning": "settings are those of today",
    "voicemail-and-third-persons-hear-nothing": "a story writes down a call of the evening before that day's run",
}
EVERY = 6  # one story in so many: all of them take as long as playing them does
STORIES = [path for path in sorted((Path(__file__).parent.parent / "stories").glob("*.toml")) if path.stem not in BEYOND][::EVERY]
Steps = list[tuple[int, str, date]]


def both(creditor: Creditor, *, first: date, last: date) -> tuple[Steps, Steps]:
    """The steps that were really taken in these days, and those of the same ladders walked again."""
    book = Rulebook.of(creditor)
    real: Steps = []
    walked: Steps = []
    creditor.refresh_from_db()
    side = Side("nl_business", 0, "")
    office = office_of(creditor, Question(side, side, first, last))
    debtors = list(Debtor.objects.filter(creditor=creditor).values_list("id", flat=True))
    for past in Reader(creditor, first=first, last=last).read(debtors):
        name = book.name_for(past.kind)
        found = walk(past, rules=book.rules(name, book.newest.get(name)), office=office, first=first, last=last)
        walked += found.steps
        real += [(bill.id, one.step, one.decided_on) for bill in past.bills for one in bill.steps if first <= one.decided_on <= last]
    return sorted(real), sorted(walked)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_walked_again_takes_its_very_steps(path: Path) -> None:
    story = story_of(path.read_text(encoding="utf-8"))
    assert isinstance(story, Story)
    play_story(story)
    first, last = story.days
    real, walked = both(Creditor.objects.get(desk_on=False), first=first, last=last)
    assert walked == real


def test_a_story_in_which_money_waits_takes_its_very_steps() -> None:
    path = Path(__file__).parent.parent / "stories" / "money-that-came-before-its-invoice.toml"
    test_a_story_walked_again_takes_its_very_steps(path)
