"""What goes to a partner who has no software that speaks with ours: one mail with everything in it. The shape of the partners shelf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from akkoord.core.message import Attachment
from akkoord.core.problem import Refusal, Text

ARCHIVE = "dossier.zip"  # beside the files of the dossier: the whole of it, as it was signed
Means = Literal["line", "email"]


@dataclass(frozen=True, slots=True)
class Parcel:
    """One mail with what goes along."""

    subject: str
    text: str
    attachments: tuple[Attachment, ...]


class Format(Protocol):
    """A module of the partners shelf. One whose MEANS is "line" has no `parcel`: there the dossier itself goes over the line."""

    @property
    def NAME(self) -> str:
        """The name a company's setting and a hand-over call it by."""

    @property
    def LABEL(self) -> Text:
        """How it is called on the page on which it is chosen."""

    @property
    def MEANS(self) -> Means:
        """By which way it reaches the partner."""

    def parcel(self, manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Parcel | Refusal:
        """The mail that hands this dossier over; a refusal where it cannot go by mail. `files` are those of the dossier, and the
        whole of it as ARCHIVE."""
