"""Says at the top of the next page what was done, or why it was not."""

from __future__ import annotations

from typing import Protocol

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import get_language

from akkoord.core.problem import Refusal, Text


class Reasoned(Protocol):
    """A refusal, or a mistake in what was typed."""

    @property
    def why(self) -> Text: ...


def warn(request: HttpRequest, refused: Reasoned) -> None:
    """Why it was not done, in the language of the page."""
    messages.warning(request, refused.why.in_language(get_language() or "nl"))


def tell(request: HttpRequest, refused: Refusal | None, done: str) -> None:
    """That it was done, or why not."""
    if refused is not None:
        warn(request, refused)
    else:
        messages.success(request, done)
