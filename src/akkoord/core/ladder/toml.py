"""A ladder as a TOML file that a person reads and writes, and back; a mistake is said with where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

from akkoord.core.behaviour.payer import PAYERS
from akkoord.core.ladder.ladder import CHANNELS, DUE_DAY, LONGEST, SINCE, TONES, After, Ladder, Rung, Since, Tone
from akkoord.core.ladder.step import Step
from akkoord.core.money import cents_of_decimal, plain

KINDS = ("business", "consumer", "government")
_RUNG = ("step", "after", "on", "payers", "at_least", "at_most", "tone", "channels")
_AFTER = ("step", "days", "since", "payers")


def ladder_of_toml(text: str, *, name: str, steps: Mapping[str, Step], version: int = 0) -> Ladder:
    """The ladder that a TOML text describes. Raises ValueError with what is wrong, where, and what is allowed."""
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as wrong:
        raise ValueError(f"{name}: it is not TOML: {wrong}") from wrong
    return ladder_of(raw, name=name, steps=steps, version=version)


def ladder_of(raw: Mapping[str, Any], *, name: str, steps: Mapping[str, Step], version: int = 0) -> Ladder:
    """The ladder in a table that was read. Raises ValueError for what is not known or cannot be, saying which."""
    _only(raw, ("for", "step"), name)
    kinds = _some(raw.get("for"), KINDS, f"{name}: for")
    if not kinds:
        raise ValueError(f"{name}: for names nobody; allowed are {', '.join(KINDS)}")
    rows = raw.get("step")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f"{name}: a ladder has at least one step")
    rungs: list[Rung] = []
    for row in rows:
        rungs.append(_rung(row, earlier=[rung.step for rung in rungs], name=name, steps=steps))
    for why in _unsafe(rungs, steps):
        raise ValueError(f"{name}: {why}")
    return Ladder(name, kinds, tuple(rungs), version)


def _rung(row: Mapping[str, Any], *, earlier: Collection[str], name: str, steps: Mapping[str, Step]) -> Rung:
    step = row.get("step")
    if not isinstance(step, str) or step not in steps:
        raise ValueError(f"{name}: {step!r} is no step; allowed are {', '.join(sorted(steps))}")
    if step in earlier:
        raise ValueError(f"{name}: {step} stands there twice")
    where = f"{name}: {step}"
    _only(row, _RUNG, where)
    return Rung(
        step,
        tuple(_after(one, earlier=earlier, where=where, early=steps[step].BEFORE_DUE) for one in _rows(row.get("after"), where)),
        _yes(row.get("on", True), where),
        _some(row.get("payers", []), PAYERS, f"{where}: payers"),
        _cents(row.get("at_least"), where),
        _cents(row.get("at_most"), where),
        cast("Tone", _one(row.get("tone", "businesslike"), TONES, f"{where}: tone")),
        _channels(row.get("channels", []), steps[step], where),
    )


def _rows(after: Any, where: str) -> list[Mapping[str, Any]]:
    if not isinstance(after, list) or not after or not all(isinstance(one, dict) for one in after):
        raise ValueError(f"{where} counts from nothing")
    return after


def _after(one: Mapping[str, Any], *, earlier: Collection[str], where: str, early: bool) -> After:
    _only(one, _AFTER, where)
    base, days = one.get("step"), one.get("days")
    if base != DUE_DAY and base not in earlier:
        raise ValueError(f"{where} counts from {base}, which does not come before it")
    least, most = (-LONGEST, -1) if early else (0 if base != DUE_DAY else 1, LONGEST)
    if type(days) is not int or not least <= days <= most:
        raise ValueError(f"{where} counts {days!r} days from {base}; allowed is {least} to {most}")
    since = _one(one.get("since", "left"), SINCE, f"{where}: since")
    return After(str(base), days, cast("Since", since), _some(one.get("payers", []), PAYERS, f"{where}: payers"))


def _unsafe(rungs: list[Rung], steps: Mapping[str, Step]) -> Iterator[str]:
    """What the law and a decent person ask of any ladder: nothing happens that was not announced, and the term runs out first."""
    places = {rung.step: n for n, rung in enumerate(rungs)}
    for rung in rungs:
        needs = steps[rung.step].ANNOUNCED_BY
        if needs and (needs not in places or places[needs] > places[rung.step]):
            yield f"{rung.step} comes after {needs}, which must stand on the ladder before it"
        if needs and any(one.step != needs or one.since == "left" for one in rung.after):
            yield f"{rung.step} counts from {needs} only, since its receipt or its last day"


def _only(said: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    strange = [one for one in said if one not in known]
    if strange:
        raise ValueError(f"{where}: {', '.join(strange)} is not known; allowed are {', '.join(known)}")


def _one(value: Any, allowed: tuple[str, ...], where: str) -> str:
    if value not in allowed:
        raise ValueError(f"{where} is {value!r}; allowed are {', '.join(allowed)}")
    return str(value)


def _some(value: Any, allowed: tuple[str, ...], where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or any(one not in allowed for one in value):
        raise ValueError(f"{where} is {value!r}; allowed are {', '.join(allowed)}")
    return tuple(one for one in allowed if one in value)


def _channels(value: Any, step: Step, where: str) -> tuple[str, ...]:
    found = _some(value, CHANNELS, f"{where}: channels")
    if found and not step.CHANNELS:
        raise ValueError(f"{where} is no letter and has no channels")
    if found and step.FORMAL and "post" not in found:
        raise ValueError(f"{where} goes by post, whatever else: its term counts from the post")
    return found


def _yes(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{where}: on is {value!r}; allowed are true and false")
    return value


def _cents(value: Any, where: str) -> int | None:
    if value is None:
        return None
    try:
        found = cents_of_decimal(Decimal(str(value)))
    except ArithmeticError:
        found = None
    if found is None or found < 0:
        raise ValueError(f"{where}: {value!r} is no amount in euro with at most two decimals")
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
