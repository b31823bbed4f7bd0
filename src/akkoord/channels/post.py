"""Post by way of a folder: each letter is laid there as a PDF for a print service, with a list that says what lies there."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from pathlib import Path
from typing import Any

from akkoord.core.message import Message, Receipt

NAME = "post"
LIST, SHEET = "manifest.json", "adressen.csv"
HEAD = ("bestand", "bladzijden", "sha256", "adres 1", "adres 2", "adres 3", "adres 4", "adres 5")


def send(message: Message) -> Receipt:
    """Lay the letter in the folder under a name of its own: whole or not at all, the same letter only once, and on the list
    when it lies there."""
    try:
        folder = Path(message.folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = folder / message.file_name
        if not target.exists():
            _write(target, message.pdf)
        _enter(folder, target, message)
    except OSError as full:
        return Receipt(sent=False, error=str(full), again=True, trouble=True)
    return Receipt(sent=True, reference=target.name)


def finish() -> None:
    """Every letter lies there whole by itself: there is nothing to let go of."""


def _enter(folder: Path, target: Path, message: Message) -> None:
    """Put it on the list, where it is not yet: as JSON for a program, as CSV for people."""
    place = folder / LIST
    known: list[dict[str, Any]] = json.loads(place.read_text(encoding="utf-8")) if place.exists() else []
    if any(one["file"] == target.name for one in known):
        return
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    known.append({"file": target.name, "pages": message.pages, "sha256": digest, "address": list(message.address)})
    _write(place, json.dumps(known, ensure_ascii=False, indent=1).encode())
    _write(folder / SHEET, _sheet(known))


def _sheet(entries: list[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";")
    rows.writerow(HEAD)
    for one in entries:
        lines = [*map(_harmless, one["address"]), *[""] * 5]
        rows.writerow([one["file"], one["pages"], one["sha256"], *lines[:4], " · ".join(filter(None, lines[4:]))])
    return out.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """A name that a spreadsheet would take for a formula stays a name."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def _write(target: Path, content: bytes) -> None:
    """Whole or not at all."""
    part = target.with_suffix(target.suffix + ".part")
    with part.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    part.replace(target)
