"""How well reasons are recognised in utterances that training never saw, and how long one takes.

`python -m tests.bench.reasons [--wrong]`: macro-F1 and what is right on `utterances/` (twenty a reason, written apart), the
table of confusions on standard error, how often the right one stands among the three that are shown, how often it is right
where it is sure, and the milliseconds of the processor for a proposal beside the bare least: looking every word up in a table.
Wrong (exit 1) where macro-F1 is below 0.85, where less than 0.95 is right of what is sure, or where one takes more than 5 ms.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from akkoord.reasons import examples, recogniser
from akkoord.work.hear import Heard, hear

HERE = Path(__file__).parent / "utterances"
F1, SURE, MILLISECONDS = 0.85, 0.95, 5.0


def held_out() -> dict[str, list[str]]:
    """Reason -> the utterances that training never saw."""
    return {path.stem: path.read_text(encoding="utf-8").split("\n")[:-1] for path in sorted(HERE.glob("*.txt"))}


def macro_f1(pairs: Counter[tuple[str, str]]) -> float:
    """The mean over the reasons of F1, of how often each truth was answered so."""
    reasons = {truth for truth, _ in pairs}
    found = []
    for one in reasons:
        right = pairs[one, one]
        missed = sum(many for (truth, answer), many in pairs.items() if truth == one != answer)
        false = sum(many for (truth, answer), many in pairs.items() if answer == one != truth)
        found.append(2 * right / max(1, 2 * right + missed + false))
    return sum(found) / len(found)


def timed(texts: Sequence[str]) -> dict[str, float]:
    """Milliseconds of the processor: a proposal, the slowest of a hundred, a text of ten thousand letters, and the bare least."""
    recogniser().recognise("goedemorgen")
    took = []
    for text in texts:
        began = time.process_time()
        recogniser().recognise(text)
        took.append(1000 * (time.process_time() - began))
    known = {word: reason for reason, said in examples().items() for text in said for word in text.split()}
    began = time.process_time()
    found = sum(known.get(word, "") != "" for text in texts for word in text.split())
    least = 1000 * (time.process_time() - began) / len(texts)
    began = time.process_time()
    recogniser().recognise((" ".join(texts))[:10_000])
    long = 1000 * (time.process_time() - began)
    if not found:
        raise ValueError("no word is known")
    mean = sum(took) / len(took)
    return {
        "ms": round(mean, 2),
        "ms_99": round(sorted(took)[int(0.99 * len(took))], 2),
        "ms_10000_letters": round(long, 1),
        "floor_ms": round(least, 4),
        "times_floor": round(mean / least),
    }


def scored(answers: Sequence[tuple[str, str, Heard]]) -> dict[str, float]:
    """What is right: as the first, among three, and where it is sure."""
    sure = [(truth, heard) for truth, _, heard in answers if heard.sure]
    three = sum(truth in (heard.reason, *(one for one, _ in heard.others[:2])) for truth, _, heard in answers)
    return {
        "utterances": len(answers),
        "macro_f1": round(macro_f1(Counter((truth, heard.reason) for truth, _, heard in answers)), 4),
        "right": round(sum(truth == heard.reason for truth, _, heard in answers) / len(answers), 4),
        "among_three": round(three / len(answers), 4),
        "sure_share": round(len(sure) / len(answers), 4),
        "sure_right": round(sum(truth == heard.reason for truth, heard in sure) / max(1, len(sure)), 4),
    }


def main() -> int:
    """Print one line of JSON, and the table of confusions."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--wrong", action="store_true", help="show the wrong answers")
    args = parser.parse_args()
    said = held_out()
    answers = [(truth, text, hear(text)) for truth, texts in said.items() for text in texts]
    figures = scored(answers) | timed([text for texts in said.values() for text in texts])
    print(json.dumps(figures))
    _show(said, answers)
    if args.wrong:
        for truth, text, heard in answers:
            if truth != heard.reason:
                print(f"{truth} > {heard.reason} {heard.confidence:.2f}{' SURE' if heard.sure else ''} | {text}", file=sys.stderr)
    return 0 if figures["macro_f1"] >= F1 and figures["sure_right"] >= SURE and figures["ms"] <= MILLISECONDS else 1


def _show(said: Mapping[str, Sequence[str]], answers: Sequence[tuple[str, str, Heard]]) -> None:
    say = partial(print, file=sys.stderr)
    for reason, texts in said.items():
        others = Counter(heard.reason for truth, _, heard in answers if truth == reason != heard.reason)
        right = len(texts) - others.total()
        say(f"{reason:<23} {right:>2}/{len(texts)}  {', '.join(f'{one} {many}' for one, many in others.most_common())}")


if __name__ == "__main__":
    sys.exit(main())
