"""May a letter about stopping work leave? What the law wants in it, and with what a consumer may not be threatened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from akkoord.core.law.suspension import ARTICLES, must_say
from akkoord.core.letter import LetterContent
from akkoord.core.problem import Refusal
from akkoord.letters.check_words import way_to_reach
from akkoord.letters.files import LetterFile
from akkoord.letters.refusals import FACTS, refusal
from akkoord.letters.texts import Block, facts_for
from akkoord.letters.wording import other_amounts, plain_words

KINDS = ("suspension-warning", "suspension")
_NOT_TO_A_CONSUMER = {
    "own-terms": re.compile(r"(?:algemene |leverings)voorwaarden|general terms|terms (?:of sale|and conditions)"),
    "extra": re.compile(
        r"\bboete|\bpenalty|(?:her)?aansluitkosten|(?:op)?startkosten|kosten voor (?:het )?hervatten|reconnection|restart fee"
    ),
    "threat": re.compile(r"\bbkr\b|zwarte lijst|blacklist|deurwaarder|bailiff|\bbeslag\b|\bpolitie\b|\baangifte\b"),
}


def check_suspension(content: LetterContent, *, file: LetterFile, blocks: Sequence[Block], subject: str) -> Iterator[Refusal]:
    """What stands against a letter that work stops or has stopped, beyond what is asked of every letter."""
    body = plain_words("\n".join(block.text for block in blocks))
    yield from _days(content)
    if content.article and content.article not in ARTICLES:
        yield refusal("no-ground", value=content.article)
    yield from _said(content, file=file, body=body)
    if content.consumer:
        yield from _to_a_consumer(content, said=f"{plain_words(subject)} {body}")


def _days(content: LetterContent) -> Iterator[Refusal]:
    """Work stops after the last day to pay, and has stopped when the letter says so."""
    stops, last = content.stops_on, content.last_day
    if stops and last and stops <= last:
        yield refusal("stops-too-early")
    if stops and content.kind == "suspension" and stops > content.dated:
        yield refusal("stops-later")


def _said(content: LetterContent, *, file: LetterFile, body: str) -> Iterator[Refusal]:
    """The parts that only some letters need, and a way to reach us in whatever words."""
    facts = facts_for(content)
    for name, _ in must_say(article=content.article, consumer=content.consumer):
        if name in file.says or name == "reach":
            continue
        if not facts[name].strip():
            yield refusal("lacks", what=FACTS[name], source=file.source)
        elif plain_words(facts[name]) not in body:
            yield refusal("unsaid", what=FACTS[name], value=facts[name], source=file.source)
    yield from way_to_reach(content, file=file, body=body)


def _to_a_consumer(content: LetterContent, *, said: str) -> Iterator[Refusal]:
    """Nothing but the law, no sum on top, and no other threat. Names and the work itself may sound as they do."""
    sender, addressee, left = content.sender, content.addressee, said
    for name in (content.work, sender.name, addressee.name, addressee.contact, content.signed_by, sender.email):
        left = left.replace(plain_words(name), "") if name.strip() else left
    for reason, words in _NOT_TO_A_CONSUMER.items():
        found = words.search(left)
        if found:
            yield refusal(reason, value=found.group())
    for amount in other_amounts(content, said=said):
        yield refusal("other-sum", value=amount)
