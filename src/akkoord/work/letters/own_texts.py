"""Reads what a company writes in its letters itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from akkoord.core.letter import LetterContent
from akkoord.letters.texts import Own, Place
from akkoord.store.models import Creditor, LetterText

OwnTexts = Mapping[tuple[str, str, str], Own]
"""A company's own texts by kind of letter, language and tone."""
_NONE: Own = {}


def own_texts(creditor: Creditor) -> OwnTexts:
    """All texts that a company wrote itself, in one query."""
    found: dict[tuple[str, str, str], dict[Place, str]] = defaultdict(dict)
    rows = LetterText.objects.filter(creditor=creditor)
    for kind, language, tone, block, situation, text in rows.values_list("kind", "language", "tone", "block", "situation", "text"):
        found[kind, language, tone][block, situation] = text
    return dict(found)


def own_for(content: LetterContent, own: OwnTexts) -> Own:
    """Those of one letter."""
    return own.get((content.kind, content.language, content.tone), _NONE)
