"""Makes rows of one Ntry: itself, or the transactions of a batch where their sum is the entry's."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from akkoord.core.money import shown
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import EntryRead
from akkoord.importers._camt.details import Detail, Entry, amount_of, detail_of, kids, meant, one_line, sign_of
from akkoord.importers._camt.paths import EntryTexts, Paths
from akkoord.importers._problems import XML_AMOUNT, XML_DATE, unusable
from akkoord.importers._xml import cents, line_of

NOT_BOOKED = frozenset(("PDNG", "FUTR", "INFO"))
DIRECTION = Text("CRDT of DBIT", "CRDT or DBIT")


class Booked(NamedTuple):
    """The rows of one entry, its currency and the problems met; no rows where it is not booked or cannot be used."""

    rows: tuple[EntryRead, ...] = ()
    currency: str = ""
    problems: tuple[Problem, ...] = ()


def booked(element: etree._Element, *, paths: Paths, account: str, otherwise: date | None = None) -> Booked:
    """What one Ntry booked on the account, on its own day, or on `otherwise` where it names none."""
    texts, detail = paths.entry(element)
    if texts.status.strip() in NOT_BOOKED:
        return Booked()
    on, amount, sign = _day(texts, otherwise), cents(texts.amount), sign_of(texts.direction)
    if on is None or amount is None or not sign:
        return Booked(currency=texts.currency, problems=(_unusable(element, texts, on, amount),))
    entry = Entry(sign, texts.currency, account)
    if texts.has_several == "true":
        return _batch(element, texts, on, sign * amount, _details(element, entry, paths))
    only = detail_of(detail, entry, element, "NtryDtls", "TxDtls")
    return Booked((_row(on, sign * amount, only, texts),), texts.currency)


def _details(element: etree._Element, entry: Entry, paths: Paths) -> list[Detail]:
    """Each transaction of a batch, with its amount."""
    found = [(one, paths.detail(one)) for one in paths.details(element)]
    return [detail_of(texts, entry, one)._replace(amount=amount_of(one, texts, entry)) for one, texts in found]


def _batch(element: etree._Element, texts: EntryTexts, on: date, amount: int, details: list[Detail]) -> Booked:
    """The transactions of an entry where their sum is the entry's; otherwise the entry, with the text of all."""
    amounts = [detail.amount for detail in details if detail.amount is not None]
    if len(details) == 1:
        return Booked((_row(on, amount, details[0], texts),), texts.currency)
    if amounts and len(amounts) == len(details) and sum(amounts) == amount:
        own = len({detail.bank_id for detail in details}) == len(details)
        alone = texts._replace(bank_id="")
        rows = (_row(on, one.amount or 0, one if own else one._replace(bank_id=""), alone) for one in details)
        return Booked(tuple(rows), texts.currency)
    remittance = " ".join(dict.fromkeys(filter(None, (one_line(texts.info), *(detail.remittance for detail in details)))))
    problems = (_no_sum(element, amount, sum(amounts)),) if amounts else ()
    return Booked((_row(on, amount, Detail(remittance=remittance), texts),), texts.currency, problems)


def _row(on: date, amount: int, detail: Detail, texts: EntryTexts) -> EntryRead:
    bank_id, remittance = meant(texts.bank_id) or detail.bank_id, detail.remittance or one_line(texts.info)
    return EntryRead(on, amount, detail.name, detail.iban, remittance, detail.reference, detail.end_to_end_id, bank_id)


def _day(texts: EntryTexts, otherwise: date | None) -> date | None:
    """The day it was booked, else the day it counts from; a day that is there and is none is not guessed at."""
    written = texts.booked.strip() or texts.valued.strip()
    return day_of(written) if written else otherwise


def day_in(element: etree._Element, skip: int) -> date | None:
    """The day in a Dt or DtTm, as it is written there."""
    parts = kids(element, skip)
    found = parts["Dt"] if "Dt" in parts else parts.get("DtTm")
    return day_of(found.text or "") if found is not None else None


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """The day of an XML date or time.

    >>> day_of("2026-01-05T23:59:59.000+01:00"), day_of("2026-02-31"), day_of("20260105")
    (datetime.date(2026, 1, 5), None, None)
    """
    day = text.strip()[:10]
    try:
        return date.fromisoformat(day) if day[4:5] == "-" == day[7:8] and day.isascii() else None
    except ValueError:
        return None


def _unusable(element: etree._Element, texts: EntryTexts, on: date | None, amount: int | None) -> Problem:
    line = line_of(element)
    if amount is None:
        return unusable(one_line(texts.amount), expected=XML_AMOUNT, where="Ntry/Amt", line=line)
    if on is None:
        return unusable(one_line(texts.booked or texts.valued), expected=XML_DATE, where="Ntry/BookgDt", line=line)
    return unusable(one_line(texts.direction), expected=DIRECTION, where="Ntry/CdtDbtInd", line=line)


def _no_sum(element: etree._Element, amount: int, found: int) -> Problem:
    nl = f"De posten van deze verzamelboeking zijn samen {_shown(found, 'nl')}; verwacht {_shown(amount, 'nl')}. Dit is één boeking."
    en = f"The items of this batch sum to {_shown(found, 'en')}; expected {_shown(amount, 'en')}. Taken as one entry."
    return Problem(Text(nl, en), line_of(element), "Ntry/NtryDtls")


def _shown(amount: int, language: str) -> str:
    return shown(amount, language=language, sign=False)
