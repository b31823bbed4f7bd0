"""Makes the text of a letter: picks the alternative that fits and fills in the facts, as plain text a person may change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from akkoord.core.letter import TONES, LetterContent
from akkoord.letters.fields import fields
from akkoord.letters.files import Alternative, LetterFile, letter_file, parts_of, shared
from akkoord.letters.talk import asks

Place = tuple[str, str]
"""A block (or the subject) and the situation a text of it is for, as `situation` names it."""
Own = Mapping[Place, str]
"""The texts that a company wrote itself for one letter in one language and tone, not filled in yet."""
SUBJECT = "subject"
_NONE: Own = {}
KEPT = 128  # letters
_facts_of: dict[int, tuple[LetterContent, Mapping[str, str]]] = {}
FIELD = re.compile(r"\{([a-z_]+)\}(\.?)")
_SPACES = re.compile(" {2,}")
_Piece = tuple[str, str, str]
"""Words, the name of the fact that comes after them, and the full stop after that one."""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a letter's text; an empty line parts its paragraphs. `editable` is False where the law fixes the words."""

    name: str
    text: str
    editable: bool = True


def fill(text: str, *, facts: Mapping[str, str]) -> str:
    """The text with each named fact in its place, in one pass, so that a name with braces in it stays a name.

    Raises KeyError where the text names a fact that does not exist: a mistake in the letter's file.

    >>> fill("Factuur {invoice} van {creditor}. {reminded}", facts={"invoice": "{sum}", "creditor": "De Linde B.V.", "reminded": ""})
    'Factuur {sum} van De Linde B.V.'
    """
    return "\n".join([line if isinstance(line, str) else _filled(line, facts) for line in _cut(text)])


@lru_cache(maxsize=2048)  # a thousand letters are made of the same texts
def _cut(text: str) -> tuple[str | tuple[_Piece, ...], ...]:
    """The lines of a text: as it will stand where it names no fact, else in pieces."""
    return tuple(_pieces(line) if FIELD.search(line) else _tidy(line) for line in text.split("\n"))


def _pieces(line: str) -> tuple[_Piece, ...]:
    found, start = [], 0
    for one in FIELD.finditer(line):
        found.append((line[start : one.start()], one.group(1), one.group(2)))
        start = one.end()
    return (*found, (line[start:], "", ""))


def _filled(pieces: tuple[_Piece, ...], facts: Mapping[str, str]) -> str:
    """A full stop after a fact that ends in its own, as in B.V., would be one too many."""
    words = []
    for before, name, stop in pieces:
        words.append(before)
        if name:
            fact = facts[name]
            words.append(fact if fact.endswith(".") else fact + stop)
    return _tidy("".join(words))


def _tidy(line: str) -> str:
    return (_SPACES.sub(" ", line) if "  " in line else line).strip(" ")


def situation(alternative: Alternative) -> str:
    """For when an alternative is, whatever the tone: the facts it asks for, joined by a plus; empty for the last one.

    >>> situation(Alternative(when=("one", "made_of", "firm"), text=""))
    'one+made_of'
    """
    return "+".join(name for name in alternative.when if name not in TONES)


def picked(alternatives: tuple[Alternative, ...], *, facts: Mapping[str, str]) -> Alternative | None:
    """The first alternative whose facts are all known; None where none fits."""
    for one in alternatives:
        for name in one.when:
            if not facts[name]:
                break
        else:
            return one
    return None


def chosen(alternatives: tuple[Alternative, ...], *, facts: Mapping[str, str], block: str = "", own: Own = _NONE) -> str:
    """The alternative that fits, or what a company wrote in its place, filled in; empty where none fits. An own text that
    names a fact there is not (any more) is passed over for the one that came with Akkoord."""
    found = picked(alternatives, facts=facts)
    if found is None:
        return ""
    text = own.get((block, situation(found))) if own else None
    if text is None or any(name not in facts for name, _ in FIELD.findall(text)):
        text = found.text
    return fill(text, facts=facts)


def in_tone(alternatives: tuple[Alternative, ...], *, tone: str) -> tuple[Alternative, ...]:
    """The alternatives that a letter in this tone can take, in their order: not those before which another always comes."""
    found: list[tuple[set[str], Alternative]] = []
    for one in alternatives:
        asked = set(one.when) - {tone}
        if asked.isdisjoint(TONES) and not any(before <= asked for before, _ in found):
            found.append((asked, one))
    return tuple(one for _, one in found)


def shipped(file: LetterFile, *, tone: str) -> dict[Place, str]:
    """The texts of a letter in a tone as they came with Akkoord, not filled in, the subject first; without what is fixed."""
    names = {SUBJECT: file.subject} | {name: file.blocks[name] for name in file.order if name not in (*parts_of(file), *file.fixed)}
    return {(name, situation(one)): one.text for name, alternatives in names.items() for one in in_tone(alternatives, tone=tone)}


def facts_for(content: LetterContent) -> Mapping[str, str]:
    """The facts and, by their names, the pieces of text that the letters of a language share. Making a letter asks for them a dozen
    times: they are kept a while, and found again by the content itself, which is quicker than to compare all it says."""
    kept = _facts_of.get(id(content))
    if kept is None or kept[0] is not content:
        if len(_facts_of) >= KEPT:
            _facts_of.clear()
        kept = _facts_of[id(content)] = content, _facts(content)
    return kept[1]


def _facts(content: LetterContent) -> Mapping[str, str]:
    facts = dict(fields(content))
    for name, alternatives in shared(content.language).fragments.items():
        facts[name] = chosen(alternatives, facts=facts)
    return MappingProxyType(facts)


def blocks_for(content: LetterContent, *, own: Own = _NONE) -> tuple[Block, ...]:
    """The text of a letter in blocks, from top to bottom, ready to read, change and set. What a company wrote itself takes
    the place of what came with Akkoord, but never of a block that the law fixes."""
    file, facts = letter_file(content.kind, language=content.language), facts_for(content)
    free = {place: text for place, text in own.items() if place[0] not in file.fixed} if own else own
    parts = parts_of(file)
    texts = ((name, chosen(file.blocks[name], facts=facts, block=name, own=free)) for name in file.order if name not in parts)
    return tuple(Block(name=name, text=text, editable=name not in file.fixed) for name, text in texts if text)


def subject_for(content: LetterContent, *, own: Own = _NONE) -> str:
    """The subject line of a letter, and of the e-mail it goes with."""
    return chosen(letter_file(content.kind, language=content.language).subject, facts=facts_for(content), block=SUBJECT, own=own)


def term_for(content: LetterContent) -> str:
    """When to pay, as it stands beside the sum; empty where the letter names no term."""
    return chosen(letter_file(content.kind, language=content.language).term, facts=facts_for(content))


def in_order(content: LetterContent, *, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks and parts (as empty blocks) from top to bottom; a block the letter's file does not know comes before its closing."""
    file = letter_file(content.kind, language=content.language)
    rank = {name: 2 * place for place, name in enumerate(file.order)}
    unknown = 2 * len(file.order) - 3
    parts = tuple(Block(name=part, text="") for part in parts_of(file) if part != "@payment" or asks(content))
    written = tuple(block for block in blocks if block.text.strip())
    return tuple(sorted((*written, *parts), key=lambda block: rank.get(block.name, unknown)))
