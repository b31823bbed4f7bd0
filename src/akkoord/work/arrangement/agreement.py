"""An arrangement as it is read and signed: its text in the debtor's language, the hash of it, and its pages."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.core.arrangement.terms import Part
from akkoord.core.letter import LetterContent
from akkoord.core.letter_json import unpacked
from akkoord.letters.plain import paragraphs
from akkoord.letters.plan import text_sha256
from akkoord.letters.render import render_pdf
from akkoord.letters.texts import Block
from akkoord.store.models import Arrangement


@dataclass(frozen=True, slots=True)
class Agreement:
    """The text of one version. `paragraphs` are blocks of plain text from salutation to signature, the schedule among them;
    `sha256` is the hash of the subject and these, each parted by an empty line, as UTF-8."""

    subject: str
    paragraphs: tuple[str, ...]
    parts: tuple[Part, ...]
    sha256: str
    content: LetterContent
    blocks: tuple[Block, ...]

    def pdf(self) -> bytes:
        """Its pages: one of text, and an annex with a QR code for each payment. The same arrangement gives the same bytes."""
        return render_pdf(self.content, blocks=self.blocks, subject=self.subject)


def agreement_of(arrangement: Arrangement) -> Agreement:
    """The agreement as it was proposed; once it was accepted its pages say by whom and how. The text and its hash never change."""
    content = unpacked(arrangement.content)
    blocks = tuple(Block(**raw) for raw in arrangement.blocks)
    parts = tuple(Part(one.day, one.amount) for one in content.plan.parts) if content.plan else ()
    texts = paragraphs(content, blocks=blocks)
    return Agreement(arrangement.subject, texts, parts, text_sha256(arrangement.subject, texts), content, blocks)
