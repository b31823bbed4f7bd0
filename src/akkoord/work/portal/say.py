"""What a debtor says on his own page: kept with his words where all answers are read, and what follows from it at once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from akkoord.core.conversation.agreement import Agree
from akkoord.core.conversation.promise import booked_until
from akkoord.core.money import shown
from akkoord.core.problem import Refusal, Text
from akkoord.core.uploaded import Upload
from akkoord.jurisdictions import jurisdiction
from akkoord.reasons import listener
from akkoord.store.access import Guest
from akkoord.store.ids import new_id
from akkoord.store.models import Agreed, Creditor, Hold, InboundMail, PortalMessage, Task
from akkoord.store.models.mail import MailKind
from akkoord.store.models.portal import PortalAct
from akkoord.work.hold import DECIDED, put_hold
from akkoord.work.mail.replies import ask_to_read
from akkoord.work.portal.uploads import keep_uploads
from akkoord.work.record import Log
from akkoord.work.watch.callbacks import plan_callbacks
from akkoord.work.watch.heard import TASK as DECIDE

LONGEST = 4_000  # characters of what he writes
A_DAY = 15  # things he can say in a day
LOOKED_UP = 3  # working days that the bank is given on top of those a payment takes, once he says that he paid
AHEAD = timedelta(days=60)  # how far ahead he can ask to be called
CARE = "Schreef iets op zijn betaalpagina"  # nothing more: what he told is nobody's business
_LOOK = Text(
    "Er kwam vandaag al veel binnen. Bel ons, dan lossen we het op.",
    "Much came in today already. Call us, and we solve it.",
)
_WORDS = Text("Schrijf kort op wat er is.", "Write in a few words what it is.")
_WHICH = Text("Kies om welke factuur het gaat.", "Choose which invoice it is about.")
_HELD = Text("Over deze factuur loopt al een klacht. Die bekijken wij.", "A complaint about this invoice is open already.")
_LATER = Text("Kies een dag tot en met vandaag.", "Choose a day up to today.")
_SUM = Text("Noem een bedrag boven nul, zoals 50 of 50,00.", "Name an amount above zero, such as 50 or 50.00.")
_SUBJECTS = {
    PortalAct.PAID: Text("Zegt dat hij heeft betaald", "Says that he has paid"),
    PortalAct.QUESTION: Text("Vraag", "Question"),
    PortalAct.DISPUTE: Text("Klacht", "Complaint"),
    PortalAct.CALLBACK: Text("Wil gebeld worden", "Wants to be called"),
    PortalAct.PROPOSAL: Text("Stelt voor om in delen te betalen", "Proposes to pay in parts"),
}
EVERY = ("week", "fortnight", "4-weeks", "month")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing he says: his words, about which invoice, with which documents; cents, a day and a time where they belong to it."""

    kind: PortalAct
    text: str = ""
    invoice_id: int | None = None
    amount: int | None = None
    day: date | None = None
    minute: time | None = None
    every: str = ""
    phone: str = ""
    files: Sequence[Upload] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it. `signs` are the kinds of vulnerability that his words show: nobody pushes him from now on."""

    message: PortalMessage
    signs: tuple[str, ...] = ()


def say(guest: Guest, said: Said, *, on: date, at: datetime) -> Told | Refusal:
    """Keep it, and do what follows: he is read before anything else leaves to him; who says that he paid or complains is not asked
    meanwhile; who wants to be called stands in the calendar."""
    refused = _refused(guest, said, on)
    if refused:
        return refused
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=guest.creditor.id)  # two at once: one of them is first
        if guest.messages().filter(on=on).count() >= A_DAY:
            return Refusal(_LOOK)
        return _keep(guest, said, Log(guest.creditor.id, on, at), at)


def _keep(guest: Guest, said: Said, log: Log, at: datetime) -> Told | Refusal:
    """Within the transaction that holds the company's row."""
    kept = keep_uploads(guest, said.files, act=said.kind.value, invoice_id=said.invoice_id, log=log)
    if isinstance(kept, Refusal):
        return kept
    message = _message(guest, said, log.on, at)
    message.mail_id = None if said.kind is PortalAct.CALLBACK else _mail(guest, said, message, kept, log)
    hold = _hold(guest, said, log)
    message.hold_id = hold.id if hold is not None else None
    message.save(force_insert=True)
    log.add(f"portal-{said.kind.value}", debtor_id=guest.debtor.id, invoice_id=said.invoice_id, files=len(kept), **_told(said, message))
    if said.kind is PortalAct.CALLBACK:
        _call(guest, said, log)
    signs = _care(guest, said, log)
    log.write()
    return Told(message, signs)


