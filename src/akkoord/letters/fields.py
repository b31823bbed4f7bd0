"""The facts a letter's text can name, each as it is shown to people; empty where a fact is not known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from stdnum import iban as iban_check

from akkoord.core.day_words import day_shown
from akkoord.core.letter import TONES, LetterContent, LetterInvoice
from akkoord.core.money import shown
from akkoord.letters.desk_facts import desk_facts
from akkoord.letters.ending_facts import FLAGS, ending_facts
from akkoord.letters.plan_facts import plan_facts
from akkoord.letters.settlement_facts import FLAG as SETTLE_MORE
from akkoord.letters.settlement_facts import settlement_facts
from akkoord.letters.talk import talk_facts

_ARTICLE = re.compile(r"6:119[ab]?")
FLAG = "yes"
ONLY_WHEN = frozenset(
    (
        "one",
        "many",
        "consumer",
        "business",
        "commercial_interest",
        "agreed_interest",
        "capped",
        "costs_said",
        "plan_running",
        "plan_again",
        SETTLE_MORE,
        *FLAGS,
        *TONES,
    )
)  # facts that choose a text and are never printed
AGREED = "overeengekomen rente"  # how the source of a line says that its rate was agreed
STEPS = (
    "pre-due-notice", "reminder", "call", "arrangement-offer", "suspension-warning", "suspension", "notice-of-default",
    "fourteen-day-letter", "collection-warning",
)  # fmt: skip


def main_invoices(content: LetterContent) -> tuple[LetterInvoice, ...]:
    """The invoices this letter is about."""
    return tuple(invoice for invoice in content.invoices if invoice.main)


@lru_cache(maxsize=64)  # a company's own stands on each of its letters
def iban_shown(text: str) -> str:
    """An IBAN in groups of four; empty where it is none.

    >>> iban_shown("nl91abna0417164300"), iban_shown("NL00ABNA0417164300")
    ('NL91 ABNA 0417 1643 00', '')
    """
    return iban_check.format(text) if iban_check.is_valid(text) else ""


def payment_reference(content: LetterContent) -> str:
    """What the debtor names when he pays: our reference, or the numbers of the invoices."""
    return content.reference or ", ".join(invoice.number for invoice in main_invoices(content))


def interest_until(content: LetterContent) -> date:
    """The last day over which interest was counted."""
    return max((line.to_day for line in content.interest_lines), default=content.dated)


def _interest_article(content: LetterContent) -> str:
    found = _ARTICLE.search(" ".join(line.source for line in content.interest_lines))
    return found.group() if found else "6:119" if content.consumer else "6:119a"


def _parties(content: LetterContent) -> dict[str, str]:
    sender, addressee = content.sender, content.addressee
    return {
        "creditor": sender.name,
        "phone": sender.phone,
        "email": sender.email,
        "iban": iban_shown(sender.iban),
        "person": content.signed_by,
        "debtor": addressee.name,
        "contact": addressee.contact,
        "partner": content.partner,
        "reference": content.reference,
        **_portal(content),
    }


def _portal(content: LetterContent) -> dict[str, str]:
    """His own page: the whole link, and apart where it is and its code, to type over from paper."""
    place, _, code = content.portal.rpartition("/")
    return {"portal": content.portal, "portal_place": place.partition("://")[2], "portal_code": code.replace("-", "\u2011")}


def _work(content: LetterContent) -> dict[str, str]:
    """What stops, from when, and on which article of the law that rests."""
    dutch = content.language == "nl"
    article = f"artikel {content.article} BW" if dutch else f"article {content.article} of the Dutch Civil Code"
    stops_on = day_shown(content.stops_on, language=content.language) if content.stops_on else ""
    return {"work": content.work, "fear": content.fear, "stops_on": stops_on, "ground": article if content.article else ""}


def _sums(content: LetterContent) -> dict[str, str]:
    late = content.costs_if_late
    sums = {
        "sum": content.asked,
        "principal": content.principal,
        "interest": content.interest,
        "costs": content.costs,
        "costs_if_late": late,
        "total_if_late": content.asked + late if late else 0,
        "costs_vat": content.costs_vat,
        "vat_if_late": content.vat_if_late,
    }
    said = {name: shown(cents, language=content.language) if cents else "" for name, cents in sums.items()}
    return said | {"costs_said": said["costs_if_late"] or (FLAG if content.capped else "")}


def _days(content: LetterContent) -> dict[str, str]:
    main = main_invoices(content)
    days: dict[str, date | None] = {f"{step.replace('-', '_')}_on": None for step in STEPS}
    days |= {f"{step.replace('-', '_')}_on": day for step, day in sorted(content.earlier, key=lambda item: item[1])}
    days["due_on"] = min((invoice.due_on for invoice in main), default=None)
    days["interest_until"] = interest_until(content)
    language = content.language
    plain = {name: day_shown(day, language=language, weekday=False) if day else "" for name, day in days.items()}
    last_day = day_shown(content.last_day, language=language) if content.last_day else ""
    return plain | {"dated": day_shown(content.dated, language=language, weekday=False), "last_day": last_day}


def _promise(content: LetterContent) -> dict[str, str]:
    """What he promised and did not do."""
    one, language = content.promise, content.language
    if one is None:
        return dict.fromkeys(("promise_made_on", "promise_by", "promise_sum", "promise_paid"), "")
    return {
        "promise_made_on": day_shown(one.made_on, language=language, weekday=False),
        "promise_by": day_shown(one.until, language=language, weekday=False),
        "promise_sum": shown(one.amount, language=language) if one.amount else "",
        "promise_paid": shown(one.paid, language=language) if one.amount and one.paid else "",
    }


def _invoices(content: LetterContent) -> dict[str, str]:
    main = main_invoices(content)
    article = _interest_article(content)
    flags = {
        "one": len(main) == 1,
        "many": len(main) != 1,
        "consumer": content.consumer,
        "business": not content.consumer,
        "commercial_interest": article != "6:119",
        "agreed_interest": any(AGREED in line.source for line in content.interest_lines),
        "capped": content.capped,
    }
    values = {"invoice": main[0].number if main else "", "invoice_count": str(len(main)), "interest_article": article}
    flags |= {tone: tone == content.tone for tone in TONES}
    return values | {name: FLAG if holds else "" for name, holds in flags.items()}


def fields(content: LetterContent) -> Mapping[str, str]:
    """Every fact by its name. A letter's text names them in braces; its alternatives name them in `when`."""
    found = _parties(content) | _sums(content) | _days(content) | _invoices(content) | _work(content) | _promise(content)
    found |= talk_facts(content) | plan_facts(content) | ending_facts(content) | settlement_facts(content)
    return found | desk_facts(content)
