"""A ZIP file that is written in one way only, so that whatever differs in it was changed: no byte of it is free.

Files stand stored, one after another, in the order of their names, without times (PKWARE APPNOTE 6.3.10: local headers, central
directory, end record). Any program that knows ZIP opens it. Reading walks the headers, writes the same files again and compares.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping

LARGEST = 500_000_000  # bytes of the archive
MOST = 20_000  # files
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_SIGN_LOCAL, _SIGN_CENTRAL, _SIGN_END = 0x04034B50, 0x02014B50, 0x06054B50
_CENTRAL_MARK = b"PK\x01\x02"
_VERSION, _UTF8, _STORED, _NO_TIME, _NO_DAY = 20, 0x0800, 0, 0, 0x0021  # 1 January 1980, the first day that ZIP knows
_PATH = re.compile(r"[\w.()+ -]{1,120}(?:/[\w.()+ -]{1,120}){0,3}")


def is_path(path: str) -> bool:
    """Whether a name may stand in an archive: at most four parts, and none that leads out of it.

    >>> is_path("facturen/F1.pdf"), is_path("../F1.pdf"), is_path("/F1.pdf"), is_path("a\\\\b")
    (True, False, False, False)
    """
    return bool(_PATH.fullmatch(path)) and all(part.strip(". ") == part.strip() != "" for part in path.split("/"))


def archived(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files. Raises ValueError for a name that may not stand in it."""
    for path in files:
        if not is_path(path):
            raise ValueError(f"no path for an archive: {path!r}")
    local: list[bytes] = []
    central: list[bytes] = []
    place = 0
    for path in sorted(files):
        name, content = path.encode(), files[path]
        shape = (_VERSION, _UTF8, _STORED, _NO_TIME, _NO_DAY, zlib.crc32(content), len(content), len(content), len(name), 0)
        head = _LOCAL.pack(_SIGN_LOCAL, *shape) + name
        local += (head, content)
        central += (_CENTRAL.pack(_SIGN_CENTRAL, _VERSION, *shape, 0, 0, 0, 0, place), name)
        place += len(head) + len(content)
    directory = b"".join(central)
    end = _END.pack(_SIGN_END, 0, 0, len(files), len(files), len(directory), place, 0)
    return b"".join((*local, directory, end))


def unarchived(raw: bytes) -> dict[str, bytes] | None:
    """The files of an archive as far as its headers can be walked; None where it is none of ours. What they hold may have been
    changed: `changed_at` says where the archive is not what `archived` makes of them."""
    files: dict[str, bytes] = {}
    for path, content, _, _ in _entries(raw):
        if path in files or len(files) >= MOST:
            return None
        files[path] = content
    return files or None


def changed_at(raw: bytes, files: Mapping[str, bytes]) -> int | None:
    """The place of the first byte that `archived` would have written otherwise; None where there is none."""
    made = archived(files)
    if made == raw:
        return None
    low, high = 0, min(len(made), len(raw))  # up to `low` they are alike, and up to `high` they are not, or one of them ends
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if made[low:middle] == raw[low:middle] else (low, middle - 1)
    return low


def entry_at(raw: bytes, place: int) -> str:
    """The file in whose part of the archive a byte stands; empty for what comes behind the files."""
    return next((path for path, _, first, last in _entries(raw) if first <= place < last), "")


_Entry = tuple[str, bytes, int, int]  # a file with its content, and where its part begins and ends (the end not included)


def _entries(raw: bytes) -> list[_Entry]:
    """The files by their own headers; where those lead nowhere, by the directory at the end, which says the same once more."""
    walked = list(_walk(raw))
    end = walked[-1][3] if walked else 0
    if raw[end : end + 4] == _CENTRAL_MARK:
        return walked
    return _directory(raw) or walked


def _walk(raw: bytes) -> Iterator[_Entry]:
    place = 0
    while (found := _entry(raw, place)) is not None:
        yield found
        place = found[3]


def _entry(raw: bytes, place: int) -> _Entry | None:
    """The file whose part begins at a place, by its header."""
    if place + _LOCAL.size > len(raw):
        return None
    head = _LOCAL.unpack_from(raw, place)
    name = raw[place + _LOCAL.size : place + _LOCAL.size + head[9]]
    return _cut(raw, place, name, head[8]) if head[0] == _SIGN_LOCAL else None


def _cut(raw: bytes, place: int, name: bytes, size: int) -> _Entry | None:
    path, first = _path(name), place + _LOCAL.size + len(name)
    return (path, raw[first : first + size], place, first + size) if path and first + size <= len(raw) else None


def _directory(raw: bytes) -> list[_Entry]:
    """The files as the directory at the end names them; nothing where it cannot be followed."""
    if len(raw) < _END.size:
        return []
    _, _, _, _, count, size, place, _ = _END.unpack_from(raw, len(raw) - _END.size)
    if count > MOST or place + size + _END.size != len(raw):
        return []
    found: list[_Entry] = []
    for _ in range(count):
        if place + _CENTRAL.size > len(raw):
            return []
        head = _CENTRAL.unpack_from(raw, place)
        entry = _cut(raw, head[16], raw[place + _CENTRAL.size : place + _CENTRAL.size + head[10]], head[9])
        if entry is None:
            return []
        found.append(entry)
        place += _CENTRAL.size + head[10]
    return found


def _path(name: bytes) -> str:
    """A name, where it is one that may stand in an archive."""
    try:
        path = name.decode()
    except UnicodeDecodeError:
        return ""
    return path if is_path(path) else ""
