"""Which ladder a debtor walks: his own, his group's or that of his kind, in the version his case began with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from akkoord.core.ladder.candidates import Rules
from akkoord.core.ladder.ladder import Ladder
from akkoord.core.ladder.toml import ladder_of_toml
from akkoord.jurisdictions import jurisdiction
from akkoord.ladders import names, text_of
from akkoord.steps import all_steps
from akkoord.store.models import Creditor, LadderVersion


@cache
def read_ladder(text: str, name: str, version: int) -> Ladder:
    """A ladder as it was kept; raises ValueError where it names a step that is gone."""
    return ladder_of_toml(text, name=name, steps=all_steps(), version=version)


@dataclass(slots=True)
class Rulebook:
    """The ladders of one company, read once for many debtors. `newest` has the number of the version that a case begins with
    by the name of its ladder; a shipped one that nobody walked yet has none."""

    creditor: Creditor
    ladders: dict[int, Ladder] = field(default_factory=dict)
    newest: dict[str, int] = field(default_factory=dict)
    _rules: dict[tuple[str, int | None], Rules] = field(default_factory=dict)
    _names: dict[tuple[str, ...], str] = field(default_factory=dict)

    @classmethod
    def of(cls, creditor: Creditor) -> Rulebook:
        """Every version of every ladder of this company, in one query."""
        book = cls(creditor)
        for row in LadderVersion.objects.filter(creditor=creditor).order_by("name", "version"):
            book.add(row)
        return book

    def add(self, row: LadderVersion) -> None:
        """One more version, the newest of its name."""
        self._names.clear()
        self.ladders[row.id] = read_ladder(row.text, row.name, row.version)
        self.newest[row.name] = row.id

    def all_names(self) -> list[str]:
        """Every ladder there is: those that are shipped, and those of this company."""
        return sorted({*self.newest, *names()})

    def current(self, name: str) -> Ladder:
        """The newest version of a ladder, as a case that begins today walks it."""
        return self._ladder(name, self.newest.get(name))

    def known(self, name: str) -> bool:
        """Whether there is a ladder of that name."""
        return name in self.newest or name in names()

    def serves(self, name: str, kind: str) -> bool:
        """Whether the newest ladder of that name is for this kind of debtor."""
        return self.known(name) and kind in self._ladder(name, self.newest.get(name)).kinds

    def name_for(self, kind: str, *wishes: str) -> str:
        """The first of the wishes that is there and serves this kind of debtor; else the ladder of his kind. A consumer never
        walks the ladder of a business, whatever somebody chose."""
        asked = (kind, *wishes)
        if asked not in self._names:
            usual = self.creditor.ladder_consumer if kind == "consumer" else self.creditor.ladder_business
            shipped = "nl_consumer" if kind == "consumer" else "nl_business"
            self._names[asked] = next((name for name in (*wishes, usual) if name and self.serves(name, kind)), shipped)
        return self._names[asked]

    def version_for(self, name: str, walking: int | None) -> int | None:
        """The version a debtor walks: that of his case while it is one of this ladder, else the newest."""
        if walking is not None and walking in self.ladders and self.ladders[walking].name == name:
            return walking
        return self.newest.get(name)

    def rules(self, name: str, version: int | None) -> Rules:
        """What is decided by, for who walks this version."""
        key = (name, version)
        if key not in self._rules:
            self._rules[key] = Rules(self._ladder(name, version), all_steps(), jurisdiction())
        return self._rules[key]

    def _ladder(self, name: str, version: int | None) -> Ladder:
        return self.ladders[version] if version is not None else read_ladder(text_of(name), name, 0)

    def keep(self, name: str, *, on: date) -> int:
        """The version of a ladder that a case begins with; a shipped one is written down first, so that an upgrade never
        changes what somebody walks. Call it in a transaction."""
        if name not in self.newest:
            row = LadderVersion(creditor=self.creditor, name=name, version=1, text=text_of(name), made_on=on)
            row.save(force_insert=True)
            self.add(row)
        return self.newest[name]


def in_use(book: Rulebook) -> Mapping[str, str]:
    """The ladder of each kind of debtor."""
    return {kind: book.name_for(kind) for kind in ("business", "government", "consumer")}