def _told(said: Said, message: PortalMessage) -> dict[str, Any]:
    """What the record says of it. His words stand in the mail; of who wants to be called, with the call."""
    note = said.text.strip()[:LONGEST] if said.kind is PortalAct.CALLBACK else ""
    minute = f"{said.minute:%H:%M}" if said.minute else ""
    more = {"amount": said.amount, "day": str(said.day or ""), "minute": minute, "every": said.every}
    return {"message": message.id, "mail": message.mail_id, "note": note, **more}


def _message(guest: Guest, said: Said, on: date, at: datetime) -> PortalMessage:
    own = {"creditor": guest.creditor, "debtor_id": guest.debtor.id, "link_id": guest.link.id, "invoice_id": said.invoice_id}
    return PortalMessage(kind=said.kind, on=on, at=at, day=said.day, minute=said.minute, amount=said.amount, every=said.every, **own)


def _mail(guest: Guest, said: Said, message: PortalMessage, kept: Sequence[Any], log: Log) -> int:
    """His words among the answers that somebody reads; until then nothing leaves to him."""
    row = InboundMail(
        creditor=guest.creditor,
        id=new_id(),
        debtor_id=guest.debtor.id,
        letter_id=guest.link.letter_id,
        kind=MailKind.REPLY,
        digest=hashlib.sha256(f"portal/{guest.creditor.id}/{message.id}".encode()).hexdigest(),
        sender=guest.debtor.email,
        sender_name=guest.debtor.name,
        subject=_subject(guest, said),
        on=log.on,
        at=message.at,
        text=_words(guest, said),
        attachments=[{"name": one.name, "mime": one.mime, "size": one.size, "file": one.id} for one in kept],
    )
    row.save(force_insert=True)
    ask_to_read(guest.debtor.id, log=log)
    return row.id


def _subject(guest: Guest, said: Said) -> str:
    number = guest.invoices().filter(id=said.invoice_id).values_list("number", flat=True).first() if said.invoice_id else ""
    lead = _SUBJECTS[said.kind].in_language(guest.debtor.language)
    return f"{lead}: {number}" if number else lead


def _words(guest: Guest, said: Said) -> str:
    """What he filled in, and under it what he wrote."""
    language = guest.debtor.language
    parts = (
        (Text("Bedrag", "Amount"), shown(said.amount, language=language) if said.amount else ""),
        (Text("Dag", "Day"), f"{said.day:%d-%m-%Y}" if said.day else ""),
        (Text("Tijd", "Time"), f"{said.minute:%H:%M}" if said.minute else ""),
        (Text("Hoe vaak", "How often"), _EVERY[said.every].in_language(language) if said.every else ""),
    )
    lines = [f"{label.in_language(language)}: {value}" for label, value in parts if value]
    return "\n\n".join(filter(None, ("\n".join(lines), said.text.strip()[:LONGEST])))


_EVERY = {
    "week": Text("elke week", "every week"),
    "fortnight": Text("elke twee weken", "every two weeks"),
    "4-weeks": Text("elke vier weken", "every four weeks"),
    "month": Text("elke maand", "every month"),
}


def _hold(guest: Guest, said: Said, log: Log) -> Hold | None:
    """Who says that he paid is left alone while the bank can show it; what is complained of until somebody answered."""
    if said.kind is PortalAct.PAID:
        until = booked_until(log.on, bank_days=guest.creditor.bank_days + LOOKED_UP, calendar=jurisdiction().calendar)
        note = "Zei op zijn pagina dat hij heeft betaald"
        return put_hold(log, debtor_id=guest.debtor.id, kind="hold", note=note, invoice_id=said.invoice_id, until=until)
    if said.kind is PortalAct.DISPUTE:
        return put_hold(log, debtor_id=guest.debtor.id, kind="dispute", note=said.text[:LONGEST], invoice_id=said.invoice_id)
    return None


