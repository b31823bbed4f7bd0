"""What a company writes in its letters in place of what came with Akkoord, block by block."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Owned


class LetterText(Owned):
    """One text of one letter in one language and tone. `situation` says for when it is (`letters.texts.situation`).

    `shipped` is the text of Akkoord beside which it was written: where an upgrade brings another one, a person is told.
    """

    kind = models.CharField(max_length=30)  # the step
    language = models.CharField(max_length=2)
    tone = models.CharField(max_length=14)
    block = models.CharField(max_length=30)  # or "subject"
    situation = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    shipped = models.TextField()
    changed_on = models.DateField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("creditor", "kind", "language", "tone", "block", "situation"), name="letter_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.tone}: {self.block}"
