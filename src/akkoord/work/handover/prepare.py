"""Makes the file of each hand-over and passes it on, after a last look: who paid or objects at the last moment is not handed over."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Creditor, HandOver, Hold, Invoice, Line
from akkoord.work.handover.dossier import Made, make_dossier
from akkoord.work.handover.end import end_here
from akkoord.work.line.say import hold_line, say
from akkoord.work.mail.replies import is_unread
from akkoord.work.record import Log

LINE = "akkoord"  # the way over a line, of the shelf of partners
_HOLDS = {
    "dispute": Text("Er loopt een bezwaar: dat moet eerst beantwoord zijn.", "There is an objection: it must be answered first."),
    "insolvency": Text("Er is een insolventie.", "There is an insolvency."),
    "vulnerable": Text("Hij is kwetsbaar: een mens beslist eerst.", "He is vulnerable: a person decides first."),
    "hold": Text("Er staat een reden om te wachten.", "There is a reason to wait."),
    "promise": Text("Hij heeft toegezegd te betalen.", "He promised to pay."),
    "arrangement-kept": Text("Er loopt een regeling.", "There is an arrangement."),
}
_UNREAD = Text("Er ligt een antwoord van hem dat nog niemand las.", "An answer of his has not been read yet.")
_OFF = Text("Versturen staat uit.", "Sending is off.")
_PAUSED = Text("Alles ligt stil.", "Everything lies still.")
_NO_LINE = Text("Er is geen open lijn met de partner.", "There is no open line with the partner.")


def prepare_all(*, creditor: Creditor, on: date, at: datetime | None) -> int:
    """Every hand-over that has not left yet; gives how many went over a line. Those by e-mail are sent afterwards by `mail_out`."""
    rows = HandOver.objects.filter(creditor_id=creditor.id, sent_at=None, ended_on=None)
    return sum(_prepared(creditor, number, on, at) for number in list(rows.order_by("id").values_list("id", flat=True)))


def waits_for(creditor: Creditor, one: HandOver, *, on: date) -> Text | None:
    """Why a hand-over that has not left yet stays here for now; None where it can go."""
    if not creditor.sending_on or creditor.paused_since:
        return _OFF if not creditor.sending_on else _PAUSED
    if is_unread(creditor, one.debtor_id):
        return _UNREAD
    holds = Hold.objects.filter(creditor_id=creditor.id, debtor_id=one.debtor_id, ended_on=None, since__lte=on).exclude(until__lt=on)
    standing = [row.kind for row in holds if row.invoice_id is None or row.invoice_id in one.invoices]
    found = next((_HOLDS[kind] for kind in _HOLDS if kind in standing), None)
    return found or (_NO_LINE if one.way == LINE and line_of(one) is None else None)


def line_of(one: HandOver) -> Line | None:
    """The open line it goes over: the one it was begun with, or the one that took its place."""
    rows = Line.objects.filter(creditor_id=one.creditor_id, side="client", state="open")
    return rows.filter(id=one.line_id or 0).first() or rows.order_by("-made_on", "-id").first()


def _prepared(creditor: Creditor, number: int, on: date, at: datetime | None) -> bool:
    with transaction.atomic():
        mine = HandOver.objects.filter(creditor_id=creditor.id, id=number)
        line = line_of(mine.only("creditor_id", "id", "line_id").get())
        hold_line(creditor.id, line.id if line else None)
        creditor, log = Creditor.objects.get(id=creditor.id), Log(creditor.id, on, at)
        one = mine.select_for_update().get()
        left = Invoice.objects.filter(creditor_id=creditor.id, id__in=one.invoices, open__gt=0)
        if one.ended_on is not None or one.sent_at is not None or one.claimed_by:
            return False
        if not left.exists():
            end_here(one, because="paid", log=log)
            log.write()
            return False
        if waits_for(creditor, one, on=on) is not None:
            return False
        return _passed_on(one, log)


def _passed_on(one: HandOver, log: Log) -> bool:
    if not one.dossier_sha256 and not keep_dossier(one, log):
        log.write()
        return False
    line = line_of(one) if one.way == LINE else None
    if line is not None:
        body = {"total": one.principal + one.interest + one.costs, "debtor": one.debtor.name, "invoices": _numbers(one)}
        say(line, kind="submit", ref=one.ref, body=body, on=log.on, at=log.at, attachment=bytes(one.dossier or b""))
        one.line_id, one.sent_at = line.id, log.at
        one.save(update_fields=["line_id", "sent_at"])
        log.add("hand-over-sent", debtor_id=one.debtor_id, ref=one.ref, partner=one.partner)
    log.write()
    return line is not None


def keep_dossier(one: HandOver, log: Log) -> bool:
    """Make its file as it stands today and keep it; false, and told, where the law gives no sum for it."""
    debtor = one.debtor
    made = make_dossier(debtor=debtor, invoices=frozenset(one.invoices), ref=one.ref, on=log.on, at=log.at)
    if isinstance(made, Refusal):
        if one.error != made.why.nl[:500]:
            one.error, one.error_en = made.why.nl[:500], made.why.en[:500]
            one.save(update_fields=["error", "error_en"])
            log.add("hand-over-waits", debtor_id=one.debtor_id, ref=one.ref, nl=made.why.nl, en=made.why.en)
        return False
    _keep(one, made)
    log.add("dossier-made", debtor_id=one.debtor_id, ref=one.ref, sha256=one.dossier_sha256)
    return True


def _keep(one: HandOver, made: Made) -> None:
    claim = made.manifest["claim"]
    one.dossier, one.dossier_sha256 = made.raw, hashlib.sha256(made.raw).hexdigest()
    one.error = one.error_en = ""
    one.principal, one.interest, one.costs = claim["principal"], claim["interest"], claim["costs"]
    one.basis = {f"{row.id}": row.open for row in Invoice.objects.filter(creditor_id=one.creditor_id, id__in=one.invoices)}
    one.save(update_fields=["dossier", "dossier_sha256", "error", "error_en", "principal", "interest", "costs", "basis"])


def _numbers(one: HandOver) -> list[str]:
    return list(
        Invoice.objects.filter(creditor_id=one.creditor_id, id__in=one.invoices).order_by("due_on", "id").values_list("number", flat=True)
    )
