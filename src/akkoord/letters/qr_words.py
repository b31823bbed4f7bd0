"""The words of a QR code (ISO/IEC 18004): which size it takes, its bytes with the correction behind them, and where each bit stands.

segno does the same word by word; here each step is one for the whole code. Its tables of sizes are used.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from segno import consts

Words = npt.NDArray[np.uint8]
LEVELS = (consts.ERROR_LEVEL_M, consts.ERROR_LEVEL_Q, consts.ERROR_LEVEL_H)  # how much may be unreadable: 15, 25, 30 %
_ROOM: Any = consts.SYMBOL_CAPACITY  # bits, by version and level
_BLOCKS: Any = consts.ECC
_BYTES = re.compile(rb"[\x00-\x7f][\x00-\xff]*", re.DOTALL)
_DENSER = re.compile(rb"[0-9A-Z $%*+\-./:\x80-\xff]*")  # only digits, only capitals, or perhaps Kanji
_PADDING = bytes((0, *(0xEC, 0x11) * 1500))  # segno begins with an empty word; no reader looks behind the end
_FIELD = 0x11D  # x^8 + x^4 + x^3 + x^2 + 1


def as_bytes(content: bytes) -> bool:
    """Whether it stands in a code byte by byte; digits, capitals and Kanji are written closer."""
    return bool(_BYTES.fullmatch(content)) and not _DENSER.fullmatch(content)


def size_for(content: bytes, *, boost: bool) -> tuple[int, int] | None:
    """The smallest version that holds it at level M, and the level; with `boost` the best level that it has room for. None where
    it is too long."""
    for version in range(1, 41):
        bits = 4 + _counting(version) + 8 * len(content)
        fits = [level for level in LEVELS if bits <= _ROOM[version][level]]
        if fits:
            return version, fits[-1 if boost else 0]
    return None


def _counting(version: int) -> int:
    """The bits that say how many bytes follow."""
    return 8 if version < 10 else 16


@cache
def _products() -> Words:
    """What each two words make multiplied, in the field of the standard."""
    powers, value = [], 1
    for _ in range(255):
        powers.append(value)
        value = value << 1 ^ (_FIELD if value & 0x80 else 0)
    log = np.zeros(256, dtype=np.int64)
    log[powers] = np.arange(255)
    made: Words = np.array(powers, dtype=np.uint8)[(log[:, None] + log[None, :]) % 255]
    made[0, :] = made[:, 0] = 0
    return made


@cache
def _correcting(data: int, more: int) -> Words:
    """What each of so many words adds to the so many that correct a block of them: the remainder that it alone leaves."""
    times = _products()
    divisor, root = np.array([1], dtype=np.uint8), 1
    for _ in range(more):
        divisor = np.append(divisor, np.uint8(0)) ^ np.append(np.uint8(0), times[root, divisor])
        root = root << 1 ^ (_FIELD if root & 0x80 else 0)
    rows, left = [], np.zeros(more, dtype=np.uint8)
    left[-1] = 1  # x^0; each step is the remainder of the next power
    for power in range(more + data - 1):
        left = np.append(left[1:], np.uint8(0)) ^ times[left[0], divisor[1:]]
        if power >= more - 1:
            rows.append(left)
    return np.array(rows[::-1], dtype=np.uint8)


def words(content: bytes, *, version: int, level: int) -> Words:
    """Every word of the code in the order in which they are placed."""
    blocks = [(one.num_data, one.num_total - one.num_data) for one in _BLOCKS[version][level] for _ in range(one.num_blocks)]
    plain = _plain(content, version, sum(data for data, _ in blocks))
    times, parts, behind, start = _products(), [], [], 0
    for data, more in blocks:
        part = plain[start : start + data]
        parts.append(part)
        behind.append(np.bitwise_xor.reduce(times[part[:, None], _correcting(data, more)], axis=0))
        start += data
    return np.concatenate((_woven(parts), _woven(behind)))


def _plain(content: bytes, version: int, room: int) -> Words:
    """Mode, length, bytes, end, and what fills the rest."""
    count = _counting(version)
    said = ((0b0100 << count | len(content)) << 8 * len(content) | int.from_bytes(content)) << 4
    packed = said.to_bytes(len(content) + (8 + count) // 8)
    return np.frombuffer((packed + _PADDING)[:room], dtype=np.uint8)


def _woven(parts: list[Words]) -> Words:
    """The first word of each block, the second of each, and so on; some blocks have one more than the others."""
    longest = max(len(part) for part in parts)
    return np.array([part[place] for place in range(longest) for part in parts if place < len(part)], dtype=np.uint8)


def places(data: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Where the bits stand, of these cells, as places in the flattened square: two columns at a time from the right, up and down."""
    size, found, up = len(data), [], True
    for right in (*range(size - 1, 6, -2), *range(5, 0, -2)):
        for row in range(size - 1, -1, -1) if up else range(size):
            found += [row * size + column for column in (right, right - 1) if data[row, column]]
        up = not up
    return np.array(found, dtype=np.int64)
