"""Does a text still say what its letter must say, and nothing that has no place in it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from akkoord.core.letter import LetterContent
from akkoord.core.problem import Refusal
from akkoord.letters.files import LetterFile
from akkoord.letters.refusals import FACTS, refusal
from akkoord.letters.texts import Block, blocks_for, facts_for
from akkoord.letters.wording import plain_words


def says(content: LetterContent, *, file: LetterFile, body: str) -> Iterator[Refusal]:
    """The facts that must stand in the text, which is given with plain spaces and in small letters."""
    facts = facts_for(content)
    for name in file.says:
        if name == "reach":
            yield from way_to_reach(content, file=file, body=body)
        elif facts[name] and plain_words(facts[name]) not in body:
            yield refusal("unsaid", what=FACTS[name], value=facts[name], source=file.source)


def way_to_reach(content: LetterContent, *, file: LetterFile, body: str) -> Iterator[Refusal]:
    """A way to reach the sender, in whatever words."""
    ways = [way for way in (content.sender.phone, content.sender.email) if way]
    if ways and not any(plain_words(way) in body for way in ways):
        yield refusal("unsaid", what=FACTS["reach"], value=ways[0], source=file.source)


def fixed_words(content: LetterContent, *, file: LetterFile, blocks: Sequence[Block]) -> Iterator[Refusal]:
    """Wording that the letter's file says must stand as it is, or must not stand at all."""
    said = plain_words("\n".join(block.text for block in blocks))
    for words in file.literally:
        if said.count(plain_words(words)) != 1:
            yield refusal("literally", value=words)
    for words in file.keeps:
        if plain_words(words) not in said:
            yield refusal("keeps", value=words, source=file.source)
    made = {block.name: plain_words(block.text) for block in blocks_for(content)}
    now = {block.name: plain_words(block.text) for block in blocks}
    if any(now.get(name) != made.get(name) for name in file.fixed):
        yield refusal("fixed")


def out_of_place(content: LetterContent, *, file: LetterFile, blocks: Sequence[Block], subject: str) -> Iterator[Refusal]:
    """Words that have no place in this letter; a name may hold them."""
    said = plain_words("\n".join((subject, *(block.text for block in blocks))))
    sender, addressee = content.sender, content.addressee
    client = content.desk.client.name if content.desk else ""
    for name in (sender.name, sender.email, sender.website, addressee.name, addressee.contact, content.signed_by, client):
        said = said.replace(plain_words(name), " ") if name.strip() else said
    for words in file.never:
        if re.search(rf"\b{re.escape(words)}\b", said):
            yield refusal("never", value=words, source=file.source)
