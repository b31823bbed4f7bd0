"""What a company writes in its letters itself: never in place of what the law fixes, never without what must stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from akkoord.core.letter import LetterContent
from akkoord.core.problem import Refusal
from akkoord.letters.check import check
from akkoord.letters.fields import ONLY_WHEN, fields
from akkoord.letters.files import LetterFile, letter_file
from akkoord.letters.refusals import refusal
from akkoord.letters.texts import FIELD, SUBJECT, Block, Own, Place, blocks_for, facts_for, picked, shipped, situation, subject_for

_NAME = re.compile(r"\{([^{}]*)\}")
_CONTROL = re.compile(r"[{}]")


def texts_for(content: LetterContent, *, own: Own) -> tuple[str, tuple[Block, ...]]:
    """The subject and blocks of a letter with a company's own texts; with those of Akkoord where they would keep it from
    leaving, as after an upgrade that asks for something more."""
    if own and not more_against(content, own=own):
        return subject_for(content, own=own), blocks_for(content, own=own)
    return subject_for(content), blocks_for(content)


def more_against(content: LetterContent, *, own: Own) -> tuple[Refusal, ...]:
    """What stands against this letter because of a company's own texts, and would not with those of Akkoord."""
    ours = _as_shipped(content)
    theirs = check(content, blocks=blocks_for(content, own=own), subject=subject_for(content, own=own))
    return tuple(one for one in theirs if one not in ours)


@lru_cache(maxsize=256)  # what is tried in every situation is tried text by text
def _as_shipped(content: LetterContent) -> tuple[Refusal, ...]:
    return check(content, blocks=blocks_for(content), subject=subject_for(content))


def refused(own: Own, *, on: Sequence[LetterContent]) -> dict[Place, tuple[Refusal, ...]]:
    """Why an own text may not be used, by its place; ("", "") holds what is only wrong with them together. `on` are letters
    of one kind, language and tone in every situation; empty where all is well."""
    found = {place: _alone(place, text, on=on) for place, text in own.items()}
    wrong = {place: why for place, why in found.items() if why}
    if wrong or not own:
        return wrong
    together = dict.fromkeys(one for content in on for one in more_against(content, own=own))
    return {("", ""): tuple(together)} if together else {}


def _alone(place: Place, text: str, *, on: Sequence[LetterContent]) -> tuple[Refusal, ...]:
    content = on[0]
    file = letter_file(content.kind, language=content.language)
    if place[0] in file.fixed:
        return (refusal("fixed-block", source=file.source),)
    known = shipped(file, tone=content.tone)
    if place not in known:
        return (refusal("no-such-place", value=" ".join(place)),)
    named = tuple(_fields(text, file=file, content=content))
    if named:
        return named
    there = [one for one in on if _takes(one, place)]
    return tuple(dict.fromkeys((*_not_known(text, known[place], on=there), *_against(place, text, on=there))))


def _fields(text: str, *, file: LetterFile, content: LetterContent) -> Iterator[Refusal]:
    """The names in braces that are no field, and braces that hold none."""
    facts = facts_for(content)
    for name in dict.fromkeys(_NAME.findall(text)):
        if name not in facts or name in ONLY_WHEN:
            yield refusal("no-field", value=f"{{{name}}}")
    if _CONTROL.search(_NAME.sub("", text)):
        yield refusal("loose-brace")


def _takes(content: LetterContent, place: Place) -> bool:
    """Whether this letter takes its text from that place."""
    file = letter_file(content.kind, language=content.language)
    found = picked(file.subject if place[0] == SUBJECT else file.blocks[place[0]], facts=facts_for(content))
    return found is not None and situation(found) == place[1]


def _not_known(text: str, ours: str, *, on: Sequence[LetterContent]) -> Iterator[Refusal]:
    """Fields that would leave a hole, because not every such letter knows them."""
    names = {name for name, _ in FIELD.findall(text)} - {name for name, _ in FIELD.findall(ours)}
    facts = [fields(content) for content in on]
    for name in sorted(names):
        if any(name in one and not one[name] for one in facts):
            yield refusal("not-always-known", value=f"{{{name}}}")


def _against(place: Place, text: str, *, on: Sequence[LetterContent]) -> Iterator[Refusal]:
    for content in on:
        yield from more_against(content, own={place: text})


def outdated(kept: Mapping[Place, str], *, file: LetterFile, tone: str) -> dict[Place, str]:
    """The texts of Akkoord as they are now, where they are others than those in `kept`, beside which an own text was
    written; empty where the situation is gone, so that the own text is not used any more."""
    now = shipped(file, tone=tone)
    return {place: now.get(place, "") for place, before in kept.items() if now.get(place, "") != before}
