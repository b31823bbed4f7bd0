"""What the work list says of invoices that prescribe: which, on which day, and what helps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from akkoord.core.day_words import in_words
from akkoord.core.problem import Text
from akkoord.work.prescription import Prescribing

SOON = timedelta(days=30)  # from here on it goes before what brings in more


def urgency(found: Sequence[Prescribing], *, on: date) -> int:
    """1 where little time is left, 0 where there is time, -1 where nothing can be saved any more."""
    left = [one.answer.last_day for one in found if not one.passed(on)]
    return -1 if not left else int(min(left) <= on + SOON)


def because(found: Sequence[Prescribing], *, on: date) -> Text:
    """Why one debtor is on the list: his invoices that prescribe within the warning time, or have; the soonest first."""
    ahead = [one for one in found if not one.passed(on)]
    return _ahead(ahead, passed=len(found) - len(ahead)) if ahead else _passed(found)


def _ahead(ahead: Sequence[Prescribing], *, passed: int) -> Text:
    one, more = ahead[0], len(ahead) - 1
    day, last = in_words(one.answer.prescribes_on), in_words(one.answer.last_day)
    also_nl = "" if not more else f" Daarna {'volgt er nog één' if more == 1 else f'volgen er nog {more}'}."
    also_en = "" if not more else f" {'One more follows' if more == 1 else f'{more} more follow'} after it."
    gone_nl = "" if not passed else f" {'Eén andere factuur is' if passed == 1 else f'{passed} andere facturen zijn'} al verjaard."
    gone_en = "" if not passed else f" {'One other invoice has' if passed == 1 else f'{passed} other invoices have'} prescribed already."
    return Text(
        f"Factuur {one.invoice.number} verjaart op {day.nl}. Zorg dat de klant uiterlijk op {last.nl} een aanmaning heeft waarin u uw "
        f"recht op betaling voorbehoudt, of laat hem de schuld schriftelijk erkennen.{also_nl}{gone_nl}{_service(one).nl}",
        f"Invoice {one.invoice.number} prescribes on {day.en}. See that the customer has a formal demand that reserves your right to "
        f"payment on {last.en} at the latest, or have him acknowledge the debt in writing.{also_en}{gone_en}{_service(one).en}",
    )


def _passed(found: Sequence[Prescribing]) -> Text:
    one, more = found[-1], len(found) - 1
    day = in_words(one.answer.prescribes_on)
    also_nl = "" if not more else f", {'een andere' if more == 1 else f'{more} andere'} al eerder"
    also_en = "" if not more else f", {'another' if more == 1 else f'{more} others'} before that"
    return Text(
        f"Factuur {one.invoice.number} is verjaard op {day.nl}{also_nl}. "
        f"Betaling mag nog worden gevraagd, niet meer worden afgedwongen.{_service(one).nl}",
        f"Invoice {one.invoice.number} prescribed on {day.en}{also_en}. "
        f"Payment may still be asked for, and can no longer be enforced.{_service(one).en}",
    )


def _service(one: Prescribing) -> Text:
    if one.service is None:
        return Text("", "")
    day = in_words(one.service)
    return Text(
        f" Was dit geen koop maar bijvoorbeeld een dienst, dan verjaart het op {day.nl}.",
        f" If this was no purchase but a service, for example, it prescribes on {day.en}.",
    )
