"""What happened, told: each event of the record as one sentence in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from akkoord.core.dates import date_of
from akkoord.core.ladder.words import PAYER_WORDS, STEP_WORDS, WAIT_WORDS
from akkoord.core.money import shown
from akkoord.core.problem import Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Event
from akkoord.web.mail_story import MAIL_SENTENCES
from akkoord.web.story_words import FIELD_WORDS, PLAIN, TASKS, TONE, dated
from akkoord.work.correct_invoice import Said, changes

Data = Mapping[str, Any]
_TONES = ("broken", "kept", "amber", "")  # the weightiest first


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a line of the time line. `note` is what a person wrote, in his own words."""

    on: date
    text: Text
    tone: str
    note: str
    by: str
    invoice_id: int | None
    letter_id: int | None
    mail_id: int | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day; `tone` is that of its weightiest event."""

    on: date
    told: list[Told]
    tone: str


def by_day(lines: Iterable[Told]) -> list[Day]:
    """The time line, newest day first; within a day as it went."""
    days = [(day, list(group)[::-1]) for day, group in groupby(lines, key=lambda one: one.on)]
    return [Day(day, group, min((one.tone for one in group), key=_TONES.index)) for day, group in days]


def tell(events: Iterable[Event], *, numbers: Mapping[int, str]) -> list[Told]:
    """Events in words; `numbers` gives the invoice numbers by id."""
    return [_told(event, numbers) for event in events]


def _told(event: Event, numbers: Mapping[int, str]) -> Told:
    data = dict(event.data)
    data["number"] = data.get("invoice") or data.get("number") or numbers.get(event.invoice_id or 0, "")
    sentence = SENTENCES[event.kind](data) if event.kind in SENTENCES else PLAIN.get(event.kind)
    if sentence is None or not sentence.nl.strip():
        sentence = Text(event.kind, event.kind)
    note = str(data.get("note") or "") if event.kind in WITH_NOTE else ""
    letter, mail = _number(data.get("letter")), _number(data.get("mail"))
    return Told(event.on, sentence, TONE.get(event.kind, ""), note, event.by, event.invoice_id, letter, mail)


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def _sum(data: Data, key: str = "amount") -> Text:
    cents = data.get(key)
    return Text(shown(cents), shown(cents, language="en")) if isinstance(cents, int) else Text("", "")


def _day(data: Data, key: str) -> Text:
    found = date_of(str(data.get(key) or ""))
    return dated(found) if found else Text("", "")


def _join(*parts: Text | str) -> Text:
    """Parts in a row, the empty ones left out."""
    pairs = [part if isinstance(part, Text) else Text(part, part) for part in parts]
    return Text(" ".join(part.nl for part in pairs if part.nl), " ".join(part.en for part in pairs if part.en))


def _with(lead: Text, value: Text | str) -> Text:
    """`lead` and a value, or nothing where there is no value."""
    known = value if isinstance(value, Text) else Text(value, value)
    return Text(f"{lead.nl} {known.nl}", f"{lead.en} {known.en}") if known.nl else Text("", "")


def _invoice(data: Data) -> str:
    return str(data.get("number") or "")


def _step(data: Data, key: str = "step") -> Text:
    name = str(data.get(key) or "")
    return STEP_WORDS.get(name, Text(name, name))


def _because(data: Data) -> Text:
    nl, en = str(data.get("nl") or ""), str(data.get("en") or "")
    return Text(f": {nl[:1].lower()}{nl[1:]}", f": {en[:1].lower()}{en[1:]}") if nl else Text("", "")


def _invoice_imported(data: Data) -> Text:
    return _join(Text("Factuur", "Invoice"), _invoice(data), Text("ingelezen", "read"), _with(Text("van", "of"), _sum(data, "total")))


def _invoice_corrected(data: Data) -> Text:
    old, new = data.get("old"), data.get("new")
    what = changes(Said.unpacked(old), Said.unpacked(new)) if old and new else Text("", "")
    name = Text("Creditnota", "Credit note") if data.get("of") == "credit_note" else Text("Factuur", "Invoice")
    return _join(name, _invoice(data), Text("gecorrigeerd", "corrected"), _with(Text("·", "·"), what))


def _payment_placed(data: Data) -> Text:
    return _join(_sum(data), Text("geboekt", "booked"), _with(Text("op factuur", "on invoice"), _invoice(data)))


def _allocation_undone(data: Data) -> Text:
    return _join(
        Text("Boeking van", "Booking of"),
        _sum(data),
        Text("teruggedraaid", "taken back"),
        _with(Text("op factuur", "on invoice"), _invoice(data)),
    )


def _rest_for_claims(data: Data) -> Text:
    said = Text("telt voor rente en kosten", "counts for interest and costs")
    return _join(_sum(data), said, _with(Text("op factuur", "on invoice"), _invoice(data)))


def _payment_known(data: Data) -> Text:
    said = Text("stond al in een bestand en is nu bij de bank gezien", "was in a file already and was now seen at the bank")
    return _join(_sum(data), said, _with(Text("voor factuur", "for invoice"), _invoice(data)))


def _step_decided(data: Data) -> Text:
    name, why = _step(data), _because(data)
    lead = _join(name, _with(Text("voor factuur", "for invoice"), _invoice(data)))
    return Text(lead.nl + why.nl, lead.en + why.en)


def _letter(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        subject = str(data.get("subject") or "")
        name = Text(subject, subject) if subject else _step(data)
        return Text(f"{name.nl or 'Brief'} {nl}", f"{name.en or 'Letter'} {en}")

    return told


def _message_sent(data: Data) -> Text:
    if data.get("channel") == "post":
        return Text("Brief afgedrukt voor de post", "Letter printed for the post")
    return _join(Text("Gemaild", "Mailed"), _with(Text("naar", "to"), str(data.get("recipient") or "")))


def _credited(data: Data) -> Text:
    return _join(
        _sum(data),
        Text("verrekend met creditnota", "set off against credit note"),
        str(data.get("note") or ""),
        _with(Text("op factuur", "on invoice"), _invoice(data)),
    )


def _case_closed(data: Data) -> Text:
    why = {
        "paid": Text("Alles is betaald", "Everything is paid"),
        "handed-over": Text("Alles is overgedragen", "Everything is handed over"),
    }
    return _join(why.get(str(data.get("because") or ""), Text("Klaar", "Done")), Text("· dossier gesloten", "· case closed"))


def _why(data: Data) -> Text:
    return Text(str(data.get("nl") or ""), str(data.get("en") or ""))


def _send_failed(data: Data) -> Text:
    return _join(_letter("is niet verstuurd", "was not sent")(data), _with(Text("·", "·"), str(data.get("error") or "")))


def _task_made(data: Data) -> Text:
    return TASKS.get(str(data.get("task") or ""), TASKS["call"])


def _call(data: Data) -> Text:
    outcome = {
        "reached": Text("Gesproken aan de telefoon", "Spoken to on the phone"),
        "no-answer": Text("Gebeld, geen gehoor", "Called, no answer"),
        "call-back": Text("Gebeld; wij bellen terug", "Called; we call back"),
    }.get(str(data.get("outcome") or ""), Text("Gebeld", "Called"))
    again = _day(data, "next") if data.get("outcome") != "reached" else Text("", "")
    return _join(
        outcome, _with(Text("op", "on"), again) if data.get("outcome") == "call-back" else _with(Text("· opnieuw op", "· again on"), again)
    )


def _promise(data: Data) -> Text:
    return _join(Text("Toegezegd:", "Promised:"), _sum(data), _with(Text("uiterlijk", "by"), _day(data, "until")))


def _judged(nl: str, en: str) -> Callable[[Data], Text]:
    return lambda data: _join(
        Text("Toezegging van", "Promise of"), _sum(data), _with(Text("voor", "for"), _day(data, "until")), Text(nl, en)
    )


def _hold(kind: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        until = _with(Text("tot en met", "up to and including"), _day(data, "until"))
        return _join(WAIT_WORDS[kind], until, _with(Text("voor factuur", "for invoice"), _invoice(data)))

    return told


def _hold_ended(data: Data) -> Text:
    kind = str(data.get("what") or "hold")
    name = WAIT_WORDS.get(kind, Text(kind, kind))
    return Text(f"Einde: {name.nl[:1].lower()}{name.nl[1:]}", f"Ended: {name.en[:1].lower()}{name.en[1:]}")


def _handed_over(data: Data) -> Text:
    return _join(
        Text("Overgedragen", "Handed over"),
        _with(Text("aan", "to"), str(data.get("partner") or "")),
        _with(Text("· factuur", "· invoice"), _invoice(data)),
    )


def _settled(data: Data) -> Text:
    return _join(
        _with(Text("Factuur", "Invoice"), _invoice(data)) if _invoice(data) else Text("Alles", "Everything"), Text("is betaald", "is paid")
    )


def _changed(data: Data) -> Text:
    place = {name: number for number, name in enumerate(FIELD_WORDS)}  # in our order: a database may keep another
    changed = sorted(data.get("changed") or {}, key=lambda name: (place.get(name, len(place)), name))
    names = [FIELD_WORDS.get(name, Text(name, name)) for name in changed]
    return _join(Text("Gewijzigd:", "Changed:"), Text(", ".join(one.nl for one in names), ", ".join(one.en for one in names)))


def _contact(nl: str, en: str) -> Callable[[Data], Text]:
    return lambda data: _join(Text("Contact", "Contact"), str(data.get("name") or ""), Text(nl, en))


def _interruption(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        name = str(data.get("how") or "")
        way = jurisdiction().prescription.ways.get(name)
        how = Text(f"({way.name.nl})", f"({way.name.en})") if way else Text("", "")
        lead = Text("Verjaring van factuur", "Prescription of invoice")
        return _join(lead, _invoice(data), Text("gestuit op", "interrupted on"), _day(data, "day"), how, Text(nl, en))

    return told


def _suspension_allowed(data: Data) -> Text:
    article, work = str(data.get("article") or ""), str(data.get("work") or "")
    lead = Text(f"Werk stilleggen mag (artikel {article} BW)", f"Work may be stopped (article {article} of the Dutch Civil Code)")
    return Text(f"{lead.nl}: {work}", f"{lead.en}: {work}")


def _arrangement_agreed(data: Data) -> Text:
    """The sum and the number of payments of an arrangement."""
    total, count = _sum(data), len(data.get("instalments") or ())
    return Text(f"Regeling: {total.nl} in {count} keer", f"Arrangement: {total.en} in {count} payments")


def _payer_known(data: Data) -> Text:
    """How he turned out to pay."""
    word = PAYER_WORDS.get(str(data.get("payer") or ""))
    if word is None:
        return Text("Hoe hij betaalt is niet meer duidelijk", "How he pays is no longer clear")
    return Text(f"Betaalt {word.nl}", f"Pays {word.en}")


_NOTICES = {
    "work.warned": Text("Bericht dat werk kan stoppen", "Word that work may stop"),
    "work.stopped": Text("Bericht dat werk stopt", "Word that work stops"),
    "work.resumed": Text("Bericht dat werk verdergaat", "Word that work goes on"),
}
_RESUMED = {
    "paid": Text("want er is betaald", "because it was paid"),
    "arrangement": Text("want er is een regeling", "because there is an arrangement"),
}


def _work(nl: str, en: str, *, until: str = "") -> Callable[[Data], Text]:
    """A sentence about work: its name, and what became of it."""

    def told(data: Data) -> Text:
        day = _with(Text("vanaf", "from"), _day(data, until)) if until else Text("", "")
        why = _RESUMED.get(str(data.get("why") or ""), Text("", ""))
        name = str(data.get("name") or "")
        return _join(name[:1].upper() + name[1:], Text(nl, en), day, _with(Text("·", "·"), why))

    return told


def _told_people(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        word = _NOTICES.get(str(data.get("event") or ""), Text("Bericht", "Word"))
        to = _with(Text("aan", "to"), str(data.get("recipient") or ""))
        return _join(word, to, Text(nl, en), _with(Text("·", "·"), str(data.get("error") or "")))

    return told


def _announcement(data: Data) -> Text:
    what = {"handover": Text("overdracht", "hand-over"), "suspension": Text("stilleggen van werk", "stopping work")}
    return what.get(str(data.get("step") or ""), Text("", ""))


def _announced(data: Data) -> Text:
    return _join(Text("Aangekondigd:", "Announced:"), _announcement(data), _with(Text("voor", "for"), _day(data, "until")))


def _announcement_ended(data: Data) -> Text:
    ends = {
        "done": Text("is uitgevoerd", "was carried out"),
        "paid": Text("hoeft niet meer: er is betaald", "is not needed any more: it was paid"),
        "withdrawn": Text("is ingetrokken", "was withdrawn"),
    }
    return _join(Text("Aankondiging van", "Announcement of"), _announcement(data), ends.get(str(data.get("state") or ""), Text("", "")))


WITH_NOTE = frozenset(
    {
        "arrangement-agreed",
        "prescription-interrupted",
        "call",
        "promise",
        "dispute",
        "hold",
        "insolvency",
        "vulnerable",
        "handover-withdrawn",
        "work-stopped",
        "work-resumed",
        "work-ended",
        "announcement-ended",
    }
)
SENTENCES: Mapping[str, Callable[[Data], Text]] = {
    "invoice-imported": _invoice_imported,
    "invoice-corrected": _invoice_corrected,
    "payment-placed": _payment_placed,
    "allocation-undone": _allocation_undone,
    "payment-undone": _allocation_undone,
    "payment-known": _payment_known,
    "rest-for-claims": _rest_for_claims,
    "arrangement-agreed": _arrangement_agreed,
    "payer-known": _payer_known,
    "step-decided": _step_decided,
    "step-refused": lambda data: _join(_step(data), Text("kon niet:", "could not be done:"), _why(data)),
    "letter-drafted": _letter("klaargezet om na te lezen", "ready to be read"),
    "letter-changed": _letter("aangepast", "changed"),
    "letter-approved": _letter("goedgekeurd", "approved"),
    "letter-withdrawn": _letter("ingetrokken", "withdrawn"),
    "letter-sent": _letter("verstuurd", "sent"),
    "send-failed": _send_failed,
    "send-again": _letter("wordt opnieuw verstuurd", "is sent again"),
    "message-cancelled": lambda data: _join(Text("De rest van de brief blijft hier:", "The rest of the letter stays here:"), _why(data)),
    "suspension-allowed": _suspension_allowed,
    "work-kept": _work("opgeschreven", "written down"),
    "work-warned": _work("stopt als er niet wordt betaald,", "stops unless it is paid,", until="until"),
    "work-stopped": _work("ligt stil", "is stopped", until="day"),
    "work-resumed": _work("gaat weer verder", "goes on again"),
    "work-ended": _work("geëindigd", "ended"),
    "work-looked-at": _work("bekeken en zo gelaten", "looked at and left as it is"),
    "work-told": _told_people("verstuurd", "sent"),
    "work-not-told": _told_people("niet aangekomen", "could not be delivered"),
    "work-told-again": _told_people("opnieuw geprobeerd", "tried again"),
    "announced": _announced,
    "announcement-ended": _announcement_ended,
    "task-made": _task_made,
    "call": _call,
    "promise": _promise,
    "promise-kept": _judged("nagekomen", "kept"),
    "promise-broken": _judged("niet nagekomen", "not kept"),
    "hold": _hold("hold"),
    "dispute": _hold("dispute"),
    "insolvency": _hold("insolvency"),
    "vulnerable": _hold("vulnerable"),
    "hold-ended": _hold_ended,
    "credited": _credited,
    "letter-back": lambda data: _join(Text("Brief terug op de lijst:", "Letter back on the list:"), _why(data)),
    "message-sent": _message_sent,
    "case-closed": _case_closed,
    "handover-withdrawn": lambda data: _join(
        Text("Overdracht ingetrokken,", "Hand-over withdrawn,"),
        _with(Text("wachten tot en met", "wait up to and including"), _day(data, "until")),
    ),
    "handed-over": _handed_over,
    "settled": _settled,
    "debtor-changed": _changed,
    "terms-changed": _changed,
    "contact-kept": _contact("bewaard", "kept"),
    "prescription-interrupted": _interruption("", ""),
    "interruption-withdrawn": _interruption("· teruggenomen", "· taken back"),
    **MAIL_SENTENCES,
    "contact-removed": _contact("verwijderd", "removed"),
}
