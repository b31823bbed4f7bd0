"""The preview of a ladder made ready for its page: which step, for whom, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from akkoord.core.dates import date_of
from akkoord.core.ladder.ladder import Ladder
from akkoord.store.access import Desk
from akkoord.web import clock
from akkoord.work.ladders.preview_ladder import Preview, Seen, preview_ladder

SIZE = 20
CHANGED = "changed"  # who gets something else, instead of who gets a step
AHEAD = timedelta(days=366)


class Row(NamedTuple):
    """One debtor in the preview."""

    name: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: the whole preview, and of one step (or of who gets something else) one page of debtors."""

    preview: Preview
    chosen: str
    page: Page[Seen]
    rows: list[Row]


def day_of(posted: QueryDict) -> date:
    """The day that was asked for, within a year from today; else tomorrow."""
    today = clock.today()
    asked = date_of(posted.get("day", ""))
    return asked if asked and today <= asked <= today + AHEAD else today + timedelta(days=1)


def shown(desk: Desk, ladder: Ladder, posted: QueryDict, *, running: bool) -> Shown:
    """What this ladder would do on the day that was asked for; `p` in the form says which step and page."""
    preview = preview_ladder(desk=desk, ladder=ladder, running=running, on=day_of(posted), today=clock.today())
    asked, _, number = posted.get("p", "").partition(":")
    steps = [one.step for one in preview.steps if one.debtors]
    chosen = asked if asked in (*steps, CHANGED) else CHANGED if preview.changed else next(iter(steps), "")
    listed = preview.changed if chosen == CHANGED else [one for one in preview.seen if chosen in one.then]
    page = Paginator(listed, SIZE).get_page(number or 1)
    names = dict(desk.debtors().filter(id__in=[one.debtor for one in page.object_list]).values_list("id", "name"))
    return Shown(preview, chosen, page, [Row(names.get(one.debtor, ""), one) for one in page.object_list])
