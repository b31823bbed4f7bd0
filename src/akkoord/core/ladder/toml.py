"""A ladder as a TOML file that a person reads and writes, and back; a mistake is said with where it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

from akkoord.core.behaviour.payer import PAYERS
from akkoord.core.ladder.ladder import CHANNELS, DUE_DAY, LONGEST, SINCE, TONES, After, Ladder, Rung, Since, Tone
from akkoord.core.ladder.mistake import Mistake, not_among
from akkoord.core.ladder.step import Step
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.money import cents_of_decimal, plain
from akkoord.core.problem import Text

KINDS = ("business", "consumer", "government")
_RUNG = ("step", "after", "on", "payers", "at_least", "at_most", "tone", "channels")
_AFTER = ("step", "days", "since", "payers")


def ladder_of_toml(text: str, *, name: str, steps: Mapping[str, Step], version: int = 0) -> Ladder:
    """The ladder that a TOML text describes. Raises Mistake with what is wrong, where, and what is allowed."""
    return _sure(read_toml(text, name=name, steps=steps, version=version))


def ladder_of(raw: Mapping[str, Any], *, name: str, steps: Mapping[str, Step], version: int = 0) -> Ladder:
    """The ladder in a table that was read. Raises Mistake for what is not known or cannot be, saying which."""
    return _sure(read_ladder(raw, name=name, steps=steps, version=version))


def _sure(read: Ladder | tuple[Mistake, ...]) -> Ladder:
    if isinstance(read, tuple):
        raise read[0]
    return read


def read_toml(text: str, *, name: str, steps: Mapping[str, Step], version: int = 0) -> Ladder | tuple[Mistake, ...]:
    """The ladder that a TOML text describes, or everything that is wrong with it."""
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as wrong:
        found = re.search(r"line (\d+), column (\d+)", str(wrong))
        nl = f"regel {found[1]}, teken {found[2]} is niet te lezen" if found else "de tekst houdt op voordat hij af is"
        return (Mistake(Text(f"Dit is geen TOML: {nl}", f"it is not TOML: {wrong}"), where=name),)
    return read_ladder(raw, name=name, steps=steps, version=version)


def read_ladder(raw: Mapping[str, Any], *, name: str, steps: Mapping[str, Step], version: int = 0) -> Ladder | tuple[Mistake, ...]:
    """The ladder in a table, or everything that is wrong with it: step by step, and then what does not go together."""
    wrong: list[Mistake] = []
    kinds: tuple[str, ...] = ()
    rows: list[Any] = []
    try:
        kinds, rows = _frame(raw, name)
    except Mistake as mistake:
        wrong.append(mistake)
    rungs: list[Rung] = []
    for place, row in enumerate(rows):
        try:
            rungs.append(_rung(row, earlier=[str(one.get("step")) for one in rows[:place]], name=name, steps=steps))
        except Mistake as mistake:
            mistake.row = place
            wrong.append(mistake)
    if not wrong:
        wrong = list(_unsafe(rungs, steps, name))
    return tuple(wrong) or Ladder(name, kinds, tuple(rungs), version)


def _frame(raw: Mapping[str, Any], name: str) -> tuple[tuple[str, ...], list[Any]]:
    """For whom it is, and its steps as they stand there."""
    _only(raw, ("for", "step"), name)
    kinds = _some(raw.get("for"), KINDS, Text("voor wie (for)", "for"), name)
    if not kinds:
        allowed = ", ".join(KINDS)
        raise Mistake(Text(f"Zeg voor wie deze ladder is: {allowed}", f"for names nobody; allowed are {allowed}"), where=name)
    rows = raw.get("step")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise Mistake(Text("Een ladder heeft ten minste één stap", "a ladder has at least one step"), where=name)
    return kinds, rows


def _rung(row: Mapping[str, Any], *, earlier: Collection[str], name: str, steps: Mapping[str, Step]) -> Rung:
    step = row.get("step")
    if not isinstance(step, str) or step not in steps:
        allowed = ", ".join(sorted(steps))
        raise Mistake(Text(f"{step!r} is geen stap; het kan zijn: {allowed}", f"{step!r} is no step; allowed are {allowed}"), where=name)
    if step in earlier:
        raise Mistake(Text("Deze stap staat er twee keer", f"{step} stands there twice"), where=name)
    where = f"{name}: {step}"
    _only(row, _RUNG, where)
    return Rung(
        step,
        tuple(_after(one, earlier=earlier, where=where, early=steps[step].BEFORE_DUE) for one in _ways(row, where)),
        _yes(row.get("on", True), where),
        _some(row.get("payers", []), PAYERS, Text("betalers (payers)", "payers"), where),
        *_limits(row, where),
        cast("Tone", _one(row.get("tone", "businesslike"), TONES, Text("toon (tone)", "tone"), where)),
        _channels(row.get("channels", []), steps[step], where),
    )


def _ways(row: Mapping[str, Any], where: str) -> list[dict[str, Any]]:
    """What the step counts from, at least one."""
    after = row.get("after")
    if not isinstance(after, list) or not after or not all(isinstance(one, dict) for one in after):
        raise Mistake(Text("Zeg na hoeveel dagen deze stap komt, en waarna", "it counts from nothing"), where=where)
    return after


def _limits(row: Mapping[str, Any], where: str) -> tuple[int | None, int | None]:
    """From which sum, and up to which, in cents."""
    least, most = _cents(row.get("at_least"), where), _cents(row.get("at_most"), where)
    if least is not None and most is not None and least > most:
        raise Mistake(Text("Het laagste bedrag is hoger dan het hoogste", "at_least is more than at_most"), where=where)
    return least, most


def _after(one: Mapping[str, Any], *, earlier: Collection[str], where: str, early: bool) -> After:
    _only(one, _AFTER, where)
    base, days = one.get("step"), one.get("days")
    if base != DUE_DAY and base not in earlier:
        word = STEP_WORDS.get(str(base), Text(str(base), str(base)))
        nl = f"Deze stap telt vanaf '{word.nl}', en die staat er niet boven"
        raise Mistake(Text(nl, f"it counts from {base}, which does not come before it"), where=where)
    least, most = (-LONGEST, -1) if early else (0 if base != DUE_DAY else 1, LONGEST)
    if type(days) is not int or not least <= days <= most:
        raise Mistake(_wrong_days(days, str(base), least, most), where=where)
    since = _one(one.get("since", "left"), SINCE, Text("sinds (since)", "since"), where)
    return After(str(base), days, cast("Since", since), _some(one.get("payers", []), PAYERS, Text("betalers (payers)", "payers"), where))


def _wrong_days(days: object, base: str, least: int, most: int) -> Text:
    en = f"it counts {days!r} days from {base}; allowed is {least} to {most}"
    if least < 0:
        return Text(f"Deze stap komt vóór de vervaldag: {-most} tot {-least} dagen ervoor", en)
    return Text(f"Het aantal dagen is een heel getal van {least} tot en met {most}", en)


def _unsafe(rungs: list[Rung], steps: Mapping[str, Step], name: str) -> Iterator[Mistake]:
    """What the law and a decent person ask of any ladder: nothing happens that was not announced, and the term runs out first."""
    places = {rung.step: n for n, rung in enumerate(rungs)}
    for place, rung in enumerate(rungs):
        needs = steps[rung.step].ANNOUNCED_BY
        word = STEP_WORDS.get(needs, Text(needs, needs)).nl
        if needs and (needs not in places or places[needs] > places[rung.step]):
            why = Text(
                f"Hierboven moet '{word}' staan: wat niet is aangekondigd, gebeurt niet",
                f"{rung.step} comes after {needs}, which must stand on the ladder before it",
            )
            yield Mistake(why, where=name, row=place)
        if needs and any(one.step != needs or one.since == "left" for one in rung.after):
            why = Text(
                f"Deze stap telt alleen vanaf de ontvangst of de uiterste dag van '{word}'",
                f"{rung.step} counts from {needs} only, since its receipt or its last day",
            )
            yield Mistake(why, where=name, row=place)


def _only(said: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    strange = [one for one in said if one not in known]
    if strange:
        names, allowed = ", ".join(strange), ", ".join(known)
        why = Text(f"{names} is hier niet bekend; het kan zijn: {allowed}", f"{names} is not known; allowed are {allowed}")
        raise Mistake(why, where=where)


def _one(value: Any, allowed: tuple[str, ...], what: Text, where: str) -> str:
    if value not in allowed:
        raise Mistake(not_among(what, value, allowed), where=where)
    return str(value)


def _some(value: Any, allowed: tuple[str, ...], what: Text, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or any(one not in allowed for one in value):
        raise Mistake(not_among(what, value, allowed), where=where)
    return tuple(one for one in allowed if one in value)


def _channels(value: Any, step: Step, where: str) -> tuple[str, ...]:
    found = _some(value, CHANNELS, Text("kanalen (channels)", "channels"), where)
    if found and not step.CHANNELS:
        raise Mistake(Text("Dit is geen brief; er valt geen kanaal te kiezen", "it is no letter and has no channels"), where=where)
    if found and step.FORMAL and "post" not in found:
        nl = "Deze brief gaat altijd ook per post: de termijn erin telt vanaf de post"
        raise Mistake(Text(nl, "it goes by post, whatever else: its term counts from the post"), where=where)
    return found


def _yes(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise Mistake(not_among(Text("aan (on)", "on"), value, ("true", "false")), where=where)
    return value


def _cents(value: Any, where: str) -> int | None:
    if value is None:
        return None
    try:
        found = cents_of_decimal(Decimal(str(value)))
    except ArithmeticError:
        found = None
    if found is None or found < 0:
        nl = f"{str(value)!r} is geen bedrag; het lijkt op 1.312,45"
        raise Mistake(Text(nl, f"{value!r} is no amount in euro with at most two decimals"), where=where)
    return found


def toml_of(ladder: Ladder) -> str:
    """The ladder as TOML, the way `ladder_of_toml` reads it back to the same one."""
    lines = [f"for = {_list(ladder.kinds)}"]
    for rung in ladder.rungs:
        lines += ["", "[[step]]", f'step = "{rung.step}"', "after = ["]
        lines += [f"  {{ {_after_words(one)} }}," for one in rung.after]
        lines.append("]")
        lines += _rest(rung)
    return "\n".join(lines) + "\n"


def _after_words(one: After) -> str:
    said = [f'step = "{one.step}"', f"days = {one.days}"]
    said += [f'since = "{one.since}"'] if one.since != "left" else []
    said += [f"payers = {_list(one.payers)}"] if one.payers else []
    return ", ".join(said)


def _rest(rung: Rung) -> list[str]:
    said = [] if rung.on else ["on = false"]
    said += [f"payers = {_list(rung.payers)}"] if rung.payers else []
    said += [f'at_least = "{plain(rung.at_least)}"'] if rung.at_least is not None else []
    said += [f'at_most = "{plain(rung.at_most)}"'] if rung.at_most is not None else []
    said += [f'tone = "{rung.tone}"'] if rung.tone != "businesslike" else []
    return said + ([f"channels = {_list(rung.channels)}"] if rung.channels else [])


def _list(names: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{one}"' for one in names) + "]"
