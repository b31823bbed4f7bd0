"""Counts at the head of a page."""

from __future__ import annotations

from django.utils.translation import get_language

from akkoord.web.words import in_words


def counted(count: int) -> str:
    """`count` as a sentence begins with it, in the language of the page."""
    said = in_words(count, language=get_language() or "nl")
    return said[:1].upper() + said[1:]
