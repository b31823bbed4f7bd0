"""Reads a ZIP: each file in it by the rules for that file alone, together in one reading.

It asks `recognise.read_file` for each member. That module does not import this one: it finds it on the shelf, when a file is
read and every module is loaded. So the two never need each other to be loaded first.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import InvoiceRead, Progress, Reading, SourceFile, StatementRead, no_progress
from akkoord.importers._zip import BOMB, MOST_BYTES, MOST_OF_ONE, is_zip, office, opened, unpacked
from akkoord.importers.recognise import HEAD, read_file

NAME = "zip"

_JUNK = ("thumbs.db", "desktop.ini")

EMPTY = Text("Er zit geen bestand in dit ZIP-bestand.", "There is no file in this ZIP file.")
NESTED = Text(
    "Dit is weer een ZIP-bestand; dat wordt niet uitgepakt. Lees het apart in.",
    "This is another ZIP file; it is not unpacked. Read it by itself.",
)
LARGE = Text(
    f"De bestanden in dit ZIP-bestand zijn samen groter dan {MOST_BYTES >> 20} MB. Er is niets overgenomen; verdeel ze over meer ZIP's.",
    f"The files in this ZIP file are together larger than {MOST_BYTES >> 20} MB. Nothing was taken over; divide them over more of them.",
)
COLUMNS = Text(
    "De kolommen van dit bestand zijn niet herkend. Lees dit bestand apart in; dan kunt u ze aanwijzen.",
    "The columns of this file were not recognised. Read this file by itself; then you can point them out.",
)


@dataclass(slots=True)
class _Together:
    """What the members said so far."""

    invoices: list[InvoiceRead] = field(default_factory=list)
    statements: list[StatementRead] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    size: int = 0
    knows_who_paid: bool = True

    def add(self, name: str, reading: Reading) -> None:
        """A member's rows; its statements keep the format they came in, its problems get its name."""
        if reading.unmapped:
            self.problems.append(Problem(COLUMNS, where=name))
            return
        self.knows_who_paid = self.knows_who_paid and reading.knows_who_paid
        self.invoices.extend(reading.invoices)
        self.statements.extend(replace(statement, kind=statement.kind or reading.kind) for statement in reading.statements)
        self.problems.extend(replace(one, where=f"{name}, {one.where}" if one.where else name) for one in reading.problems)


def recognises(head: bytes) -> bool:
    """Whether this is a ZIP and no Word, Excel or other office document, which are built as one."""
    return is_zip(head) and not office(head)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Everything the files in it say. A member that cannot be read is a problem with its name and loses no other."""
    archive = opened(file.content)
    if isinstance(archive, Problem):
        return Reading(NAME, problems=(archive,))
    with archive:
        members = [info for info in archive.infolist() if not _passed_over(info)]
        if not members:
            return Reading(NAME, problems=(Problem(EMPTY),))
        together = _Together()
        for info, tell in _told(members, progress):
            if not _read_member(archive, info, together, tell):
                return Reading(NAME, problems=(Problem(LARGE),))
    rows = tuple(together.invoices), tuple(together.statements), tuple(together.problems)
    return Reading(NAME, *rows, knows_who_paid=together.knows_who_paid)


def _read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, together: _Together, tell: Progress) -> bool:
    """Adds one member; False where all of them together are too large."""
    name, room = _shown(info.filename), MOST_BYTES - together.size
    content = unpacked(archive, info, most=min(MOST_OF_ONE, room))
    if isinstance(content, Text):
        together.problems.append(Problem(content, where=name))
        return content is not BOMB or room >= MOST_OF_ONE
    together.size += len(content)
    if recognises(content[:HEAD]):
        together.problems.append(Problem(NESTED, where=name))
    else:
        together.add(name, read_file(SourceFile(name.rpartition("/")[2], content), progress=tell))
    return True


def _told(members: list[zipfile.ZipInfo], progress: Progress) -> Iterator[tuple[zipfile.ZipInfo, Progress]]:
    """Each member with a listener that knows its share of the whole, by packed size."""
    total, before = sum(info.compress_size + 1 for info in members), 0
    for info in members:
        share = info.compress_size + 1

        def tell(done: int, of: int, start: int = before, part: int = share) -> None:
            progress(start + (part * done // of if of else 0), total)

        yield info, tell
        before += share
        progress(before, total)


def _passed_over(info: zipfile.ZipInfo) -> bool:
    """Folders, and what macOS and Windows leave behind. A member may have no name at all, which ZipInfo.is_dir does not expect."""
    parts = info.filename.replace("\\", "/").lower().split("/")
    return info.filename.endswith("/") or parts[0] == "__macosx" or parts[-1].startswith("._") or parts[-1] in (*_JUNK, ".ds_store")


def _shown(name: str) -> str:
    """The name of a member for people; nothing is written by it, so that a path that leads elsewhere leads nowhere.

    >>> _shown("../../etc/passwd"), _shown("C:\\\\map\\\\facturen.csv")
    ('etc/passwd', 'C:/map/facturen.csv')
    """
    parts = (part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))
    return "".join(char for char in "/".join(parts) if char.isprintable())[:200]
