"""Post by way of a folder: each letter is laid there as a PDF for a print service, or for the printer beside the desk."""

from __future__ import annotations

import os
from pathlib import Path

from akkoord.core.message import Message, Receipt

NAME = "post"


def send(message: Message) -> Receipt:
    """Lay the letter in the folder under a name of its own: whole or not at all, and the same letter only once."""
    try:
        folder = Path(message.folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target = folder / message.file_name
        if not target.exists():
            part = target.with_suffix(".part")
            with part.open("wb") as out:
                out.write(message.pdf)
                out.flush()
                os.fsync(out.fileno())
            part.replace(target)
    except OSError as full:
        return Receipt(sent=False, error=str(full), again=True)
    return Receipt(sent=True, reference=target.name)
