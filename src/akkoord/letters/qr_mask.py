"""A QR code and its mask, chosen as ISO/IEC 18004 (7.8.3) scores it, over all eight at once: that is the most of what a code costs.

The choice, and so the code, is the one segno makes when it is left to it; tests/letters/test_qr.py holds the two side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import segno
from segno import consts

from akkoord.letters.qr_words import LEVELS, as_bytes, places, size_for, words

Cells = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
MASKS = 8
_EIGHT = 8  # the row and the column of the format
_DATA = (consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT)
_VERSION = (consts.TYPE_VERSION_DARK, consts.TYPE_VERSION_LIGHT)
_FORMAT = (consts.TYPE_FORMAT_DARK, consts.TYPE_FORMAT_LIGHT)
_TIMING = (consts.TYPE_TIMING_DARK, consts.TYPE_TIMING_LIGHT)
_FINDER = 0b1011101  # dark, light, three dark, light, dark: looks like a corner where four light ones stand beside it
_NEVER_A_CORNER = 4  # modules after which the next one may begin
_CORNER = 7  # modules it takes


@dataclass(frozen=True, slots=True)
class Code:
    """A code: its version (1 to 40) and mask (0 to 7), and its cells, one where they are dark."""

    version: int
    mask: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all codes of one version and level share, each as an array of size by size, the last two eight of them: where the data
    stand, and in which order; what is written after the choice and is light while it is made, each mask over the data, and what
    stands around them."""

    data: npt.NDArray[np.bool_]
    places: Places
    later: npt.NDArray[np.bool_]
    masks: Cells
    around: Cells


def _cells(code: segno.QRCode) -> Cells:
    return np.array([list(row) for row in code.matrix], dtype=np.uint8)


def plain_code(content: bytes, *, boost: bool = False, mask: int | None = None) -> segno.QRCode:
    """A code of level M, or with `boost` of a better one where that takes no more room; under one mask, or the one segno finds best.
    Raises segno.DataOverflowError if it does not fit."""
    return segno.make_qr(content, error="m", boost_error=boost, mask=mask)


def _dark(down: Places, along: Places) -> tuple[npt.NDArray[np.bool_], ...]:
    """Which cells each mask turns over (7.8.2)."""
    both = down * along
    return (
        (down + along) % 2 == 0,
        down % 2 == 0,
        along % 3 == 0,
        (down + along) % 3 == 0,
        (down // 2 + along // 3) % 2 == 0,
        both % 2 + both % 3 == 0,
        (both % 2 + both % 3) % 2 == 0,
        ((down + along) % 2 + both % 3) % 2 == 0,
    )


@cache
def _frame(version: int, level: int) -> _Frame:
    name = "LMQH"[[consts.ERROR_LEVEL_L, *LEVELS].index(level)]
    made = [segno.make_qr("0", error=name, boost_error=False, mask=mask, version=version) for mask in range(MASKS)]
    kinds = np.array([list(row) for row in made[0].matrix_iter(border=0, verbose=True)])
    where: Places = np.indices(kinds.shape)
    down, along = where[0], where[1]
    beside = (down == _EIGHT) & ((along <= _EIGHT) | (along >= len(kinds) - _EIGHT))  # segno calls one module more the format
    formal = (beside | beside.T) & ~np.isin(kinds, _TIMING)
    data = np.isin(kinds, _DATA) | (np.isin(kinds, _FORMAT) & ~formal)
    around = np.array([np.where(data, 0, _cells(one)) for one in made], dtype=np.uint8)
    masks = np.array([one & data for one in _dark(down, along)], dtype=np.uint8)
    return _Frame(data, places(data), formal | np.isin(kinds, _VERSION), masks, around)


def _runs(lines: Cells) -> npt.NDArray[np.int64]:
    """Points for five and more alike after one another: three, and one for each more."""
    same = lines[..., 1:] == lines[..., :-1]
    five = same[..., :-3] & same[..., 1:-2] & same[..., 2:-1] & same[..., 3:]
    within, on = five.sum(axis=(1, 2)), (five[..., 1:] & five[..., :-1]).sum(axis=(1, 2))
    return np.asarray(within + 2 * (within - on), dtype=np.int64)


def _squares(cells: Cells) -> npt.NDArray[np.int64]:
    """Three points for each two by two alike."""
    along, down = cells[..., 1:] == cells[..., :-1], cells[:, 1:] == cells[:, :-1]
    return np.asarray(3 * (along[:, 1:] & along[:, :-1] & down[..., 1:]).sum(axis=(1, 2)), dtype=np.int64)


def _corners(lines: Cells) -> list[int]:
    """Forty points for each that looks like a corner; two in one line do not share modules."""
    size = lines.shape[-1]
    seen = np.zeros((*lines.shape[:2], size - _CORNER + 1), dtype=np.uint8)
    for place in range(_CORNER):
        seen = (seen << 1) | lines[..., place : place + size - _CORNER + 1]
    dark = np.pad(lines, ((0, 0), (0, 0), (4, 4)))
    beside = dark[..., :-3] | dark[..., 1:-2] | dark[..., 2:-1] | dark[..., 3:]
    quiet = (beside[..., : seen.shape[-1]] == 0) | (beside[..., 4 + _CORNER :] == 0)
    points, before, free = [0] * len(lines), (-1, -1), 0
    found = seen == _FINDER
    for (mask, line, place), counts in zip(np.argwhere(found).tolist(), quiet[found].tolist(), strict=True):
        free = free if before == (mask, line) else 0
        before = (mask, line)
        if place >= free:
            points[mask] += 40 * counts
            free = place + (_CORNER if counts else _NEVER_A_CORNER)
    return points


def _balance(cells: Cells) -> list[int]:
    """Ten points for each five per cent that dark and light are out of balance."""
    return [10 * int(abs(dark / cells[0].size * 100 - 50) / 5) for dark in cells.sum(axis=(1, 2)).tolist()]


def best_code(content: bytes, *, boost: bool = False) -> Code:
    """The code of level M, or as above, with the mask that makes it easiest to read. Raises segno.DataOverflowError if it does not
    fit."""
    size = size_for(content, boost=boost) if as_bytes(content) else None
    if size is None:
        theirs = plain_code(content, boost=boost)
        return Code(int(theirs.version), int(theirs.mask), _cells(theirs))
    version, level = size
    frame = _frame(version, level)
    bits = np.unpackbits(words(content, version=version, level=level))
    bare = np.where(frame.data | frame.later, np.uint8(0), frame.around[0]).ravel()
    bare[frame.places[: len(bits)]] = bits  # what is over stays light
    cells = bare.reshape(frame.data.shape) ^ frame.masks
    lines = np.concatenate((cells, cells.transpose(0, 2, 1)), axis=1)
    mask = int(np.argmin(_runs(lines) + _squares(cells) + _corners(lines) + _balance(cells)))
    return Code(version, mask, np.where(frame.data, cells[mask], frame.around[mask]))
