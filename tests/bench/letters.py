"""How many letters a second two processors set, as two threads do it, and one; beside a bare Typst page of one line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import typst

from akkoord.core.letter import LetterContent, LetterInvoice, LetterParty
from akkoord.letters.render import render_pdf
from akkoord.letters.texts import blocks_for, subject_for

LETTERS = 200
WANTED = 100  # letters a second on two processors


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


def letter(place: int) -> object:
    """Write and set one."""
    one = content(place)
    return render_pdf(one, blocks=blocks_for(one), subject=subject_for(one))


def took(work: Callable[[int], object], threads: int) -> tuple[float, float]:
    """Seconds of the clock and of the processors for all letters in so many threads, the first one of each not counted."""
    with ThreadPoolExecutor(max_workers=threads) as pool:
        list(pool.map(work, range(LETTERS, LETTERS + 2 * threads)))
        began, cpu = time.perf_counter(), time.process_time()
        list(pool.map(work, range(LETTERS)))
        return time.perf_counter() - began, time.process_time() - cpu


def main() -> int:
    """Measure and print one line of JSON. On a machine that does more than this, the seconds of the processors say more."""
    bare = typst.Compiler()
    two, two_cpu = took(letter, 2)
    one, one_cpu = took(letter, 1)
    floor, floor_cpu = took(lambda place: bare.compile(f"Brief {place}".encode()), 1)
    print(
        json.dumps(
            {
                "letters": LETTERS,
                "wanted_per_second_on_two": WANTED,
                "letters_per_second_on_two": round(LETTERS / two, 1),
                "letters_per_second_on_one": round(LETTERS / one, 1),
                "cpu_ms_per_letter": round(1000 * one_cpu / LETTERS, 2),
                "letters_per_two_cpu_seconds": round(2 * LETTERS / two_cpu, 1),
                "floor_per_second": round(LETTERS / floor, 1),
                "ratio_of_cpu": round(one_cpu / floor_cpu, 1),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