def _call(guest: Guest, said: Said, log: Log) -> None:
    """We call him on that day and at that minute: it stands in the calendar as what is agreed on the phone does."""
    own = {"creditor": guest.creditor, "debtor_id": guest.debtor.id, "kind": Agree.CALLBACK, "ours": True, "state": "open"}
    what = " · ".join(filter(None, (said.phone.strip()[:40], said.text.strip()[:LONGEST])))
    Agreed.objects.create(made_on=log.on, day=said.day, minute=said.minute, what=what, by="", **own)
    plan_callbacks(guest.creditor, [guest.debtor.id], log=log)


def _care(guest: Guest, said: Said, log: Log) -> tuple[str, ...]:
    """Where his words show that he is in trouble of another kind, nothing leaves until somebody decided, as after a call."""
    signs = listener().signs(said.text) if said.text.strip() else ()
    if not signs:
        return ()
    own = {"creditor": guest.creditor, "debtor_id": guest.debtor.id}
    if not Hold.objects.filter(kind__in=DECIDED, invoice_id=None, until=None, ended_on=None, **own).exists():
        put_hold(log, debtor_id=guest.debtor.id, kind="vulnerable", note=CARE)
    if not Task.objects.filter(kind=DECIDE, done_on=None, **own).exists():
        Task.objects.create(kind=DECIDE, made_on=log.on, due_on=log.on, **own)
        log.add("task-made", debtor_id=guest.debtor.id, task=DECIDE)
    return signs


def _refused(guest: Guest, said: Said, on: date) -> Refusal | None:
    if said.invoice_id is not None and not guest.invoices().filter(id=said.invoice_id, kind="invoice", open__gt=0).exists():
        return Refusal(_WHICH)
    if said.kind in (PortalAct.QUESTION, PortalAct.DISPUTE) and not said.text.strip():
        return Refusal(_WORDS)
    if said.kind is PortalAct.DISPUTE:
        return _not_disputable(guest, said)
    if said.kind is PortalAct.PAID:
        return Refusal(_LATER) if said.day is not None and said.day > on else _sum(said)
    if said.kind is PortalAct.CALLBACK:
        return _not_then(said, on)
    if said.kind is PortalAct.PROPOSAL:
        wrong = said.amount is None or said.every not in EVERY or said.day is None or said.day < on
        return Refusal(_PROPOSAL) if wrong else _sum(said)
    return None


_PROPOSAL = Text(
    "Vul in hoeveel u kunt betalen, hoe vaak, en vanaf welke dag.", "Fill in how much you can pay, how often, and from which day."
)


def _sum(said: Said) -> Refusal | None:
    return Refusal(_SUM) if said.amount is not None and said.amount <= 0 else None


def _not_disputable(guest: Guest, said: Said) -> Refusal | None:
    if said.invoice_id is None:
        return Refusal(_WHICH)
    return Refusal(_HELD) if guest.holds().filter(kind="dispute", invoice_id=said.invoice_id).exists() else None


def _not_then(said: Said, on: date) -> Refusal | None:
    """Why nobody can be called then: a day gone by or far away, or an hour at which no debtor is called."""
    law = jurisdiction()
    if said.day is None or said.minute is None or not on <= said.day <= on + AHEAD:
        return Refusal(Text("Kies een dag in de komende twee maanden, en een tijd.", "Choose a day within two months, and a time."))
    if not law.calendar.is_contact_day(said.day) or not law.contact_from <= said.minute.hour < law.contact_until:
        hours = f"{law.contact_from}", f"{law.contact_until}"
        return Refusal(
            Text(
                f"Wij bellen tussen {hours[0]} en {hours[1]} uur, niet op zondag of een feestdag.",
                f"We call between {hours[0]} and {hours[1]} o'clock, not on Sunday or a public holiday.",
            ),
            "Besluit kwaliteit incassodienstverlening art. 4.2",
        )
    return None if said.phone.strip() else Refusal(Text("Op welk nummer bellen wij u?", "On which number do we call you?"))
