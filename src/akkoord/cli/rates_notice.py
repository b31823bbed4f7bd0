"""The notice that rates of interest end or have ended, on standard error: what is printed on standard output stays what it is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from akkoord.cli.frame import said
from akkoord.core.law.freshness import REMEDY, Ending

if TYPE_CHECKING:
    from akkoord.store.models import Creditor


def warn(verb: str, ending: Ending | None, *, of: str = "") -> None:
    """One line on standard error where tables of rates end soon or have ended, `of` a company where there are more."""
    if ending is not None:
        text = f"{f'{of}: ' if of else ''}{said(ending.said)} {said(REMEDY)}"
        print(f"akkoord {verb}: {text}".replace(chr(160), " "), file=sys.stderr)


def warn_of(verb: str, companies: Sequence[Creditor], *, on: date) -> None:
    """The same for the first of these companies of which the rates end, after `start`."""
    from akkoord.work.law import rates_ending

    found = [(ending, one.name) for one in companies if (ending := rates_ending(one.pk, on=on))]
    if found:
        ending, name = min(found, key=lambda pair: pair[0].until)
        warn(verb, ending, of=name if len(companies) > 1 else "")
