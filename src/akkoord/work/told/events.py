"""What happened, told: each event of the record as one sentence in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from akkoord.core.ladder.words import PAYER_WORDS, WAIT_WORDS
from akkoord.core.problem import Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Event
from akkoord.work.intake.correct_invoice import Said, changes
from akkoord.work.told.arrangement import ARRANGEMENT_SENTENCES
from akkoord.work.told.bargain import BARGAIN_SENTENCES
from akkoord.work.told.calls import CALL_SENTENCES
from akkoord.work.told.desk import DESK_SENTENCES
from akkoord.work.told.handover import HANDOVER_SENTENCES
from akkoord.work.told.mail import MAIL_SENTENCES
from akkoord.work.told.order import ORDER_SENTENCES
from akkoord.work.told.parts import Data, because_of, day_of, invoice_of, join, number_of, step_of, sum_of, with_lead
from akkoord.work.told.portal import PORTAL_SENTENCES
from akkoord.work.told.words import FIELD_WORDS, PLAIN, TASKS, TONE
from akkoord.work.told.work import announced, announcement_ended, people_told, work_told

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
    letter, mail = number_of(data.get("letter")), number_of(data.get("mail"))
    return Told(event.on, sentence, TONE.get(event.kind, ""), note, event.by, event.invoice_id, letter, mail)


def _invoice_imported(data: Data) -> Text:
    return join(
        Text("Factuur", "Invoice"), invoice_of(data), Text("ingelezen", "read"), with_lead(Text("van", "of"), sum_of(data, "total"))
    )


def _invoice_corrected(data: Data) -> Text:
    old, new = data.get("old"), data.get("new")
    what = changes(Said.unpacked(old), Said.unpacked(new)) if old and new else Text("", "")
    name = Text("Creditnota", "Credit note") if data.get("of") == "credit_note" else Text("Factuur", "Invoice")
    return join(name, invoice_of(data), Text("gecorrigeerd", "corrected"), with_lead(Text("·", "·"), what))


def _payment_placed(data: Data) -> Text:
    return join(sum_of(data), Text("geboekt", "booked"), with_lead(Text("op factuur", "on invoice"), invoice_of(data)))


def _allocation_undone(data: Data) -> Text:
    return join(
        Text("Boeking van", "Booking of"),
        sum_of(data),
        Text("teruggedraaid", "taken back"),
        with_lead(Text("op factuur", "on invoice"), invoice_of(data)),
    )


def _rest_for_claims(data: Data) -> Text:
    said = Text("telt voor rente en kosten", "counts for interest and costs")
    return join(sum_of(data), said, with_lead(Text("op factuur", "on invoice"), invoice_of(data)))


def _payment_known(data: Data) -> Text:
    said = Text("stond al in een bestand en is nu bij de bank gezien", "was in a file already and was now seen at the bank")
    return join(sum_of(data), said, with_lead(Text("voor factuur", "for invoice"), invoice_of(data)))


def _step_decided(data: Data) -> Text:
    name, why = step_of(data), because_of(data)
    lead = join(name, with_lead(Text("voor factuur", "for invoice"), invoice_of(data)))
    return Text(lead.nl + why.nl, lead.en + why.en)


def _letter(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        subject = str(data.get("subject") or "")
        name = Text(subject, subject) if subject else step_of(data)
        return Text(f"{name.nl or 'Brief'} {nl}", f"{name.en or 'Letter'} {en}")

    return told


def _message_sent(data: Data) -> Text:
    if data.get("channel") == "post":
        return Text("Brief afgedrukt voor de post", "Letter printed for the post")
    return join(Text("Gemaild", "Mailed"), with_lead(Text("naar", "to"), str(data.get("recipient") or "")))


def _credited(data: Data) -> Text:
    return join(
        sum_of(data),
        Text("verrekend met creditnota", "set off against credit note"),
        str(data.get("note") or ""),
        with_lead(Text("op factuur", "on invoice"), invoice_of(data)),
    )


def _case_closed(data: Data) -> Text:
    why = {
        "paid": Text("Alles is betaald", "Everything is paid"),
        "handed-over": Text("Alles is overgedragen", "Everything is handed over"),
    }
    return join(why.get(str(data.get("because") or ""), Text("Klaar", "Done")), Text("· dossier gesloten", "· case closed"))


def _why(data: Data) -> Text:
    return Text(str(data.get("nl") or ""), str(data.get("en") or ""))


def _send_failed(data: Data) -> Text:
    return join(_letter("is niet verstuurd", "was not sent")(data), with_lead(Text("·", "·"), str(data.get("error") or "")))


def _task_made(data: Data) -> Text:
    return TASKS.get(str(data.get("task") or ""), TASKS["call"])


def _promise(data: Data) -> Text:
    return join(Text("Toegezegd:", "Promised:"), sum_of(data), with_lead(Text("uiterlijk", "by"), day_of(data, "until")))


def _judged(nl: str, en: str) -> Callable[[Data], Text]:
    return lambda data: join(
        Text("Toezegging van", "Promise of"), sum_of(data), with_lead(Text("voor", "for"), day_of(data, "until")), Text(nl, en)
    )


def _hold(kind: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        until = with_lead(Text("tot en met", "up to and including"), day_of(data, "until"))
        return join(WAIT_WORDS[kind], until, with_lead(Text("voor factuur", "for invoice"), invoice_of(data)))

    return told


def _hold_ended(data: Data) -> Text:
    kind = str(data.get("what") or "hold")
    name = WAIT_WORDS.get(kind, Text(kind, kind))
    return Text(f"Einde: {name.nl[:1].lower()}{name.nl[1:]}", f"Ended: {name.en[:1].lower()}{name.en[1:]}")


def _handed_over(data: Data) -> Text:
    return join(
        Text("Overgedragen", "Handed over"),
        with_lead(Text("aan", "to"), str(data.get("partner") or "")),
        with_lead(Text("· factuur", "· invoice"), invoice_of(data)),
    )


def _settled(data: Data) -> Text:
    return join(
        with_lead(Text("Factuur", "Invoice"), invoice_of(data)) if invoice_of(data) else Text("Alles", "Everything"),
        Text("is betaald", "is paid"),
    )


def _changed(data: Data) -> Text:
    place = {name: number for number, name in enumerate(FIELD_WORDS)}  # in our order: a database may keep another
    changed = sorted(data.get("changed") or {}, key=lambda name: (place.get(name, len(place)), name))
    names = [FIELD_WORDS.get(name, Text(name, name)) for name in changed]
    return join(Text("Gewijzigd:", "Changed:"), Text(", ".join(one.nl for one in names), ", ".join(one.en for one in names)))


def _contact(nl: str, en: str) -> Callable[[Data], Text]:
    return lambda data: join(Text("Contact", "Contact"), str(data.get("name") or ""), Text(nl, en))


def _interruption(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        name = str(data.get("how") or "")
        way = jurisdiction().prescription.ways.get(name)
        how = Text(f"({way.name.nl})", f"({way.name.en})") if way else Text("", "")
        lead = Text("Verjaring van factuur", "Prescription of invoice")
        return join(lead, invoice_of(data), Text("gestuit op", "interrupted on"), day_of(data, "day"), how, Text(nl, en))

    return told


def _suspension_allowed(data: Data) -> Text:
    article, work = str(data.get("article") or ""), str(data.get("work") or "")
    lead = Text(f"Werk stilleggen mag (artikel {article} BW)", f"Work may be stopped (article {article} of the Dutch Civil Code)")
    return Text(f"{lead.nl}: {work}", f"{lead.en}: {work}")


def _payer_known(data: Data) -> Text:
    """How he turned out to pay."""
    word = PAYER_WORDS.get(str(data.get("payer") or ""))
    if word is None:
        return Text("Hoe hij betaalt is niet meer duidelijk", "How he pays is no longer clear")
    return Text(f"Betaalt {word.nl}", f"Pays {word.en}")


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
        "left-alone",
        "portal-callback",
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
    **ARRANGEMENT_SENTENCES,
    "payer-known": _payer_known,
    "step-decided": _step_decided,
    "step-refused": lambda data: join(step_of(data), Text("kon niet:", "could not be done:"), _why(data)),
    "letter-drafted": _letter("klaargezet om na te lezen", "ready to be read"),
    "letter-changed": _letter("aangepast", "changed"),
    "letter-approved": _letter("goedgekeurd", "approved"),
    "letter-withdrawn": _letter("ingetrokken", "withdrawn"),
    "letter-sent": _letter("verstuurd", "sent"),
    "send-failed": _send_failed,
    "send-again": _letter("wordt opnieuw verstuurd", "is sent again"),
    "message-cancelled": lambda data: join(Text("De rest van de brief blijft hier:", "The rest of the letter stays here:"), _why(data)),
    "suspension-allowed": _suspension_allowed,
    "work-kept": work_told("opgeschreven", "written down"),
    "work-warned": work_told("stopt als er niet wordt betaald,", "stops unless it is paid,", until="until"),
    "work-stopped": work_told("ligt stil", "is stopped", until="day"),
    "work-resumed": work_told("gaat weer verder", "goes on again"),
    "work-ended": work_told("geëindigd", "ended"),
    "work-looked-at": work_told("bekeken en zo gelaten", "looked at and left as it is"),
    "work-told": people_told("verstuurd", "sent"),
    "work-not-told": people_told("niet aangekomen", "could not be delivered"),
    "work-told-again": people_told("opnieuw geprobeerd", "tried again"),
    "announced": announced,
    "announcement-ended": announcement_ended,
    "task-made": _task_made,
    **CALL_SENTENCES,
    **BARGAIN_SENTENCES,
    "promise": _promise,
    "promise-kept": _judged("nagekomen", "kept"),
    "promise-broken": _judged("niet nagekomen", "not kept"),
    "hold": _hold("hold"),
    "dispute": _hold("dispute"),
    "insolvency": _hold("insolvency"),
    "vulnerable": _hold("vulnerable"),
    "hold-ended": _hold_ended,
    "credited": _credited,
    "letter-back": lambda data: join(Text("Brief terug op de lijst:", "Letter back on the list:"), _why(data)),
    "message-sent": _message_sent,
    "case-closed": _case_closed,
    "handover-withdrawn": lambda data: join(
        Text("Overdracht ingetrokken,", "Hand-over withdrawn,"),
        with_lead(Text("wachten tot en met", "wait up to and including"), day_of(data, "until")),
    ),
    "handed-over": _handed_over,
    **HANDOVER_SENTENCES,
    "settled": _settled,
    "debtor-changed": _changed,
    "terms-changed": _changed,
    "contact-kept": _contact("bewaard", "kept"),
    "prescription-interrupted": _interruption("", ""),
    "interruption-withdrawn": _interruption("· teruggenomen", "· taken back"),
    **MAIL_SENTENCES,
    **ORDER_SENTENCES,
    **DESK_SENTENCES,
    **PORTAL_SENTENCES,
    "contact-removed": _contact("verwijderd", "removed"),
}
