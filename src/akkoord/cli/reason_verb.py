"""`akkoord reason TEXT`: which reason a debtor gives, what to ask, how to show understanding, and the way back to the arrears."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from akkoord.cli.frame import WrongCall, output, said
from akkoord.core.problem import Text

PLACES = {"{bedrag}": "het bedrag", "{dag1}": "vrijdag", "{dag2}": "maandag", "{dag}": "vrijdag"}
_SIGNS = Text(
    "Let op: tekenen van kwetsbaarheid ({kinds}). Dring niet aan; laat een mens beslissen.",
    "Mind: signs of vulnerability ({kinds}). Do not press; let a person decide.",
)
_KINDS = {
    "self-harm": Text("gedachten aan zelfdoding", "thoughts of suicide"),
    "despair": Text("wanhoop", "despair"),
    "illness": Text("ziekte", "illness"),
    "grief": Text("rouw", "grief"),
    "administration": Text("bewind", "under administration"),
    "debt-counselling": Text("schuldhulp", "debt counselling"),
    "capability": Text("kan het niet lezen of volgen", "cannot read or follow it"),
}
_UNSURE = Text("Niet zeker; het kan ook zijn:", "Not sure; it may also be:")
_LABELS = (
    ("ask", Text("Vraag", "Ask")),
    ("empathy", Text("Begrip", "Understanding")),
    ("back_to_arrears", Text("Terug", "Back")),
    ("proof", Text("Bewijs", "Proof")),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("text", nargs="?", metavar="TEXT", help="what the debtor says")
    parser.add_argument("--file", type=Path, metavar="F", help="a file with one utterance a line; prints one JSON value a line")


def run(args: argparse.Namespace) -> int:
    """Recognise and print."""
    if (args.text is None) == (args.file is None):
        raise WrongCall("say what the debtor says, as TEXT or with --file F")
    for text in [args.text] if args.file is None else _lines_of(args.file):
        if args.file is None or args.json:
            output(_value(text), as_json=args.json, plain=partial(_plain, text))
        else:
            sys.stdout.write(json.dumps(_value(text), ensure_ascii=False) + "\n")
    return 0


def _lines_of(path: Path) -> list[str]:
    try:
        content = path.read_text(encoding="utf-8-sig").removesuffix("\n")
    except OSError as wrong:
        raise WrongCall(f"{path} cannot be read: {wrong.strerror}") from wrong
    except UnicodeDecodeError as wrong:
        raise WrongCall(f"{path} is no UTF-8 text: byte {wrong.start + 1} cannot be read") from wrong
    return content.split("\n") if content else []


def _value(text: str) -> dict[str, Any]:
    from akkoord.reasons import reasons
    from akkoord.work.hear import hear

    heard = hear(text)
    reason = reasons()[heard.reason]
    return {
        "reason": heard.reason,
        "confidence": heard.confidence,
        "others": [{"reason": other, "confidence": confidence} for other, confidence in heard.others],
        "cause": reason.cause.value,
        **{part: _first(getattr(reason, part)) for part, _ in _LABELS},
    }


def _first(lines: tuple[str, ...]) -> str:
    """The sentence to say first, with neutral words where a sum or a day belongs; nothing where there is none."""
    line = lines[0] if lines else ""
    for place, words in PLACES.items():
        line = line.replace(place, words)
    return line


def _plain(text: str) -> Iterator[str]:
    from akkoord.reasons import reasons
    from akkoord.work.hear import hear

    heard, value, shelf = hear(text), _value(text), reasons()
    yield f"{said(shelf[heard.reason].name)} ({heard.confidence:.0%})"
    if not heard.sure:
        yield said(_UNSURE)
        yield from (f"  {said(shelf[other].name)} ({confidence:.0%})" for other, confidence in heard.others[:2])
    yield from (f"{said(label) + ':':<15} {value[part]}" for part, label in _LABELS if value[part])
    if heard.vulnerable:
        yield said(_SIGNS).format(kinds=", ".join(said(_KINDS[kind]) for kind in heard.vulnerable))
