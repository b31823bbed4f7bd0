"""Where each kind of work stands on the list: what keeps the rest from being right goes first."""

from __future__ import annotations

FIRST = {"bank": 0, "mail-trouble": 1, "inbox-trouble": 1, "read-reply": 2, "send-failed": 3, "bad-address": 3, "place-payment": 4}
LATER = 5
NOW, NOT_YET = -1, LATER + 1  # who was promised a call: on top once his minute has come, and last before it
