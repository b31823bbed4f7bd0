"""Whether the law's numbers are still known: a notice a month before a table of rates ends, and another once it has (art. 6:120 BW).

Past the last day that was checked a rate may have changed: https://wetten.overheid.nl/BWBR0005289.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from akkoord.core.day_words import day_shown
from akkoord.core.law.series import Series
from akkoord.core.problem import Text

AHEAD = timedelta(days=31)

REMEDY = Text(
    "Een nieuwe versie van Akkoord brengt het percentage mee; is het al gepubliceerd, dan kan een eigenaar het invoeren bij "
    "Instellingen, Rentepercentages.",
    "A new version of Akkoord brings the rate; once it is published an owner can enter it under Settings, Rates of interest.",
)


@dataclass(frozen=True, slots=True)
class Ending:
    """Tables of rates that end within a month, or have ended: `until` is the last day they were checked for."""

    until: date
    tables: tuple[Series, ...]
    passed: bool

    @property
    def said(self) -> Text:
        """Until when, and what happens after that day or is so already, with the reason."""
        nl, en = self._subject()
        until = Text(day_shown(self.until, language="nl", weekday=False), day_shown(self.until, language="en", weekday=False))
        if self.passed:
            return Text(
                f"{nl} tot en met {until.nl}. Die dag is voorbij en het percentage kan veranderd zijn (art. 6:120 BW): "
                "Akkoord rekent geen rente meer en formele brieven wachten.",
                f"{en} up to and including {until.en}. That day has passed and the rate may have changed (art. 6:120 BW): "
                "Akkoord reckons no interest any more and formal letters wait.",
            )
        return Text(
            f"{nl} tot en met {until.nl}. Daarna kan het percentage veranderd zijn (art. 6:120 BW): "
            "Akkoord rekent dan geen rente en formele brieven wachten, tot het nieuwe percentage bekend is.",
            f"{en} up to and including {until.en}. After that the rate may have changed (art. 6:120 BW): "
            "Akkoord then reckons no interest and formal letters wait, until the new rate is known.",
        )

    def _subject(self) -> tuple[str, str]:
        if len(self.tables) > 1:
            return "De rentepercentages zijn gecontroleerd", "The rates of interest were checked"
        name = self.tables[0].name
        return f"De {name.nl} is gecontroleerd", f"The {name.en} was checked"


def ending(tables: Iterable[Series], *, on: date) -> Ending | None:
    """The tables that end first, where that is within 31 days of `on` or before it; None while all is well."""
    known = tuple(tables)
    until = min(one.checked_until for one in known)
    if on < until - AHEAD:
        return None
    return Ending(until, tuple(one for one in known if one.checked_until == until), on > until)
