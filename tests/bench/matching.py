"""How often payments are booked right without asking, how often the first proposal is right, and how long matching takes.

`python -m tests.bench.matching [--payments N] [--big N]`: `_payments.py` makes payments of which the truth is known, for four
ways of numbering. What is not certain is answered as a person would, by the truth, and the next one is asked. Then so many
payments against as many open invoices, timed. Wrong (exit 1) where 0.999 of the booked or 0.97 of the first proposals is not right.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from akkoord.cli.frame import seldom_collected
from akkoord.core.matching.book import Book, Discount
from akkoord.core.matching.proposals import Match, match
from akkoord.core.matching.spelling import normal, spans, words_of
from tests.bench._payments import NUMBERINGS, Made, Truth, made

BOOKED, PROPOSED = 0.999, 0.97  # shares that must be right
SECONDS = 20  # what filling the book and matching should take together for the big one


@dataclass(slots=True)
class Score:
    """What was answered, counted by kind of payment."""

    booked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    payable: int = 0
    wrong: list[tuple[Truth, Match]] = field(default_factory=list)

    def add(self, truth: Truth, answer: Match | None) -> None:
        """Count one answer."""
        self.all[truth.kind] += 1
        self.payable += bool(truth.parts)
        if answer is None:
            return
        right = _on_each(answer) == _on_each(truth)
        (self.booked if answer.certain else self.asked)[truth.kind] += 1
        (self.right if answer.certain else self.first)[truth.kind] += right
        if not right:
            self.wrong.append((truth, answer))

    def figures(self) -> dict[str, float | int]:
        """Precision and recall of what is booked, precision of the first answers and of those that are asked."""
        booked, asked = self.booked.total(), self.asked.total()
        right, first = self.right.total(), self.first.total()
        return {
            "payments": self.all.total(),
            "booked_precision": round(right / max(booked, 1), 5),
            "booked_recall": round(right / max(self.payable, 1), 4),
            "first_precision": round((right + first) / max(booked + asked, 1), 4),
            "asked": asked,
            "asked_precision": round(first / max(asked, 1), 4),
        }


def _on_each(one: Match | Truth) -> dict[int, int]:
    """What comes off each invoice and each credit note; which note comes off which of the invoices that are paid is all one."""
    cents: Counter[int] = Counter()
    for invoice, part in one.parts:
        cents[invoice] += part
    for note, invoice, part in one.credits:
        cents[note] += part
        cents[invoice] += part
    return cents


def answered(one: Made, score: Score, *, discount: Discount) -> None:
    """Ask for every payment; the truth is booked before the next."""
    book = book_of(one, discount)
    for truth in one.payments:
        answer = match(book, truth.payment)
        score.add(truth, answer)
        book.set_off(truth.credits)
        book.take(truth.parts)
        for debtor in {book.invoices[invoice].debtor_id for invoice, _ in truth.parts}:
            book.learn(truth.payment.iban, debtor)


def floor(one: Made) -> float:
    """Processor seconds for the least that any matching does: spell every invoice number into a dictionary, find numbers in
    every text, and look them up."""
    began = time.process_time()
    known = {normal(row.number): row.id for row in one.invoices}
    found = 0
    for truth in one.payments:
        found += sum(word in known for text in truth.payment.texts for _, _, word in spans(words_of(text)))
    if not found:
        raise ValueError("no payment names a number")
    return time.process_time() - began


def book_of(one: Made, discount: Discount) -> Book:
    """What is open and known before the first payment."""
    return Book.of(one.invoices, notes=one.notes, accounts=one.accounts, payers=one.payers.values(), asked=one.asked, discount=discount)


def certain_ones(one: Made, book: Book) -> int:
    """Match every payment in turn and take what is certain off the book; gives how many are."""
    certain = 0
    for truth in one.payments:
        answer = match(book, truth.payment)
        if answer and answer.certain:
            book.set_off(answer.credits)
            book.take(answer.parts)
            book.learn(truth.payment.iban, answer.debtor_id)
            certain += 1
    return certain


def timed(many: int, *, discount: Discount) -> dict[str, float | int]:
    """So many payments against just as many open invoices, in one process: seconds to fill the book and to match. The seconds
    of the processor stand beside those of the clock, and their ratio to the floor: other work on the machine takes them both."""
    one = made(many, numbering="year-and-count", seed=9, standing=many)
    least = floor(one)
    began, cpu = time.perf_counter(), time.process_time()
    book = book_of(one, discount)
    filled, cpu_filled = time.perf_counter(), time.process_time()
    booked = certain_ones(one, book)
    done, cpu_done = time.perf_counter(), time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    open_ = sum(one.open > 0 for one in one.invoices)
    return {
        "big_payments": many,
        "big_invoices": open_,
        "big_booked": booked,
        "fill_seconds": round(filled - began, 2),
        "match_seconds": round(done - filled, 2),
        "seconds": round(done - began, 2),
        "fill_cpu_seconds": round(cpu_filled - cpu, 2),
        "match_cpu_seconds": round(cpu_done - cpu_filled, 2),
        "floor_cpu_seconds": round(least, 2),
        "times_floor": round((cpu_done - cpu) / least, 2),
        "aim_seconds": SECONDS,
        "peak_mb": peak,
    }


def main() -> int:
    """Print one line of JSON, and with --wrong what went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--payments", type=int, default=10_000)
    parser.add_argument("--big", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--wrong", action="store_true", help="show the wrong answers")
    args = parser.parse_args()
    seldom_collected()  # as every command does
    score, discount = Score(), Discount(200, 10)
    for place, numbering in enumerate(NUMBERINGS):
        answered(made(args.payments // len(NUMBERINGS), numbering=numbering, seed=args.seed + place), score, discount=discount)
    figures = score.figures() | (timed(args.big, discount=discount) if args.big else {})
    print(json.dumps(figures))
    if args.wrong:
        _show(score)
    good = figures["booked_precision"] >= BOOKED and figures["first_precision"] >= PROPOSED
    return 0 if good else 1


def _show(score: Score) -> None:
    say = partial(print, file=sys.stderr)
    for kind in score.all:
        booked, asked = f"{score.right[kind]}/{score.booked[kind]}", f"{score.first[kind]}/{score.asked[kind]}"
        say(f"{kind:<20} {score.all[kind]:>5}  booked {booked}  asked {asked}")
    for truth, answer in score.wrong:
        said = truth.payment
        say("BOOKED" if answer.certain else "asked", truth.kind, said.amount, said.name, said.texts, said.reference, truth.parts)
        say("    ", answer.score, answer.parts, answer.reasons)


if __name__ == "__main__":
    sys.exit(main())
