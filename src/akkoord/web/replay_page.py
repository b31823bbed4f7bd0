"""A replay made ready for its page: the figures side by side, what differs in words, the pictures, and who notices most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akkoord.core.money import shown
from akkoord.store.access import Desk
from akkoord.store.models import LadderVersion, Replay
from akkoord.web.ladder_words import title_of
from akkoord.web.replay_pictures import Picture, bars, lines
from akkoord.web.templatetags.akkoord import language, number
from akkoord.work.replay.question import Question, Side

DONE = ("letters", "calls", "handovers")


class Figure(NamedTuple):
    """One line of figures: what, with each ladder, and the difference in words; `better` says whether less is less bother."""

    label: str
    before: str
    after: str
    differs: str
    more: str = ""


class Who(NamedTuple):
    """One debtor for whom the ladders differ."""

    id: int
    name: str
    words: str
    anyway: bool


@dataclass(frozen=True, slots=True)
class Titles:
    """What the two ladders are called."""

    before: str
    after: str


def newest_versions(desk: Desk) -> dict[str, LadderVersion]:
    """The newest version of every ladder by its name."""
    return {row.name: row for row in desk.ladders().order_by("version")}


def titles(newest: Mapping[str, LadderVersion], question: Question) -> Titles:
    """What the two ladders of a question are called, with their versions."""
    return Titles(side_title(newest, question.before), side_title(newest, question.after))


def side_title(newest: Mapping[str, LadderVersion], side: Side) -> str:
    """A ladder and its version."""
    if side.name == "nieuw":
        return _("De rij die u maakt")
    return f"{title_of(side.name, newest.get(side.name))}, {version_words(side.version)}"


def version_words(version: int | None) -> str:
    """Which version: kept, shipped, or a draft that nobody kept."""
    if version is None:
        return _("zoals u hem net wijzigde")
    return _("versie %(n)s") % {"n": version} if version else _("zoals meegeleverd")


def verdict(outcome: dict[str, Any]) -> str:
    """The answer in one sentence: the difference in letters and calls."""
    if not outcome["invoices"]:
        return _("In deze periode stond er niets open")
    letters, calls = (sum(outcome["after"][what]) - sum(outcome["before"][what]) for what in ("letters", "calls"))
    if not outcome["differing"]:
        return _("Beide rijen hadden precies hetzelfde gedaan")
    if not letters and not calls:
        return _("Evenveel brieven en gesprekken, op andere dagen")
    return _("%(letters)s en %(calls)s") % {"letters": _letters(letters), "calls": _calls(calls)}


def _letters(count: int) -> str:
    if not count:
        return _("Evenveel brieven")
    n = {"n": number(abs(count))}
    if count > 0:
        return ngettext("%(n)s brief meer", "%(n)s brieven meer", abs(count)) % n
    return ngettext("%(n)s brief minder", "%(n)s brieven minder", abs(count)) % n


def _calls(count: int) -> str:
    if not count:
        return _("evenveel gesprekken")
    n = {"n": number(abs(count))}
    if count > 0:
        return ngettext("%(n)s gesprek meer", "%(n)s gesprekken meer", abs(count)) % n
    return ngettext("%(n)s gesprek minder", "%(n)s gesprekken minder", abs(count)) % n


def differs(before: int, after: int) -> str:
    """The difference with its sign in words."""
    if before == after:
        return _("gelijk")
    words = _("%(n)s meer") if after > before else _("%(n)s minder")
    return words % {"n": number(abs(after - before))}


def counted(outcome: dict[str, Any]) -> list[Figure]:
    """What needs no model."""
    before, after = outcome["before"], outcome["after"]
    labels = {"letters": _("Brieven"), "calls": _("Telefoongesprekken"), "handovers": _("Overdrachten")}
    pairs = [(labels[what], sum(before[what]), sum(after[what]), "") for what in DONE]
    pairs.append((_("Debiteuren die iets merkten"), before["reached"], after["reached"], ""))
    anyway = _("Van wie de factuur binnen veertien dagen vanzelf betaald is, zonder dat er iets gedaan was")
    pairs.append((_("Debiteuren lastiggevallen die toch al betaalden"), before["anyway"], after["anyway"], anyway))
    return [Figure(label, number(one), number(other), differs(one, other), more) for label, one, other, more in pairs]


def estimated(outcome: dict[str, Any]) -> list[Figure]:
    """What the money would have done; empty where nothing is said of it."""
    estimate = outcome["estimate"]
    if estimate["why"]:
        return []
    before, after = estimate["before"], estimate["after"]
    found = [
        _days(_("Gemiddeld aantal dagen dat een euro openstaat"), before["outstanding"], after["outstanding"]),
        _days(_("Waarvan na de vervaldag"), before["late"], after["late"]),
        _sums(_("Binnengekomen in deze periode"), sum(before["came_by_month"]), sum(after["came_by_month"])),
    ]
    for label, what in ((_("Brieven die daarvoor nodig waren"), "letters"), (_("Telefoongesprekken"), "calls")):
        found.append(Figure(label, number(before[what]), number(after[what]), differs(before[what], after[what])))
    if before["needless"] is not None and after["needless"] is not None:
        label = _("Eerste brieven of gesprekken die niet nodig waren")
        found.append(Figure(label, number(before["needless"]), number(after["needless"]), differs(before["needless"], after["needless"])))
    return found


def really(outcome: dict[str, Any]) -> tuple[str, str, str]:
    """What was really so: days outstanding, days late, and what came in."""
    money = outcome["really"]
    return tenths(money["outstanding"]), tenths(money["late"]), _euro(sum(money["came_by_month"]))


def tenths(value: int | None) -> str:
    """Tenths of days as 30,8."""
    if value is None:
        return "–"
    mark = "." if language().startswith("en") else ","
    return f"{value // 10}{mark}{value % 10}"


def between(estimate: dict[str, Any]) -> str:
    """How sure the estimate of days is, in a sentence."""
    low, high = estimate["outstanding"]
    if low >= 0:
        words = _("Met negen van de tien kansen kwam uw geld %(low)s tot %(high)s dagen later binnen.")
        return words % {"low": tenths(low), "high": tenths(high)} if high else _("Het geld was even snel binnengekomen.")
    if high <= 0:
        words = _("Met negen van de tien kansen kwam uw geld %(low)s tot %(high)s dagen eerder binnen.")
        return words % {"low": tenths(-high), "high": tenths(-low)}
    words = _("Het kan %(low)s dagen eerder zijn en ook %(high)s dagen later: het verschil is te klein om zeker van te zijn.")
    return words % {"low": tenths(-low), "high": tenths(high)}


def _days(label: str, before: int | None, after: int | None) -> Figure:
    if before is None or after is None:
        return Figure(label, tenths(before), tenths(after), "")
    words = _("gelijk") if before == after else (_("%(n)s langer") if after > before else _("%(n)s korter"))
    return Figure(label, tenths(before), tenths(after), words % {"n": tenths(abs(after - before))} if before != after else words)


def _sums(label: str, before: int, after: int) -> Figure:
    words = _("gelijk") if before == after else (_("%(n)s meer") if after > before else _("%(n)s minder"))
    return Figure(label, _euro(before), _euro(after), words % {"n": _euro(abs(after - before))} if before != after else words)


def _euro(cents: int) -> str:
    return shown(round(cents, -2), language=language())[:-3]


def pictures(outcome: dict[str, Any]) -> list[Picture]:
    """The pictures: the money, estimated where there is an estimate and else as it really was, and what each ladder did."""
    months = [date.fromisoformat(one) for one in outcome["months"]]
    before, after = outcome["before"], outcome["after"]
    found = _of_money(outcome)
    for name, title, what in (
        ("brieven", _("Brieven per maand"), "letters"),
        ("gesprekken", _("Telefoongesprekken per maand"), "calls"),
        ("toch", _("Debiteuren lastiggevallen die toch al betaalden, per maand"), "anyway_by_month"),
    ):
        says = _("Nu %(before)s, straks %(after)s.") % {"before": number(sum(before[what])), "after": number(sum(after[what]))}
        if sum(before[what]) or sum(after[what]):
            found.append(bars(name, title, says, months=months, before=before[what], after=after[what]))
    return found


def _of_money(outcome: dict[str, Any]) -> list[Picture]:
    estimate, real = outcome["estimate"], outcome["really"]
    guess = not estimate["why"]
    before, after = (estimate["before"], estimate["after"]) if guess else (real, real)
    days = [date.fromisoformat(one) for one in real["weeks"]]
    came, left = (_("Binnengekomen, opgeteld"), _("Wat er openstond"))
    if guess:
        came, left = _("Binnengekomen, opgeteld, naar schatting"), _("Wat er openstond, naar schatting")
    found = []
    for name, title, what in (("binnen", came, "came"), ("open", left, "open")):
        one = not guess or before[what] == after[what]
        says = _last_words(before[what], after[what], one=one)
        found.append(lines(name, title, says, days=days, before=before[what], after=after[what], one=one))
    return found


def _last_words(before: Sequence[int], after: Sequence[int], *, one: bool) -> str:
    if one:
        return _("Op de laatste dag %(sum)s.") % {"sum": _euro(before[-1])}
    said = {"before": _euro(before[-1]), "after": _euro(after[-1])}
    return _("Op de laatste dag: nu %(before)s, straks %(after)s.") % said


def most(desk: Desk, outcome: dict[str, Any]) -> list[Who]:
    """The debtors for whom it differs most; who is gone since is left out."""
    names = dict(desk.debtors().filter(id__in=[row[0] for row in outcome["most"]]).values_list("id", "name"))
    found = []
    for debtor, letters, calls, anyway in outcome["most"]:
        if debtor in names:
            said = [_letters(letters[1] - letters[0]), _calls(calls[1] - calls[0])]
            words = _("op andere dagen") if letters[0] == letters[1] and calls[0] == calls[1] else ", ".join(said)
            found.append(Who(debtor, names[debtor], words, anyway[1] and not anyway[0]))
    return found


def percent(row: Replay) -> int | None:
    """How far it is; None while nobody knows."""
    return min(100, row.done_units * 100 // row.all_units) if row.all_units else None
