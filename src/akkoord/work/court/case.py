"""One debtor's claim as it would come before a judge on a day: sums, judge, court fee, and when each invoice prescribes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from akkoord.core.court.fees import CourtFee, Tariff, court_fee, tariff_of
from akkoord.core.court.judge import Claimed, Venue, venue
from akkoord.core.legal_form import likely_form
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, Invoice
from akkoord.work.law import law_of
from akkoord.work.owed import Owed, owed
from akkoord.work.prescription import prescriptions

NOTHING = Refusal(
    Text(
        "Er is niets waarvan de vervaldag voorbij is. Alleen wat opeisbaar is, kan voor de rechter komen.",
        "Nothing is past its due day. Only what is due can come before a judge.",
    )
)
_WHO = Refusal(
    Text("Kies bij Wie eist welk tarief voor u geldt.", "Choose under Who claims which tariff applies to you."),
    "Wet griffierechten burgerlijke zaken",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person chose: which invoices (none: all that are late), what it is about, whether costs count toward the limit,
    and the tariff (None: by the company's legal form)."""

    only: frozenset[int] = frozenset()
    subject: str = ""
    with_costs: bool = True
    tariff: Tariff | None = None


@dataclass(frozen=True, slots=True)
class CourtCase:
    """What would be claimed on a day. `invoices` are its rows, oldest due day first; `prescribes` the day for each, by id."""

    debtor: Debtor
    on: date
    asked: Asked
    sums: Owed
    claimed: Claimed
    venue: Venue
    tariff: Tariff | None
    fee: CourtFee | Refusal
    invoices: Sequence[Invoice]
    prescribes: dict[int, date]


def court_case(*, desk: Desk, debtor_id: int, asked: Asked, on: date) -> CourtCase | Refusal:
    """The claim on this debtor at the end of `on`, the day of the writ; a refusal where nothing is due or the law gives no sum."""
    debtor = desk.debtors().select_related("creditor").get(id=debtor_id)
    whole = owed(debtor=debtor, on=on)
    if isinstance(whole, Refusal):
        return whole
    late = frozenset(one.id for one in whole.invoices if one.days_overdue > 0 and (one.principal or one.interest or one.costs))
    only = late & asked.only if asked.only else late
    sums = owed(debtor=debtor, on=on, only=only) if only else NOTHING
    return sums if isinstance(sums, Refusal) else _weighed(desk, debtor, asked, sums, on)


def _weighed(desk: Desk, debtor: Debtor, asked: Asked, sums: Owed, on: date) -> CourtCase:
    law = law_of(desk.creditor.pk)
    claimed = Claimed(sums.principal, sums.interest, sums.costs)
    where = venue(claimed, rule=law.judge, subject=asked.subject, with_costs=asked.with_costs)
    tariff = asked.tariff or usual_tariff(desk.creditor)
    fee = court_fee(claimed.total, judge=where.judge, tariff=tariff, on=on, table=law.court_fees) if tariff else _WHO
    rows = desk.invoices().filter(id__in=[one.id for one in sums.invoices]).select_related("debtor").order_by("due_on", "id")
    invoices = list(rows)
    prescribes = {number: one.prescribes_on for number, one in prescriptions(invoices, on=on).items()}
    return CourtCase(debtor, on, asked, sums, claimed, where, tariff, fee, invoices, prescribes)


def usual_tariff(creditor: Creditor) -> Tariff | None:
    """By the legal form the company said, or that its name shows; None where neither tells."""
    return tariff_of(creditor.legal_form or likely_form(creditor.name))
