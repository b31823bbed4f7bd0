"""Makes rows of one Ntry: itself, or the transactions of a batch where their sum is the entry's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from akkoord.core.money import shown
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import EntryRead
from akkoord.importers._camt.charges import explain
from akkoord.importers._camt.details import Detail, Entry, amount_of, detail_of, kids, meant, one_line, sign_of
from akkoord.importers._camt.paths import EntryTexts, Paths
from akkoord.importers._kenmerk import kenmerk_in
from akkoord.importers._mt940 import slashes
from akkoord.importers._problems import XML_AMOUNT, XML_DATE, unusable
from akkoord.importers._xml import at, cents, line_of, words

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
        found = paths.details(element)
        return _batch(element, texts, on, sign * amount, list(zip(found, _details(found, entry, paths), strict=True)))
    only = detail_of(detail, entry, element, "NtryDtls", "TxDtls")
    return Booked((_row(on, sign * amount, only, texts),), texts.currency)


def _details(found: list[etree._Element], entry: Entry, paths: Paths) -> Iterator[Detail]:
    """Each transaction of a batch, with its amount."""
    for one in found:
        texts = paths.detail(one)
        yield detail_of(texts, entry, one)._replace(amount=amount_of(one, texts, entry))


def _batch(element: etree._Element, texts: EntryTexts, on: date, amount: int, found: list[tuple[etree._Element, Detail]]) -> Booked:
    """The transactions of an entry where their sum is the entry's, with its charges; otherwise the entry, with the text of all."""
    details = [detail for _, detail in found]
    amounts = [detail.amount for detail in details if detail.amount is not None]
    rest = amount - sum(amounts)
    if len(details) == 1 and (not amounts or not rest or not _is_batch(element)):
        return Booked((_row(on, amount, details[0], texts),), texts.currency)
    if amounts and len(amounts) == len(details) and (not rest or explain(rest, element, [one for one, _ in found])):
        own = len({detail.bank_id for detail in details}) == len(details)
        alone = texts._replace(bank_id="")
        rows = [_row(on, one.amount or 0, one if own else one._replace(bank_id=""), alone) for one in details]
        return Booked((*rows, *([_row(on, rest, Detail(), alone)] if rest else [])), texts.currency)
    told = details if len(details) > 1 else []  # what is said of one of many is not said of the whole
    remittance = " ".join(dict.fromkeys(filter(None, (one_line(texts.info), *(detail.remittance for detail in told)))))
    problems = (_no_sum(element, amount, sum(amounts)),) if amounts else ()
    return Booked((_row(on, amount, Detail(remittance=remittance), texts),), texts.currency, problems)


def _is_batch(element: etree._Element) -> bool:
    """Whether the bank counts several transactions in an entry."""
    return any(words(one).lstrip("0") not in ("", "1") for one in at(element, "NtryDtls", "Btch", "NbOfTxs"))


def _row(on: date, amount: int, detail: Detail, texts: EntryTexts) -> EntryRead:
    bank_id, info = meant(texts.bank_id) or detail.bank_id, one_line(texts.info)
    name, iban, remittance, reference, end_to_end_id = detail[1:6]
    if info.startswith("/") and not (name or iban or remittance) and slashes.starts(info):  # ABN AMRO, of entries without details
        name, iban, remittance, reference, end_to_end_id = (said or own for said, own in zip(slashes.of(info), detail[1:6], strict=True))
    remittance = remittance or info
    reference = reference or kenmerk_in(remittance, end_to_end_id=end_to_end_id)
    return EntryRead(on, amount, name, iban, remittance, reference, end_to_end_id, bank_id)


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

    >>> day_of("2026-01-05T23:59:59.000+01:00"), day_of("2026-02-31"), day_of("20260105"), day_of("0001-01-01")
    (datetime.date(2026, 1, 5), None, None, None)
    """
    day = text.strip()[:10]
    try:
        return date.fromisoformat(day) if day[:2] in ("19", "20", "21") and day[4:5] == "-" == day[7:8] and day.isascii() else None
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
