"""The arrangements of a story: what is agreed, changed, declined, or refused by the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from akkoord.core.arrangement.terms import Interest, Terms
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Arrangement, Creditor, Debtor, Invoice
from akkoord.work.arrangement.accept import Acceptance, accept
from akkoord.work.arrangement.propose import propose
from akkoord.work.arrangement.reckon import subject_of
from akkoord.work.story.fields import cents, day


def arrange(desk: Desk, debtor: Debtor, on: date, said: Mapping[str, Any]) -> None:
    """An arrangement that is agreed at once; the first part comes after one period unless a day is said. Over nothing there is
    nothing to agree. Without `interest` it is about what is open, interest and costs apart: both are let go when it is kept.
    With `refused` it must be refused, for a reason that holds these words. Raises ValueError where it is not as the story says."""
    debtor.refresh_from_db()
    chosen = _invoices(desk.creditor, debtor, said)
    if not chosen:
        return
    made = _agreed(desk, debtor, chosen, on, said)
    refused = str(said.get("refused", ""))
    if isinstance(made, Refusal) != bool(refused):
        raise ValueError(f"{on} arrangement: {made.why.en if isinstance(made, Refusal) else 'it was not refused'}")
    if isinstance(made, Refusal) and refused not in f"{made.why.nl} {made.why.en} {made.source}":
        raise ValueError(f"{on} arrangement: refused because {made.why.en!r}, not because of {refused!r}")


def _agreed(desk: Desk, debtor: Debtor, chosen: frozenset[int], on: date, said: Mapping[str, Any]) -> Arrangement | Refusal:
    subject = subject_of(desk.creditor, debtor, chosen, on=on)
    if isinstance(subject, Refusal):
        return subject
    terms = _terms(said, on)
    if "interest" not in said:
        terms = replace(terms, discount=terms.discount + subject.due.costs)
    remind = int(said["remind_days"]) if "remind_days" in said else None
    own: dict[str, Any] = {"creditor": desk.creditor, "on": on, "at": None, "by": desk.user.email}
    made = propose(debtor_id=debtor.id, terms=terms, invoices=chosen, remind_days=remind, **own)
    if isinstance(made, Refusal):
        return made
    how = Acceptance(str(said.get("how", "spoken")), debtor.name, text_sha256=made.text_sha256)
    return accept(arrangement_id=made.id, acceptance=how, **own)


def _invoices(creditor: Creditor, debtor: Debtor, said: Mapping[str, Any]) -> frozenset[int]:
    """All that is open, or what is named."""
    rows = Invoice.objects.filter(creditor=creditor, debtor_id=debtor.id, kind="invoice", open__gt=0)
    if "invoices" in said:
        rows = rows.filter(number__in=list(said["invoices"]))
    return frozenset(rows.values_list("id", flat=True))


def _terms(said: Mapping[str, Any], on: date) -> Terms:
    every = str(said.get("every", said.get("every_days", 30)))
    first = day(said.get("first_on", on + timedelta(days=int(said.get("every_days", 30)))))
    rule = Interest(str(said.get("interest", "waived")))
    payday = int(said["payday"]) if "payday" in said else None
    down, discount = cents(said.get("down", 0)), cents(said.get("discount", 0))
    return Terms(down, int(said["instalments"]), every, first, on, rule, discount, payday)
