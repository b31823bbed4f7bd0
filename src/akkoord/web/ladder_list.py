"""The ladders of a company made ready for their pages: what each is called, for whom it is, and who walks it in which version."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from akkoord.core.ladder.ladder import Ladder
from akkoord.ladders import names
from akkoord.ladders import text_of as shipped_text
from akkoord.store.access import Desk
from akkoord.store.models import LadderVersion
from akkoord.web.ladder_words import title_of
from akkoord.work.ladders.which import Rulebook, in_use, read_ladder
from akkoord.work.ladders.who_walks import Walks, who_walks


@dataclass(frozen=True, slots=True)
class Version:
    """One version, with how many open cases walk it; `row` is None for a ladder as it is shipped."""

    number: int
    row: LadderVersion | None
    cases: int
    newest: bool


@dataclass(frozen=True, slots=True)
class Known:
    """One ladder. `used_for` are the kinds of debtor that walk it where nobody said otherwise."""

    name: str
    title: str
    ladder: Ladder
    shipped: bool
    used_for: tuple[str, ...]
    walks: Walks
    versions: tuple[Version, ...]

    @property
    def version(self) -> int:
        """The number of the newest version; 0 as it is shipped."""
        return self.ladder.version

    @property
    def older(self) -> list[Version]:
        """Older versions that open cases still walk."""
        return [one for one in self.versions if one.cases and not one.newest]

    @property
    def on_newest(self) -> int:
        """Open cases on the newest version."""
        return sum(one.cases for one in self.versions if one.newest)

    @property
    def may_be_for(self) -> list[str]:
        """Of whom it could become the usual ladder, and is not yet."""
        served = {"business": {"business", "government"}, "consumer": {"consumer"}}
        return [kind for kind, wanted in served.items() if wanted <= set(self.ladder.kinds) and kind not in self.used_for]


def known_ladders(desk: Desk) -> list[Known]:
    """Every ladder there is: the shipped ones first, then by title. A fixed number of queries."""
    book = Rulebook.of(desk.creditor)
    rows = list(desk.ladders().order_by("name", "-version"))
    walks, used = who_walks(book), in_use(book)
    found = []
    for name in book.all_names():
        mine = [row for row in rows if row.name == name]
        versions = tuple(Version(one.version, one, walks[name].cases[one.id], place == 0) for place, one in enumerate(mine))
        kinds = tuple(kind for kind, usual in used.items() if usual == name)
        title = title_of(name, mine[0] if mine else None)
        found.append(Known(name, title, book.current(name), name in names(), kinds, walks[name], versions))
    return sorted(found, key=lambda one: (not one.shipped, one.title.casefold()))


def known_ladder(desk: Desk, name: str) -> Known:
    """One of them, or the page that says there is none."""
    for one in known_ladders(desk):
        if one.name == name:
            return one
    raise Http404


def text_of_newest(desk: Desk, name: str) -> str:
    """The newest version as TOML, with the remarks that stand in it."""
    row = desk.ladders().filter(name=name).order_by("-version").first()
    if row:
        return row.text
    if name not in names():
        raise Http404
    return shipped_text(name)


def version_of(known: Known, number: int) -> tuple[Ladder, str]:
    """A version as a ladder and as text; 0 is as it is shipped. Raises Http404 where there is no such version."""
    if number == 0 and known.shipped:
        return read_ladder(shipped_text(known.name), known.name, 0), shipped_text(known.name)
    for one in known.versions:
        if one.row and one.number == number:
            return read_ladder(one.row.text, known.name, number), one.row.text
    raise Http404
