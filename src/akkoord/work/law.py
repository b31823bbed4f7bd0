"""The law as it is reckoned with for one company: the country's numbers, and the published rates it entered itself."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from akkoord.core.law.entered import as_entered, with_entered
from akkoord.core.law.freshness import Ending, ending
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.law.series import Value
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import PublishedRate


def law_of(creditor_id: int) -> Jurisdiction:
    """The country's law with this company's entered rates, in one query. Read it once for many debtors of one company."""
    shipped = jurisdiction()
    kept = PublishedRate.objects.filter(creditor_id=creditor_id, withdrawn_on=None).order_by("first")
    rows: dict[str, list[Value]] = defaultdict(list)
    for name, first, percent, source, on, company in kept.values_list(
        "series", "first", "percent", "source", "entered_on", "creditor__name"
    ):
        rows[name].append(as_entered(Value(first, percent, source), company=company, on=on))
    return shipped.with_interest({name: with_entered(shipped.interest[name], found) for name, found in rows.items()}) if rows else shipped


def rates_ending(creditor_id: int, *, on: date, debtor_kind: str = "") -> Ending | None:
    """Which of this company's tables of rates end within a month of `on`, or have ended; of all, or of a kind of debtor.

    No query while the shipped tables are fresh: what a company enters only makes them longer.
    """
    if ending(jurisdiction().tables_for(debtor_kind), on=on) is None:
        return None
    return ending(law_of(creditor_id).tables_for(debtor_kind), on=on)
