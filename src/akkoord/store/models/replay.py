"""Ladders that were played over the past of a company, with what came of it."""

from __future__ import annotations

from django.db import models

from akkoord.store.models.asked import Asked


class Replay(Asked):
    """One question and its answer. `asked` is a work.replay.question.Question, `outcome` what work.replay.play made of it."""

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "state"), name="replay_state"),
            models.Index(fields=("creditor", "id"), name="replay_taken", condition=models.Q(taken_by__isnull=False)),
        ]
