"""Makes rows of one Ntry: itself, or the transactions of a batch where their sum is the entry's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from akkoord.core.money import plain
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import EntryRead
from akkoord.importers._camt.details import Detail, Entry, detail_of, down, kids, meant, sign_of, text_of
from akkoord.importers._problems import AMOUNT, DATE, unusable
from akkoord.importers._xml import cents, line_of

NOT_BOOKED = frozenset(("PDNG", "FUTR", "INFO"))
DIRECTION = Text("CRDT of DBIT", "CRDT or DBIT")


class Booked(NamedTuple):
    """The rows of one entry, its currency and the problems met; no rows where it is not booked or cannot be used."""

    rows: tuple[EntryRead, ...] = ()
    currency: str = ""
    problems: tuple[Problem, ...] = ()


def booked(element: etree._Element, *, account: str, otherwise: date | None = None) -> Booked:
    """What one Ntry booked on the account, on its own day, or on `otherwise` where it names none."""
    skip = element.tag.rfind("}") + 1
    parts = kids(element, skip)
    if _status(parts.get("Sts"), skip) in NOT_BOOKED:
        return Booked()
    asked, ind = parts.get("Amt"), parts.get("CdtDbtInd")
    on, amount = _day(parts, skip, otherwise), cents(asked.text if asked is not None else None)
    sign = sign_of(ind.text if ind is not None else None)
    currency = asked.get("Ccy", "") if asked is not None else ""
    if on is None or amount is None or not sign:
        return Booked(currency=currency, problems=(_unusable(element, parts, on, amount),))
    details = _details(element, Entry(sign, currency, account, skip))
    return _rows(element, parts, on, sign * amount, currency, details)


def _rows(
    element: etree._Element, parts: dict[str, etree._Element], on: date, amount: int, currency: str, details: Sequence[Detail]
) -> Booked:
    info, bank_id = text_of(parts.get("AddtlNtryInf")), meant(parts.get("AcctSvcrRef"))
    if len(details) < 2:
        only = details[0] if details else Detail()
        return Booked((_row(on, amount, only, only.remittance or info, bank_id or only.bank_id),), currency)
    amounts = [detail.amount for detail in details if detail.amount is not None]
    if len(amounts) == len(details) and sum(amounts) == amount:
        ids = [detail.bank_id for detail in details]
        own = len(set(ids)) == len(ids)
        rows = (_row(on, one.amount or 0, one, one.remittance or info, one.bank_id if own else "") for one in details)
        return Booked(tuple(rows), currency)
    together = Detail(remittance=" ".join(dict.fromkeys(filter(None, (info, *(detail.remittance for detail in details))))))
    problems = (_no_sum(element, amount, sum(amounts)),) if amounts else ()
    return Booked((_row(on, amount, together, together.remittance, bank_id),), currency, problems)


def _row(on: date, amount: int, detail: Detail, remittance: str, bank_id: str) -> EntryRead:
    return EntryRead(on, amount, detail.name, detail.iban, remittance, detail.reference, detail.end_to_end_id, bank_id)


def _details(element: etree._Element, entry: Entry) -> list[Detail]:
    """Every TxDtls of the entry, over all its NtryDtls (version 1 of camt.052 called it TxDtls straight away)."""
    found: list[Detail] = []
    for child in element:
        name = child.tag[entry.skip :]
        if name == "NtryDtls":
            found.extend(detail_of(one, entry) for one in child if one.tag[entry.skip :] == "TxDtls")
        elif name == "TxDtls":
            found.append(detail_of(child, entry))
    return found


def _status(element: etree._Element | None, skip: int) -> str:
    """BOOK, PDNG and so on; version 8 puts a Cd in between."""
    if element is None:
        return ""
    return text_of(element) or (text_of(kids(element, skip).get("Cd")) if len(element) else "")


def _day(parts: dict[str, etree._Element], skip: int, otherwise: date | None) -> date | None:
    """The day it was booked, else the day it counts from; a day that is there and is none is not guessed at."""
    for name in ("BookgDt", "ValDt"):
        if name in parts:
            return day_in(parts[name], skip)
    return otherwise


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


def _unusable(element: etree._Element, parts: dict[str, etree._Element], on: date | None, amount: int | None) -> Problem:
    line = line_of(element)
    if amount is None:
        return unusable(text_of(parts.get("Amt")), expected=AMOUNT, where="Ntry/Amt", line=line)
    if on is None:
        skip = element.tag.rfind("}") + 1
        shown = text_of(down(parts, "BookgDt", "Dt", skip=skip)) or text_of(down(parts, "BookgDt", "DtTm", skip=skip))
        return unusable(shown, expected=DATE, where="Ntry/BookgDt", line=line)
    return unusable(text_of(parts.get("CdtDbtInd")), expected=DIRECTION, where="Ntry/CdtDbtInd", line=line)


def _no_sum(element: etree._Element, amount: int, found: int) -> Problem:
    nl = f"De posten van deze verzamelboeking zijn samen {plain(found)}; verwacht {plain(amount)}. Overgenomen als één boeking."
    en = f"The items of this batch sum to {plain(found)}; expected {plain(amount)}. Taken as one entry."
    return Problem(Text(nl, en), line_of(element), "Ntry/NtryDtls")
