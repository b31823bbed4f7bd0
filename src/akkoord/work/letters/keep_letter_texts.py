"""Keeps what a company writes in its letters itself: all that was typed for a letter, or nothing and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.letter import TONES, LetterContent
from akkoord.core.problem import Refusal, Text
from akkoord.letters.example import example, examples
from akkoord.letters.files import LANGUAGES, LetterFile, kinds, letter_file
from akkoord.letters.own import outdated, refused, texts_for
from akkoord.letters.render import render_pdf
from akkoord.letters.texts import Own, Place, shipped
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, LetterText
from akkoord.work.letters.make_letter import sender
from akkoord.work.record import record

LONGEST = 5_000  # characters of one text
TOGETHER: Place = ("", "")
NOT_YOURS = Refusal(Text("Alleen een eigenaar verandert de teksten van brieven.", "Only an owner changes the texts of letters."))
TOO_LONG = Refusal(Text(f"Te lang: hoogstens {LONGEST} tekens.", f"Too long: at most {LONGEST} characters."))


@dataclass(frozen=True, slots=True)
class Which:
    """One letter in one language and tone. Raises ValueError where the shelf has none."""

    kind: str
    language: str
    tone: str

    def __post_init__(self) -> None:
        if self.tone not in TONES:
            raise ValueError(f"there is no tone {self.tone!r}")
        letter_file(self.kind, language=self.language)

    @property
    def file(self) -> LetterFile:
        """The letter as it came with Akkoord."""
        return letter_file(self.kind, language=self.language)


@dataclass(frozen=True, slots=True)
class OwnLetter:
    """What stands in a letter: `ours` came with Akkoord, `own` was written in its place; `changed` holds what Akkoord said
    when that was written, where it says something else now; `wrong` why an own text is not used."""

    ours: Mapping[Place, str]
    own: Own
    changed: Mapping[Place, str] = field(default_factory=dict)
    wrong: Mapping[Place, tuple[Refusal, ...]] = field(default_factory=dict)
    gone: Mapping[Place, str] = field(default_factory=dict)  # own texts of situations that the letter does not know any more


def own_letter(desk: Desk, which: Which) -> OwnLetter:
    """The texts of one letter, those of Akkoord and those of the company."""
    rows = {(row.block, row.situation): row for row in _rows(desk, which)}
    ours = shipped(which.file, tone=which.tone)
    old = outdated({place: row.shipped for place, row in rows.items()}, file=which.file, tone=which.tone)
    own = {place: row.text for place, row in rows.items() if place in ours}
    gone = {place: row.text for place, row in rows.items() if place not in ours}
    changed = {place: rows[place].shipped for place in old if place in ours}
    return OwnLetter(ours, own, changed, refused(own, on=_situations(desk.creditor, which)), gone)


def letters_to_look_at(desk: Desk) -> dict[tuple[str, str, str], tuple[int, bool]]:
    """By letter, language and tone: how many own texts there are, and whether a person must look at them again."""
    keys = {(row.kind, row.language, row.tone) for row in desk.letter_texts().only("kind", "language", "tone", "id", "creditor_id")}
    found = {}
    for kind, language, tone in sorted(keys):
        if kind in kinds(language):
            letter = own_letter(desk, Which(kind, language, tone))
            found[kind, language, tone] = (len(letter.own), bool(letter.changed or letter.wrong or letter.gone))
    return found


def keep_letter_texts(
    *, desk: Desk, which: Which, typed: Mapping[Place, str], seen: Collection[Place] = (), on: date, at: datetime | None = None
) -> dict[Place, tuple[Refusal, ...]]:
    """Keep what was typed; an empty text, or that of Akkoord itself, takes the own one away. Of a text in `seen` a person
    says that he saw how that of Akkoord changed. Gives why not, by place, where anything may not be used; then nothing is kept."""
    if not desk.may_manage:
        return {TOGETHER: (NOT_YOURS,)}
    ours = shipped(which.file, tone=which.tone)
    texts = {place: text.replace("\r\n", "\n").strip() for place, text in typed.items()}
    own = {place: text for place, text in texts.items() if text and text != ours.get(place)}
    long: dict[Place, tuple[Refusal, ...]] = {place: (TOO_LONG,) for place, text in own.items() if len(text) > LONGEST}
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(pk=desk.creditor.pk)
        kept = {(row.block, row.situation): row for row in _rows(desk, which)}
        rest = {place: row.text for place, row in kept.items() if place not in texts and place in ours}
        wrong = long or refused({**rest, **own}, on=_situations(desk.creditor, which))
        if wrong:
            return wrong
        _replace(desk, which, own, texts, kept, seen, on=on, at=at)
    return {}


def _replace(
    desk: Desk,
    which: Which,
    own: Own,
    texts: Collection[Place],
    kept: Mapping[Place, LetterText],
    seen: Collection[Place],
    *,
    on: date,
    at: datetime | None,
) -> None:
    """Put the own texts in the place of those that were kept, and write down which blocks changed."""
    gone = [row for place, row in kept.items() if place in texts and place not in own]
    for row in gone:
        row.delete()
    changed = [place for place, text in own.items() if place not in kept or kept[place].text != text]
    for place in dict.fromkeys((*changed, *(place for place in seen if place in own))):
        _keep(desk, which, place, own[place], kept.get(place), on=on)
    blocks = sorted({place[0] for place in changed} | {row.block for row in gone})
    if blocks:
        _told(desk, which, blocks, on=on, at=at)


def _told(desk: Desk, which: Which, blocks: list[str], *, on: date, at: datetime | None) -> None:
    said: dict[str, Any] = {"letter": which.kind, "language": which.language, "tone": which.tone, "blocks": blocks}
    record("letter-texts-changed", creditor_id=desk.creditor.pk, on=on, at=at, by=desk.user.email, **said)


def _keep(desk: Desk, which: Which, place: Place, text: str, kept: LetterText | None, *, on: date) -> None:
    row = kept or LetterText(creditor=desk.creditor, kind=which.kind, language=which.language, tone=which.tone)
    row.block, row.situation = place
    ours = shipped(which.file, tone=which.tone)[place]
    row.text, row.shipped, row.changed_on, row.by = text, ours, on, desk.user.email
    row.save()


def preview_pdf(desk: Desk, which: Which) -> bytes:
    """The letter to a debtor who does not exist, as it would be set now."""
    content = _example(desk.creditor, which)
    own = {(row.block, row.situation): row.text for row in _rows(desk, which)}
    subject, blocks = texts_for(content, own=own)
    return render_pdf(content, blocks=blocks, subject=subject)


def _rows(desk: Desk, which: Which) -> list[LetterText]:
    return list(desk.letter_texts().filter(kind=which.kind, language=which.language, tone=which.tone))


def _example(creditor: Creditor, which: Which) -> LetterContent:
    said = {"signed_by": creditor.signed_by, "partner": creditor.partner}
    return example(which.kind, language=which.language, tone=which.tone, sender=sender(creditor), **said)


def _situations(creditor: Creditor, which: Which) -> list[LetterContent]:
    said = {"signed_by": creditor.signed_by, "partner": creditor.partner}
    return examples(which.kind, language=which.language, tone=which.tone, sender=sender(creditor), **said)


def every_letter() -> list[tuple[str, str]]:
    """Every letter Akkoord knows: (kind, language)."""
    return [(kind, language) for kind in kinds(LANGUAGES[0]) for language in LANGUAGES]
