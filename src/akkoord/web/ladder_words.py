"""A ladder in words: when each step comes and how, and what differs between two versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from akkoord.core.ladder.ladder import DUE_DAY, After, Ladder, Rung, Since
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.money import shown
from akkoord.core.problem import Text
from akkoord.store.models import LadderVersion
from akkoord.web.labels import CHANNEL, LADDER, PAYER, TONE

SINCE = {
    "left": gettext_lazy("na %(step)s"),
    "receipt": gettext_lazy("na ontvangst van %(step)s"),
    "last-day": gettext_lazy("na de uiterste betaaldag van %(step)s"),
}
HET = frozenset(("call", "arrangement-offer"))  # the steps whose Dutch name takes "het"


class RungWords(NamedTuple):
    """One step of a ladder in words: what, after how long, and how."""

    step: Text
    when: list[str]
    more: list[str]
    on: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in one step: it came, it went, or (what, before, after) for each thing that changed."""

    step: Text
    came: bool = False
    went: bool = False
    lines: tuple[tuple[str, str, str], ...] = ()


def title_of(name: str, newest: LadderVersion | None) -> str:
    """What people call a ladder."""
    return (newest.title if newest else "") or str(LADDER.get(name, name))


def since_words(step: str, since: str) -> str:
    """From which day is counted: "na ontvangst van de ingebrekestelling"."""
    if step == DUE_DAY:
        return _("na de vervaldag")
    language = get_language() or "nl"
    name = STEP_WORDS.get(step, Text(step, step)).in_language(language)
    article = "the" if language.startswith("en") else "het" if step in HET else "de"
    return str(SINCE[since]) % {"step": f"{article} {name[0].lower()}{name[1:]}"}


def after_words(after: After) -> str:
    """After how many days, since what, and for whom where it is not for everybody."""
    count = abs(after.days)
    days = ngettext("%(n)s dag", "%(n)s dagen", count) % {"n": count}
    said = f"{days} {_('vóór de vervaldag') if after.days < 0 else since_words(after.step, after.since)}"
    return f"{said} ({_payers(after.payers)})" if after.payers else said


def way_words(days: str, base: str, payers: Sequence[str], *, early: bool) -> str:
    """The same for what stands in a form, where days may be anything."""
    step, _mark, since = base.partition("|")
    if days.isascii() and days.isdecimal() and len(days) < 6 and since in SINCE:
        known = tuple(one for one in payers if one in PAYER)
        return after_words(After(step, -int(days) if early else int(days), cast("Since", since), known))
    return days


def either(ways: Sequence[str]) -> str:
    """Several ways to count, of which the first counts that fits."""
    return _(", anders ").join(ways)


def _payers(payers: tuple[str, ...]) -> str:
    return ", ".join(_small(str(PAYER[one])) for one in payers)


def _small(said: str) -> str:
    return said[:1].lower() + said[1:]


def _facts(payers: tuple[str, ...], least: str, most: str, tone: str, channels: tuple[str, ...]) -> dict[str, str]:
    """Everything of a step but when it comes, each by what it is called; empty is as usual."""
    return {
        _("Betalers"): _payers(tuple(one for one in payers if one in PAYER)),
        _("Vanaf"): least,
        _("Tot en met"): most,
        _("Toon"): "" if tone == "businesslike" else _small(str(TONE.get(tone, tone))),
        _("Kanaal"): _(" en ").join(_small(str(CHANNEL[one])) for one in channels),
    }


def _facts_of(rung: Rung) -> dict[str, str]:
    language = get_language() or "nl"
    least, most = ("" if one is None else shown(one, language=language) for one in (rung.at_least, rung.at_most))
    return _facts(rung.payers, least, most, rung.tone, rung.channels)


def how_words(payers: tuple[str, ...], least: str, most: str, tone: str, channels: tuple[str, ...]) -> list[str]:
    """How a step is taken and for whom; of what is as usual nothing is said."""
    money = (_("Vanaf"), _("Tot en met"))
    facts = _facts(payers, least, most, tone, channels)
    return [f"{_small(name)} {value}" if name in money else value for name, value in facts.items() if value]


def rung_words(rung: Rung) -> RungWords:
    """A step in words; of what is as usual nothing is said."""
    language = get_language() or "nl"
    least, most = ("" if one is None else shown(one, language=language) for one in (rung.at_least, rung.at_most))
    more = how_words(rung.payers, least, most, rung.tone, rung.channels)
    return RungWords(STEP_WORDS[rung.step], [after_words(one) for one in rung.after], more, rung.on)


def rungs(found: Ladder) -> list[RungWords]:
    """The steps of a ladder, each with when it is taken; of several ways the first counts."""
    return [rung_words(one) for one in found.rungs]


def differences(before: Ladder, after: Ladder) -> list[Change]:
    """Step by step what the later ladder has otherwise; nothing where they are the same."""
    old, new = ({rung.step: rung for rung in one.rungs} for one in (before, after))
    found = [Change(STEP_WORDS[step], went=True) for step in old if step not in new]
    found += [Change(STEP_WORDS[step], came=True) for step in new if step not in old]
    moved = _moved([step for step in old if step in new], [step for step in new if step in old])
    for step, rung in new.items():
        if step in old:
            lines = (*_lines(old[step], rung), *(((_("Plaats in de rij"), moved[step][0], moved[step][1]),) if step in moved else ()))
            found += [Change(STEP_WORDS[step], lines=lines)] if lines else []
    return found


def _lines(old: Rung, new: Rung) -> Iterator[tuple[str, str, str]]:
    usual = _("als gebruikelijk")
    if old.on != new.on:
        yield _("Aan of uit"), _("aan") if old.on else _("uit"), _("aan") if new.on else _("uit")
    if old.after != new.after:
        ways = [either([after_words(one) for one in rung.after]) for rung in (old, new)]
        yield _("Wanneer"), ways[0], ways[1]
    after: Mapping[str, str] = _facts_of(new)
    for name, value in _facts_of(old).items():
        if value != after[name]:
            yield name, value or usual, after[name] or usual


def _moved(old: list[str], new: list[str]) -> dict[str, tuple[str, str]]:
    """Steps that stand after another step than before, with that one's name; the first stands at the front."""
    language = get_language() or "nl"

    def before(steps: list[str], step: str) -> str:
        place = steps.index(step)
        return _("vooraan") if place == 0 else _("na %(step)s") % {"step": _small(STEP_WORDS[steps[place - 1]].in_language(language))}

    return {step: (before(old, step), before(new, step)) for step in new if before(old, step) != before(new, step)}
