"""Sums, days and events in words, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from akkoord.core.problem import Text
from akkoord.store.models import Event
from akkoord.web.templatetags import akkoord as shown
from akkoord.work.told.events import SENTENCES, by_day, tell
from akkoord.work.told.words import PLAIN


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", ["€\u00a01.312,45", "dinsdag 8 december", "maandag 8 december 2025", "8 dec", "8 december 2026", "1.930", "10,4%"]),
        ("en", ["€\u00a01,312.45", "Tuesday 8 December", "Monday 8 December 2025", "8 Dec", "8 December 2026", "1,930", "10.4%"]),
    ],
)
def test_sums_and_days_follow_the_language(language: str, expected: list[str]) -> None:
    day = date(2026, 12, 8)
    with translation.override(language):
        said = [
            shown.euro(131245),
            shown.day(day),
            shown.day(date(2025, 12, 8)),
            shown.shortday(day),
            shown.longday(day),
            shown.number(1930),
            shown.rate("10.40"),
        ]
    assert said == expected


def test_numbers_become_links_that_can_be_dialled() -> None:
    assert [shown.tel(number) for number in ("071 514 00 33", "+31 (0)6 1234-5678")] == ["0715140033", "+31612345678"]
    assert shown.iban("NL20INGB0001234567") == "NL20 INGB 0001 2345 67"


def test_a_source_leads_to_its_article_and_stays_text() -> None:
    assert shown.linked("art. 6:119a BW (https://wetten.overheid.nl/BWBR0005289)") == (
        '<a href="https://wetten.overheid.nl/BWBR0005289" rel="noreferrer">art. 6:119a BW</a>'
    )
    said = "6:119a BW; Stcrt. 2026, 1, https://zoek.example/1 (ingevoerd door A & B, 2026-12-21)"
    assert shown.linked(said) == (
        '6:119a BW; <a href="https://zoek.example/1" rel="noreferrer">Stcrt. 2026, 1</a> (ingevoerd door A &amp; B, 2026-12-21)'
    )
    assert shown.linked('https://zoek.example/"onclick="x') == (
        '<a href="https://zoek.example/&quot;onclick=&quot;x" rel="noreferrer">zoek.example/&quot;onclick=&quot;x</a>'
    )
    assert shown.linked("<b>Besluit</b>") == "&lt;b&gt;Besluit&lt;/b&gt;"


def event(kind: str, **data: object) -> Event:
    """Something that happened, not stored."""
    return Event(creditor_id=1, debtor_id=1, on=date(2026, 11, 24), kind=kind, data=data)


@pytest.mark.parametrize(
    ("happened", "text"),
    [
        (
            event("invoice-imported", number="118", total=5000),
            Text("Factuur 118 ingelezen van €\u00a050,00", "Invoice 118 read of €\u00a050.00"),
        ),
        (
            event("payment-placed", amount=5000, invoice="118"),
            Text("€\u00a050,00 geboekt op factuur 118", "€\u00a050.00 booked on invoice 118"),
        ),
        (
            event("call", outcome="no-answer", next="2026-11-25"),
            Text("Gebeld, geen gehoor · opnieuw op 25 november 2026", "Called, no answer · again on 25 November 2026"),
        ),
        (
            event("promise", amount=5000, until="2026-12-01"),
            Text("Toegezegd: €\u00a050,00 uiterlijk 1 december 2026", "Promised: €\u00a050.00 by 1 December 2026"),
        ),
        (
            event("promise-broken", amount=5000, until="2026-12-01"),
            Text("Toezegging van €\u00a050,00 voor 1 december 2026 niet nagekomen", "Promise of €\u00a050.00 for 1 December 2026 not kept"),
        ),
        (event("letter-sent", subject="Herinnering"), Text("Herinnering verstuurd", "Herinnering sent")),
        (event("hold-ended", what="dispute"), Text("Einde: klacht of betwisting", "Ended: complaint or dispute")),
        (event("debtor-changed", changed={"vat": ["", "NL1"]}), Text("Gewijzigd: btw-nummer", "Changed: VAT number")),
        (event("iets-nieuws"), Text("iets-nieuws", "iets-nieuws")),
    ],
)
def test_events_are_told_in_both_languages(happened: Event, text: Text) -> None:
    assert [one.text for one in tell([happened], numbers={})] == [text]


def test_every_sentence_survives_an_event_that_says_nothing() -> None:
    told = tell([event(kind) for kind in (*SENTENCES, *PLAIN)], numbers={})
    assert [one for one in told if not one.text.nl.strip() or not one.text.en.strip()] == []


def test_the_time_line_tells_a_day_as_it_went() -> None:
    told = tell([event("call", outcome="reached"), event("task-made")], numbers={})
    assert [(day.on, [one.text.en for one in day.told]) for day in by_day(told)] == [
        (date(2026, 11, 24), ["Is on the list to be called", "Spoken to on the phone"])
    ]
