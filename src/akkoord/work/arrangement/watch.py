"""The daily look at every arrangement: kept, missed and warned of, broken, a proposal that nobody accepted, a reminder that is due.

Neither party has to do anything for it. It costs one query where there are none, and a fixed number where there are many; nothing
in it looks at debtors without one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from akkoord.core.arrangement.terms import Part
from akkoord.core.arrangement.watch import Standing, standing
from akkoord.core.day_words import day_shown
from akkoord.core.money import shown
from akkoord.core.problem import Text
from akkoord.store.models import Arrangement, ArrangementInvoice, Creditor, Hold, Instalment
from akkoord.work.arrangement.about import STOPS
from akkoord.work.arrangement.end import end, keep
from akkoord.work.arrangement.letters import remind, warn
from akkoord.work.arrangement.paid import paid_for
from akkoord.work.record import Log
from akkoord.work.watch.broken import money_until


@dataclass(frozen=True, slots=True)
class Watched:
    """One arrangement that runs, how it stands, its invoices, and whether something keeps us from writing about it."""

    one: Arrangement
    now: Standing
    invoices: tuple[int, ...]
    held: bool


def watch_arrangements(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """Do what the day asks for every arrangement; gives how many were broken. Twice on a day changes nothing the second time."""
    broken = 0
    with transaction.atomic():
        log = Log(creditor.id, on, at)
        rows = list(Arrangement.objects.filter(creditor=creditor, state__in=("running", "proposed")).defer("pdf", "blocks"))
        for one in rows:
            if one.state == "proposed" and one.valid_until is not None and one.valid_until < on:
                end(one, "lapsed", Text("Niemand ging op tijd akkoord.", "Nobody agreed in time."), log)
        for watched in looked_at(creditor, [one for one in rows if one.state == "running"], on=on):
            broken += _follow(creditor, watched, log) == "broken"
        log.write()
    return broken


def looked_at(creditor: Creditor, running: Sequence[Arrangement], *, on: date) -> list[Watched]:
    """How these arrangements stand, in a fixed number of queries."""
    if not running:
        return []
    ids = [one.id for one in running]
    parts = _parts(creditor, ids)
    about: dict[int, dict[int, int]] = defaultdict(dict)
    rows = ArrangementInvoice.objects.filter(creditor=creditor, arrangement_id__in=ids)
    for number, invoice, left in rows.values_list("arrangement_id", "invoice_id", "invoice__open"):
        about[number][invoice] = left
    came, held = paid_for(creditor, running), _held(creditor, running, about)
    found = []
    for one in running:
        now = standing(parts[one.id], came[one.id], on=on, bank_until=creditor.bank_until, in_time=lambda day: money_until(creditor, day))
        if not any(left > 0 for left in about[one.id].values()) and now.left <= one.interest + one.costs + one.added:
            now = Standing(now.total, now.total) if _only_claims(now, one) else now
        found.append(Watched(one, now, tuple(about[one.id]), one.id in held))
    return found


def _parts(creditor: Creditor, ids: Sequence[int]) -> dict[int, list[Part]]:
    parts: dict[int, list[Part]] = defaultdict(list)
    rows = Instalment.objects.filter(creditor=creditor, arrangement_id__in=ids)
    for number, day, cents in rows.values_list("arrangement_id", "due_on", "amount"):
        parts[number].append(Part(day, cents))
    return parts


def _only_claims(now: Standing, one: Arrangement) -> bool:
    """Whether what is left of the plan was for interest and costs of invoices that were credited or paid otherwise."""
    return one.interest + one.costs + one.added - one.waived == 0 or now.paid >= one.total


def _held(creditor: Creditor, running: Sequence[Arrangement], about: Mapping[int, Mapping[int, int]]) -> set[int]:
    """The arrangements about which nobody is written to now."""
    by_debtor = {one.debtor_id: one.id for one in running}
    rows = Hold.objects.filter(creditor=creditor, debtor_id__in=list(by_debtor), kind__in=STOPS, ended_on=None)
    found = set()
    for debtor, invoice in rows.values_list("debtor_id", "invoice_id"):
        number = by_debtor[debtor]
        if invoice is None or invoice in about[number]:
            found.add(number)
    return found


def _follow(creditor: Creditor, watched: Watched, log: Log) -> str:
    """What becomes of one arrangement on this day: kept, broken, or nothing yet."""
    one, now = watched.one, watched.now
    small = now.over and now.left <= creditor.tolerance
    if now.left <= 0 or small:
        keep(one, log)
        return "kept"
    if now.missed is None or now.due <= creditor.tolerance:
        _unwarned(one)
        remind(creditor, watched.one, now, watched.invoices, held=watched.held, log=log)
        return ""
    if watched.held:
        return ""
    if one.warning_id is None:
        warn(creditor, one, now, watched.invoices, log=log)
        return ""
    return _after_warning(creditor, one, now, log)


def _unwarned(one: Arrangement) -> None:
    """What was missing came: a later part that is missed is warned of anew."""
    if one.warning_id is not None:
        one.warning_id, one.warned_on, one.warned_until = None, None, None
        one.save(update_fields=["warning_id", "warned_on", "warned_until"])


def _after_warning(creditor: Creditor, one: Arrangement, now: Standing, log: Log) -> str:
    """Once the warning left, its last day counts; when that has passed and the bank was read beyond it, the arrangement is broken."""
    letter = one.warning
    if one.warned_on is None and letter is not None and letter.state == "sent" and letter.sent_on is not None:
        one.warned_on, one.warned_until = letter.sent_on, letter.last_day
        one.save(update_fields=["warned_on", "warned_until"])
    if one.warned_until is None or creditor.bank_until is None:
        return ""
    last = money_until(creditor, one.warned_until)
    if not last < log.on or last > creditor.bank_until:
        return ""
    assert now.missed is not None
    _break(one, now, log)
    return "broken"


def _break(one: Arrangement, now: Standing, log: Log) -> None:
    """The whole sum is due again, with what was to be let go; the ladder goes on where it was."""
    assert now.missed is not None
    assert one.warned_until is not None
    day, until = now.missed.day, one.warned_until
    nl = [shown(cents) for cents in (now.missed.cents, now.due)] + [day_shown(when, language="nl", weekday=False) for when in (day, until)]
    en = [shown(cents, language="en") for cents in (now.missed.cents, now.due)]
    en += [day_shown(when, language="en", weekday=False) for when in (day, until)]
    because = Text(
        f"De termijn van {nl[0]} van {nl[2]} kwam niet: {nl[1]} ontbreekt, ook na de waarschuwing met {nl[3]} als uiterste dag.",
        f"The instalment of {en[0]} of {en[2]} did not come: {en[1]} is missing, also after the warning with {en[3]} as the last day.",
    )
    end(one, "broken", because, log, paid=now.paid, left=now.left, revived=one.waived + one.discount)
