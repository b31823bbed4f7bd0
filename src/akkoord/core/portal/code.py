"""The code in a link: long enough that nobody guesses it, and written so that somebody can type it from paper."""

from __future__ import annotations

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: without I, L, O and U
LENGTH, GROUP = 28, 4  # 140 bits, in seven groups
BYTES = 18  # that many are needed for them
_LOOKS_LIKE = str.maketrans("OIL", "011", "- \u2010\u2011\u2013\u00a0")


def written(secret: bytes) -> str:
    """The code of a secret of at least eighteen bytes, in groups. Raises ValueError for a shorter one.

    >>> written(bytes(range(18)))
    '000G-40R4-0M30-E209-185G-R38E-1W81'
    """
    if len(secret) < BYTES:
        raise ValueError(f"a secret has at least {BYTES} bytes")
    number = int.from_bytes(secret[:BYTES], "big") >> (BYTES * 8 - LENGTH * 5)
    letters = "".join(LETTERS[number >> 5 * place & 31] for place in range(LENGTH - 1, -1, -1))
    return "-".join(letters[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def read(typed: str) -> str:
    """The code as it was meant, however it was typed: dashes, spaces and capitals do not matter, and what looks alike is alike.
    Empty where it can be no code.

    >>> read("000g40r4 0m30 E209-185G-R38E-1W8T")
    '000G-40R4-0M30-E209-185G-R38E-1W8T'
    >>> read("oooG-4or4-0M3O-E209-I85G-R38E-lw8T") == read("000G40R40M30E209185GR38E1W8T"), read("000G"), read("U" * 28)
    (True, '', '')
    """
    letters = typed[: 4 * LENGTH].upper().translate(_LOOKS_LIKE)
    if len(letters) != LENGTH or any(letter not in LETTERS for letter in letters):
        return ""
    return "-".join(letters[place : place + GROUP] for place in range(0, LENGTH, GROUP))
