"""How many letters a second one processor sets, beside a bare Typst page of one line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date

import typst

from akkoord.core.letter import LetterContent, LetterInvoice, LetterParty
from akkoord.letters.render import render_pdf
from akkoord.letters.texts import blocks_for, subject_for

LETTERS = 100


def content(place: int) -> LetterContent:
    """A reminder of three invoices; each letter asks another sum, so that nothing can be kept from the last one."""
    lines = tuple(LetterInvoice(f"2026-{place}{n}", date(2026, 5, 1), date(2026, 5, 31), 10000 + place, 10000 + place, 1) for n in range(3))
    return LetterContent(
        kind="reminder",
        language="nl",
        reference=f"R{place}",
        dated=date(2026, 6, 1),
        sender=LetterParty(name="De Linde", street="Dorpsstraat 1", postcode="3811 AA", city="Amersfoort", iban="NL91ABNA0417164300"),
        addressee=LetterParty(name=f"Debiteur {place} B.V.", street="Laan 2", postcode="3511 AB", city="Utrecht"),
        invoices=lines,
        principal=sum(line.open for line in lines),
        asked=sum(line.open for line in lines),
    )


def seconds(work: Callable[[int], object]) -> float:
    """Seconds for all letters, the first one not counted."""
    work(LETTERS)
    began = time.perf_counter()
    for place in range(LETTERS):
        work(place)
    return time.perf_counter() - began


def main() -> int:
    """Measure both and print one line of JSON."""
    bare = typst.Compiler()

    def letter(place: int) -> object:
        one = content(place)
        return render_pdf(one, blocks=blocks_for(one), subject=subject_for(one))

    ours = seconds(letter)
    floor = seconds(lambda place: bare.compile(f"Brief {place}".encode()))
    print(
        json.dumps(
            {
                "letters": LETTERS,
                "letters_per_second": round(LETTERS / ours, 1),
                "floor_per_second": round(LETTERS / floor, 1),
                "ratio": round(ours / floor, 1),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
